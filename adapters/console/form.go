package console

import "reviewbot/bot"

// form asks for the fields of an input, one a line. An empty line keeps what
// a field holds; a command leaves the form.
type form struct {
	data   string
	fields []bot.Field // those still to fill in
	values map[string]string
}

func newForm(in *bot.Input) *form {
	f := &form{data: in.Data, fields: in.Fields, values: make(map[string]string, len(in.Fields))}
	for _, field := range in.Fields {
		f.values[field.Name] = field.Value
	}
	return f
}

// fill takes the value of the next field and tells whether it was the last.
func (f *form) fill(typed string) (last bool) {
	if typed != "" {
		f.values[f.fields[0].Name] = typed
	}
	f.fields = f.fields[1:]
	return len(f.fields) == 0
}

// label is what stands before the prompt: the next field, and what it holds.
func (f *form) label() string {
	field := f.fields[0]
	label := field.Label
	if field.Value != "" {
		label += " [" + field.Value + "]"
	}
	return bot.Clean(label) + " "
}
