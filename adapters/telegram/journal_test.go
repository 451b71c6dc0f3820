package telegram

import (
	"os"
	"path/filepath"
	"testing"
)

func TestJournal(t *testing.T) {
	name := filepath.Join(t.TempDir(), "journal")
	open := func() *journal {
		j, err := openJournal(name)
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	j := open()
	for id := 1; id <= 3*tidyFrom; id++ {
		if err := j.add(id); err != nil {
			t.Fatal(err)
		}
		if err := j.acknowledged(id - 1); err != nil { // never all of them
			t.Fatal(err)
		}
	}
	j.close()
	if info, err := os.Stat(name); err != nil || info.Size() > 20*tidyFrom {
		t.Errorf("%v, %d bytes", err, info.Size())
	}
	j = open()
	defer j.close()
	if !j.has(3*tidyFrom) || !j.has(3*tidyFrom-1) || j.has(1) {
		t.Error("what was answered is not known, or what is long past is")
	}
	if err := j.acknowledged(3*tidyFrom + 1); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(name); err != nil || info.Size() != 0 {
		t.Errorf("%v, %d bytes, want an empty file", err, info.Size())
	}
	if _, err := openJournal(filepath.Join(name, "nowhere")); err == nil {
		t.Error("a journal that cannot be is opened")
	}
	var none *journal
	if err := none.add(1); err != nil || none.has(1) || none.acknowledged(2) != nil {
		t.Error("no journal keeps something")
	}
	none.close()
}
