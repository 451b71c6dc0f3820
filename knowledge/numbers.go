package knowledge

import (
	"strconv"
	"strings"
	"unicode"

	"reviewbot/knowledge/match"
)

// readNumber notes the number or ordinal that a word is.
func (v *vocabulary) readNumber(r *reading, i int) {
	w := &r.words[i]
	if !match.IsNumber(w.text) {
		return
	}
	digits := strings.TrimRightFunc(w.text, unicode.IsLetter)
	suffix := w.text[len(digits):]
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return
	}
	switch suffix {
	case "st", "nd", "rd", "th", "й", "я", "е", "го", "м", "ой", "ый", "ая", "ое", "ю":
		w.other = v.lookup("^" + digits)
		r.ordinals = append(r.ordinals, numberWord{n, i})
		return
	}
	if n >= 1900 && n <= 2100 && suffix == "" && len(digits) == 4 && n != 2000 {
		r.years = append(r.years, int(n))
		r.yearAt = append(r.yearAt, i)
		w.other = v.lookup("=" + digits)
		return
	}
	for k := range r.times {
		t := &r.times[k]
		if n >= 1 && n <= 31 && t.day == 0 && t.from == t.to && (t.at == i+1 || t.at == i-1 || t.at == i+2) {
			t.day = int(n)
			w.other = v.lookup("=" + digits)
			return
		}
	}
	w.other = v.lookup("=" + digits)
	if i+1 < len(r.words) {
		n *= scale(r.words[i+1].text + suffix)
	}
	if n >= 10 && n < 100 && i+1 < len(r.words) && strings.HasPrefix(r.words[i+1].text, "год") {
		r.years = append(r.years, 2000+int(n))
		r.yearAt = append(r.yearAt, i)
		return
	}
	r.numbers = append(r.numbers, numberWord{n, i})
}

// scale is what a word after a number multiplies it by.
func scale(w string) float64 {
	switch w {
	case "billion", "billions", "bn", "миллиард", "миллиарда", "миллиардов", "млрд":
		return 1e9
	case "million", "millions", "mln", "миллион", "миллиона", "миллионов", "млн":
		return 1e6
	case "thousand", "тысяча", "тысячи", "тысяч", "тыс":
		return 1e3
	}
	return 1
}
