package journal

import (
	"bytes"
	"encoding/json"
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

// Journal is a file with a line for each scenario that a run has decided, and for what it
// has made on its target. Its first line says of which run it is. A nil Journal keeps
// nothing.
type Journal struct {
	dir     string
	version string // of the harness
	done    map[playing]reports.Scenario
	left    leftovers       // of the run that is resumed
	found   map[string]bool // orgs that were there before and whose settings are noted

	mu   sync.Mutex
	file *os.File
}

// playing is one time that a scenario ran.
type playing struct {
	round int // from 1
	id    string
}

// Header says which run a journal is of.
type Header struct {
	Schema    string            `json:"schema"`
	Run       string            `json:"run"`
	Started   time.Time         `json:"started"`
	Seed      int64             `json:"seed"`
	Profile   string            `json:"profile"`
	Selection reports.Selection `json:"selection"`
	Harness   reports.Harness   `json:"harness"`
	Target    reports.Target    `json:"target"`
	Shard     *reports.Shard    `json:"shard,omitempty"`
	Repeat    int               `json:"repeat,omitempty"`
}

// entry is the result of a scenario, or tells what was made on the target.
type entry struct {
	Round  int               `json:"round,omitempty"`
	Result *reports.Scenario `json:"result,omitempty"`

	Made  []made    `json:"made,omitempty"`
	Found *foundOrg `json:"found,omitempty"`
	Clean bool      `json:"clean,omitempty"` // nothing of what was made so far is left
}

// Open begins the journal of a run in a folder, in place of one that is there. With
// resume it goes on with the one that is there, which must be of a run like the present
// one. It returns the header of the run that the journal is of.
func Open(dir string, resume bool, present Header) (*Journal, Header, error) {
	present.Schema = schema
	if resume {
		return reopen(dir, present)
	}
	j, err := start(dir, present)
	return j, present, err
}

// start begins a journal in a folder, in place of one that is there.
func start(dir string, header Header) (*Journal, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("the journal: %w", err)
	}
	file, err := os.OpenFile(filepath.Join(dir, FileName), os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the journal: %w", err)
	}
	j := &Journal{dir: dir, version: header.Harness.Version, found: map[string]bool{}, file: file}
	return j, j.write(header)
}

// Keep writes the transcript and the result of a scenario. A scenario that was not run,
// or ended in an error, gets no line, so that it is run again.
func (j *Journal) Keep(round int, s *reports.Scenario) error {
	if err := har.Write(j.dir, j.version, s); err != nil {
		return err
	}
	s.Exchanges = nil // they are on disk
	if !s.Verdict.Decides() {
		return nil
	}
	return j.write(entry{Round: round, Result: s})
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

// Result returns what a scenario came to before the run was resumed. A nil
// journal knows nothing.
func (j *Journal) Result(round int, id string) (reports.Scenario, bool) {
	if j == nil {
		return reports.Scenario{}, false
	}
	s, ok := j.done[playing{round, id}]
	return s, ok
}

// Close ends a journal; a nil one is closed already.
func (j *Journal) Close() error {
	if j == nil {
		return nil
	}
	return j.file.Close()
}
