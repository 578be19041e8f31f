package journal

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, present, fmt.Errorf("%s has no %s to resume: run without --resume first", dir, FileName)
	}
	if err != nil {
		return nil, present, fmt.Errorf("the journal: %w", err)
	}
	defer file.Close()
	j := &Journal{dir: dir, version: present.Harness.Version, found: map[string]bool{}}
	before, complete, err := j.read(file)
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, present, fmt.Errorf("the journal: %w", at)
	}
	if err == nil {
		err = before.Compare(present)
	}
	if err != nil {
		return nil, present, fmt.Errorf("%s cannot be resumed: %w", path, err)
	}
	if err := os.Truncate(path, complete); err != nil {
		return nil, present, fmt.Errorf("the journal: %w", err)
	}
	j.file, err = os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, present, fmt.Errorf("the journal: %w", err)
	}
	return j, before, nil
}

// Limits of a journal. A line holds the result of a scenario, without its transcript: a few kB, and some hundred kB where long
// answers are quoted.
const (
	maxLine  = 16 << 20 // bytes of a line
	maxLines = 1_000_000
)

// read reads the lines of a journal one after another, so that it holds one at a time. An incomplete last line is left out: complete
// is how many bytes stand before it.
func (j *Journal) read(file io.Reader) (header Header, complete int64, err error) {
	j.done = map[playing]reports.Scenario{}
	lines := bufio.NewReaderSize(file, 64<<10)
	for number := 1; ; number++ {
		line, err := readLine(lines)
		switch {
		case errors.Is(err, io.EOF) && number == 1:
			return header, 0, errors.New("it has no complete line; run without --resume")
		case errors.Is(err, io.EOF):
			return header, complete, nil
		case errors.Is(err, bufio.ErrTooLong):
			return header, 0, fmt.Errorf("line %d, column %d: the line has more than %d MiB; run without --resume", number, maxLine+1, maxLine>>20)
		case err != nil:
			return header, 0, err
		case number > maxLines:
			return header, 0, fmt.Errorf("line %d, column 1: it has more than %d lines; run without --resume", number, maxLines)
		}
		complete += int64(len(line))
		if number == 1 {
			if err := json.Unmarshal(line, &header); err != nil || header.Schema != schema {
				return header, 0, fmt.Errorf("its first line is not the header of a %s; run without --resume", schema)
			}
			continue
		}
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return header, 0, fmt.Errorf("line %d, column %d: %w; run without --resume", number, column(err), err)
		}
		j.take(e)
	}
}

// readLine reads a line with its end. The error is io.EOF if the rest has no end, and bufio.ErrTooLong after maxLine bytes.
func readLine(lines *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := lines.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > maxLine:
			return nil, bufio.ErrTooLong
		case !errors.Is(err, bufio.ErrBufferFull):
			return line, err
		}
	}
}

// column returns where in a line of JSON an error stands, in bytes from 1; 1 if that is not known.
func column(err error) int64 {
	if at, ok := errors.AsType[*json.SyntaxError](err); ok {
		return max(at.Offset, 1)
	}
	if at, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return max(at.Offset, 1)
	}
	return 1
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
