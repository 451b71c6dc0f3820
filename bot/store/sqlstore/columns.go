package sqlstore

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"reviewbot/bot/store"
)

// plain makes texts what both databases keep as they are.
func plain(args []any) []any {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = clean(s)
		}
	}
	return args
}

// clean takes out what is not UTF-8, and NUL, which PostgreSQL has not.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

// body is a store.Body as a column.
func body(b store.Body) any {
	if b == nil {
		return nil
	}
	return string(b)
}

// bodyOf is the reverse of body.
func bodyOf(s sql.NullString) store.Body {
	if !s.Valid {
		return nil
	}
	return store.Body(s.String)
}

// ids are a list of fact ids as a column.
func ids(list []string) string {
	if len(list) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(list) // a list of strings always marshals
	return string(b)
}

// idsOf is the reverse of ids.
func idsOf(column string) ([]string, error) {
	var out []string
	if column == "[]" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(column), &out); err != nil {
		return nil, fmt.Errorf("a list of ids cannot be read: %w", err)
	}
	return out, nil
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// moment reads a kept time; 0 is none.
func moment(millis int64) time.Time {
	if millis == 0 {
		return time.Time{}
	}
	return time.UnixMilli(millis).UTC()
}

// kept is a time as it is kept.
func kept(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// fits refuses texts that are too long to be kept.
func fits(most int, texts ...string) error {
	for _, s := range texts {
		if len(s) > most {
			return fmt.Errorf("%w: %d bytes, at most %d", store.ErrTooLong, len(s), most)
		}
	}
	return nil
}
