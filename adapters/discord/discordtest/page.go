package discordtest

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// Page lays messages out as a client does, for people to look at: containers,
// the markdown that the adapter may use, buttons and menus, in dark colours.
func Page(messages ...Message) string {
	var b strings.Builder
	b.WriteString(pageHead)
	for _, m := range messages {
		b.WriteString(`<div class="message"><div class="who">reviewbot <span>APP</span></div>`)
		for _, c := range list(m["components"]) {
			component, _ := c.(object)
			layOut(&b, component)
		}
		if m.Ephemeral() {
			b.WriteString(`<small>👁 Only you can see this · Dismiss message</small>`)
		}
		b.WriteString("</div>")
	}
	return b.String()
}

const pageHead = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>
body{background:#313338;color:#dbdee1;font:16px/1.375 "Noto Sans","DejaVu Sans",sans-serif;margin:16px}
.message{margin-bottom:20px;max-width:640px}.who{color:#f2f3f5;font-weight:600;margin-bottom:4px}
.who span{background:#5865f2;border-radius:4px;font-size:10px;padding:1px 5px}
.box{background:#2b2d31;border:1px solid #3f4147;border-left:4px solid;border-radius:8px;padding:12px 16px;display:flex;flex-direction:column;gap:8px}
small{color:#949ba4;font-size:13px}h3{font-size:16px;margin:4px 0;color:#f2f3f5}p{margin:0 0 8px}p:last-child{margin:0}
blockquote{border-left:4px solid #4e5058;margin:2px 0;padding:0 12px;border-radius:4px}ul{margin:2px 0;padding-left:24px}
hr{width:100%;border:0;border-top:1px solid #3f4147}a{color:#00a8fc;text-decoration:none}
.row{display:flex;flex-wrap:wrap;gap:8px}.b{border-radius:8px;padding:5px 14px;font-size:14px;font-weight:500;background:#4e5058;color:#fff}
.b1{background:#5865f2}.b4{background:#da373c}.off{opacity:.5}.menu{background:#1e1f22;border-radius:8px;padding:9px 12px;width:100%}</style>`

// layOut writes a component.
func layOut(b *strings.Builder, c object) {
	switch number(c["type"]) {
	case 17:
		fmt.Fprintf(b, `<div class="box" style="border-left-color:#%06x">`, number(c["accent_color"]))
		inside(b, c)
	case 1:
		b.WriteString(`<div class="row">`)
		inside(b, c)
	case 2:
		off := ""
		if c["disabled"] == true {
			off = " off"
		}
		fmt.Fprintf(b, `<span class="b b%d%s">%s</span>`, number(c["style"]), off, html.EscapeString(text(c["label"])))
	case 3:
		fmt.Fprintf(b, `<div class="menu">%s ▾</div>`, html.EscapeString(text(c["placeholder"])))
	case 10:
		b.WriteString("<div>" + markdown(text(c["content"])) + "</div>")
	case 14:
		b.WriteString("<hr>")
	}
}

func inside(b *strings.Builder, c object) {
	for _, e := range list(c["components"]) {
		component, _ := e.(object)
		layOut(b, component)
	}
	b.WriteString("</div>")
}

// markdown sets lines: headings, small print, quotes, items, paragraphs.
func markdown(s string) string {
	var b strings.Builder
	for _, paragraph := range strings.Split(s, "\n\n") {
		b.WriteString("<p>")
		for i, line := range strings.Split(paragraph, "\n") {
			tag, rest := "", line
			for _, mark := range []struct{ begins, tag string }{{"### ", "h3"}, {"-# ", "small"}, {"> ", "blockquote"}, {"- ", "ul><li"}} {
				if after, ok := strings.CutPrefix(line, mark.begins); ok {
					tag, rest = mark.tag, after
					break
				}
			}
			switch {
			case tag == "ul><li":
				b.WriteString("<ul><li>" + inline(rest) + "</li></ul>")
			case tag != "":
				b.WriteString("<" + tag + ">" + inline(rest) + "</" + tag + ">")
			default:
				if i > 0 {
					b.WriteString("<br>")
				}
				b.WriteString(inline(rest))
			}
		}
		b.WriteString("</p>")
	}
	return b.String()
}

var inlineMarks = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`\[([^\]]+)\]\((https://[^)]+)\)`), `<a href="$2">$1</a>`},
	{regexp.MustCompile(`\*\*(\S|\S.*?\S)\*\*`), "<b>$1</b>"},
	{regexp.MustCompile(`__(\S|\S.*?\S)__`), "<u>$1</u>"},
	{regexp.MustCompile(`~~(\S|\S.*?\S)~~`), "<s>$1</s>"},
	{regexp.MustCompile(`&lt;@\d+&gt;`), `<span class="b1">@somebody</span>`},
}

// inline sets what stands in a line. What is escaped is put aside first.
func inline(s string) string {
	var kept []string
	s = regexp.MustCompile(`\\[^\w\s]`).ReplaceAllStringFunc(s, func(e string) string {
		kept = append(kept, html.EscapeString(e[1:]))
		return "\x00"
	})
	s = html.EscapeString(s)
	for _, m := range inlineMarks {
		s = m.pattern.ReplaceAllString(s, m.with)
	}
	for _, k := range kept {
		s = strings.Replace(s, "\x00", k, 1)
	}
	return s
}
