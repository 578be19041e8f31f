package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/har"
)

// FileName is the name of the journal in the folder of the reports.
const FileName = "journal.jsonl"

// schema names the version of the journal's lines.
const schema = "codecred/journal/v1"

// Journal is a file with a line for each scenario that a run has decided, and for each object that
// it has created on its target. The first line identifies the run. A nil Journal writes nothing.
type Journal struct {
	dir     string
	version string // of the harness
	done    map[playing]reports.Scenario
	left    leftovers       // of the run that is resumed
	found   map[string]bool // orgs that existed before and whose settings are recorded

	mu     sync.Mutex
	file   *os.File
	unlock func() error
	bodies int // bytes that the bodies in the transcripts take so far
}

// playing identifies one run of a scenario in one round.
type playing struct {
	round int // from 1
	id    string
}

// Header identifies the run of a journal.
type Header struct {
	Schema    string            `json:"schema"`
	Run       string            `json:"run"`
	Started   time.Time         `json:"started"`
	Seed      int64             `json:"seed"`
	Profile   string            `json:"profile"`
	Selection reports.Selection `json:"selection"`
	Harness   reports.Harness   `json:"harness"`
	Target    reports.Target    `json:"target"`
	Declared  string            `json:"declared,omitempty"` // digest of what the target file says, see target.File
	Scope     string            `json:"scope,omitempty"`    // what the run must decide
	Shard     *reports.Shard    `json:"shard,omitempty"`
	Repeat    int               `json:"repeat,omitempty"`
}

// entry is the result of a scenario, or says what was created on the target.
type entry struct {
	Round  int               `json:"round,omitempty"`
	Result *reports.Scenario `json:"result,omitempty"`

	Made  []made    `json:"made,omitempty"`
	Found *foundOrg `json:"found,omitempty"`
	Clean bool      `json:"clean,omitempty"` // everything that was created so far is removed
}

// Open creates the journal of a run in a folder, and replaces an existing one. With resume it
// continues the existing journal, which must be of the same kind of run as present. It returns the
// header of the journal's run. Until the journal is closed, no other run can have a journal in the folder. The reports that an
// earlier run has written there are removed.
func Open(dir string, resume bool, present Header) (j *Journal, header Header, err error) {
	present.Schema = schema
	if resume {
		if _, err := os.Stat(dir); err != nil { // it would be made below
			return nil, present, fmt.Errorf("%s has no %s to resume: run without --resume first", dir, FileName)
		}
	}
	unlock, err := reports.LockFolder(dir)
	if err != nil {
		return nil, present, fmt.Errorf("the journal: %w", err)
	}
	header = present
	if resume {
		j, header, err = reopen(dir, present)
	} else {
		j, err = start(dir, present)
	}
	if err == nil {
		err = reports.ClearFolder(dir, resume)
	}
	if err != nil {
		return nil, present, errors.Join(err, unlock())
	}
	j.unlock = unlock
	return j, header, nil
}

// start creates a journal in a folder, and replaces an existing one.
func start(dir string, header Header) (*Journal, error) {
	path := filepath.Join(dir, FileName)
	if err := checkOwn(path); err != nil {
		return nil, fmt.Errorf("the journal: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the journal: %w", err)
	}
	j := &Journal{dir: dir, version: header.Harness.Version, found: map[string]bool{}, file: file}
	return j, j.write(header)
}

// Keep writes the transcript and the result of a scenario. A scenario that did not run, or ended in
// an error, gets no line, so that a resumed run runs it again.
func (j *Journal) Keep(round int, s *reports.Scenario) error {
	j.shorten(s)
	if err := har.Write(j.dir, j.version, s); err != nil {
		return err
	}
	s.Exchanges = nil // they are on disk
	if !s.Verdict.Decides() {
		return nil
	}
	return j.write(entry{Round: round, Result: s})
}

// bodyBudget is how many bytes of bodies the transcripts of a run have before the rest is cut. A usual run has some
// 10 MB; a server that answers with a megabyte each time would fill a disk.
const bodyBudget = 128 << 20

// shorten cuts the bodies of a scenario's answers to excerpts once the transcripts have as much as they may.
func (j *Journal) shorten(s *reports.Scenario) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, exchange := range s.Exchanges {
		if exchange.Response == nil {
			continue
		}
		body := exchange.Response.Body
		if short := reports.Excerpt(body); j.bodies > bodyBudget && short != body {
			exchange.Response.Body, exchange.Response.Truncated = short, true
		}
		j.bodies += writtenSize(body)
	}
}

// writtenSize returns how many bytes a body takes in a transcript: JSON has six for a control character.
func writtenSize(body string) int {
	size := len(body)
	for i := range len(body) {
		if body[i] < ' ' {
			size += 5
		}
	}
	return size
}

// write adds a line in one piece, so that only the last line can be incomplete.
func (j *Journal) write(line any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(line); err != nil {
		return fmt.Errorf("the journal: %w", err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, err := j.file.Write(text.Bytes()); err != nil {
		return fmt.Errorf("the journal: %w", err)
	}
	return nil
}

// Result returns the result that a scenario had before the run was resumed. A nil journal has no
// results.
func (j *Journal) Result(round int, id string) (reports.Scenario, bool) {
	if j == nil {
		return reports.Scenario{}, false
	}
	s, ok := j.done[playing{round, id}]
	return s, ok
}

// Close closes the journal. Closing a nil journal does nothing.
func (j *Journal) Close() error {
	if j == nil {
		return nil
	}
	return errors.Join(j.file.Close(), j.unlock())
}
