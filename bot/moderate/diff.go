package moderate

import (
	"strings"

	"reviewbot/bot"
)

// maxCompared is how many words two texts may have together to be compared
// word by word; longer ones are shown whole.
const maxCompared = 2000

// compare marks what was dropped from one text and added to become another,
// word by word.
func compare(before, after string) []bot.Span {
	a, b := strings.Fields(before), strings.Fields(after)
	if len(a)+len(b) > maxCompared {
		return joined([]piece{{before, bot.Dropped}, {after, bot.Added}})
	}
	common := lengths(a, b)
	var out []piece
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, piece{a[i], bot.Kept})
			i++
			j++
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			out = append(out, piece{a[i], bot.Dropped})
			i++
		default:
			out = append(out, piece{b[j], bot.Added})
			j++
		}
	}
	return joined(out)
}

type piece struct {
	text   string
	change bot.Change
}

// joined puts neighbouring pieces of the same change together. Dropped words
// of one place stand before the added ones.
func joined(in []piece) []bot.Span {
	var out []bot.Span
	add := func(p piece) {
		if n := len(out); n > 0 && out[n-1].Change == p.change {
			out[n-1].Text += " " + p.text
			return
		}
		out = append(out, bot.Span{Text: p.text, Change: p.change})
	}
	var added []piece
	for _, p := range in {
		if p.change == bot.Added {
			added = append(added, p)
			continue
		}
		if p.change == bot.Kept {
			for _, a := range added {
				add(a)
			}
			added = nil
		}
		add(p)
	}
	for _, a := range added {
		add(a)
	}
	return out
}

// lengths[i][j] is the length of the longest common subsequence of a from i
// and b from j.
func lengths(a, b []string) [][]int {
	out := make([][]int, len(a)+1)
	for i := range out {
		out[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				out[i][j] = out[i+1][j+1] + 1
			} else {
				out[i][j] = max(out[i+1][j], out[i][j+1])
			}
		}
	}
	return out
}
