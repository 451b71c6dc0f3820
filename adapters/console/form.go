package console

import "reviewbot/bot"

// empties is what is typed to empty a field.
const empties = "-"

// form asks for the fields of an input, one a line. An empty line keeps what
// a field holds, a hyphen empties it; "/" and a number chooses what is offered
// beside the fields, any other command leaves the form.
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
	switch typed {
	case "":
	case empties:
		f.values[f.fields[0].Name] = ""
	default:
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
		label += " [" + oneLine(field.Value) + "]"
	}
	return bot.Clean(label) + " "
}
