package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/codecred/codecred/reports"
)

// reopen continues the journal in a folder, which must be of the same kind of run as present. It
// returns the header of the resumed run.
func reopen(dir string, present Header) (*Journal, Header, error) {
	path := filepath.Join(dir, FileName)
	if err := checkOwn(path); err != nil {
		return nil, present, fmt.Errorf("the journal: %w", err)
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, present, fmt.Errorf("%s has no %s to resume: run without --resume first", dir, FileName)
	}
	if err != nil {
		return nil, present, fmt.Errorf("the journal: %w", err)
	}
	data = data[:bytes.LastIndexByte(data, '\n')+1] // an incomplete last line is dropped
	j := &Journal{dir: dir, version: present.Harness.Version, found: map[string]bool{}}
	before, err := j.read(data)
	if err == nil {
		err = before.Compare(present)
	}
	if err != nil {
		return nil, present, fmt.Errorf("%s cannot be resumed: %w", path, err)
	}
	if err := os.Truncate(path, int64(len(data))); err != nil {
		return nil, present, fmt.Errorf("the journal: %w", err)
	}
	j.file, err = os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, present, fmt.Errorf("the journal: %w", err)
	}
	return j, before, nil
}

// read reads the lines of a journal.
func (j *Journal) read(data []byte) (Header, error) {
	var header Header
	j.done = map[playing]reports.Scenario{}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		if number == 1 {
			if err := json.Unmarshal(line, &header); err != nil || header.Schema != schema {
				return header, fmt.Errorf("its first line is not the header of a %s; run without --resume", schema)
			}
			continue
		}
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return header, fmt.Errorf("line %d: %w; run without --resume", number, err)
		}
		j.take(e)
	}
	if number == 0 {
		return header, errors.New("it has no complete line; run without --resume")
	}
	return header, nil
}

// take adds an entry to what is known about the resumed run.
func (j *Journal) take(e entry) {
	switch {
	case e.Result != nil:
		j.done[playing{e.Round, e.Result.ID}] = *e.Result
	case e.Clean:
		j.left = leftovers{}
	case e.Found != nil:
		j.left.add(*e.Found)
	default:
		j.left.made = append(j.left.made, e.Made...)
	}
}

// Compare returns an error that says how another run differs; nil if it is the same run. The order
// of the scenarios may differ, because it changes no verdict.
func (h Header) Compare(present Header) error {
	var differ []string
	for _, part := range []struct {
		name          string
		before, after any
	}{
		{"features", h.Harness.FeaturesDigest, present.Harness.FeaturesDigest},
		{"version of codecred", h.Harness.Version, present.Harness.Version},
		{"profile", h.Profile, present.Profile},
		{"selection", h.Selection, present.Selection},
		{"target", h.Target, present.Target},
		{"what the target file says, or a variable in it that is no secret (as a digest)", h.Declared, present.Declared},
		{"scope", h.Scope, present.Scope},
		{"shard", h.Shard, present.Shard},
		{"repeat", h.Repeat, present.Repeat},
	} {
		before, after := asJSON(part.before), asJSON(part.after)
		if before != after {
			differ = append(differ, fmt.Sprintf("%s was %s and is %s", part.name, before, after))
		}
	}
	if len(differ) > 0 {
		return fmt.Errorf("it is of another run: %s; resume with what that run had, or run without --resume", strings.Join(differ, "; "))
	}
	return nil
}

// asJSON writes a value of a header, to compare it and to show it.
func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil { // never: the parts of a header can always be marshalled
		panic(err)
	}
	return string(text)
}
