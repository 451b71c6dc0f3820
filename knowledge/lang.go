package knowledge

// Lang is a language the bot writes in.
type Lang uint8

// The languages of answers. Questions may come in others; they are answered
// in English.
const (
	English Lang = iota
	Russian
)

// String returns the language's code.
func (l Lang) String() string {
	if l == Russian {
		return "ru"
	}
	return "en"
}
