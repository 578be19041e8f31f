package runner

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

// JournalFile is the name of the journal in the folder of the reports.
const JournalFile = "journal.jsonl"

// journalSchema names the version of the journal's lines.
const journalSchema = "codecred/journal/v1"

// journal keeps on disk what a run has decided, a line for each scenario, so
// that a run which is killed need not decide it again. Its first line says which
// run it is of.
type journal struct {
	dir     string
	version string // of the harness
	done    map[visit]reports.Scenario
	left    leftovers       // by the run that is resumed
	found   map[string]bool // orgs that were there before and whose settings are noted

	mu   sync.Mutex
	file *os.File
}

// visit is one time that a scenario ran.
type visit struct {
	round int // from 1
	id    string
}

// journalHeader says which run a journal is of.
type journalHeader struct {
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

// journalLine is the result of a scenario, or tells what was made on the target.
type journalLine struct {
	Round  int               `json:"round,omitempty"`
	Result *reports.Scenario `json:"result,omitempty"`

	Made  []made    `json:"made,omitempty"`
	Found *foundOrg `json:"found,omitempty"`
	Clean bool      `json:"clean,omitempty"` // nothing of what was made so far is left
}

// openJournal begins the journal of a run in a folder, in place of one that is
// there, or goes on with that one. It returns the header of the run that it is of.
func openJournal(dir string, resume bool, present journalHeader) (*journal, journalHeader, error) {
	present.Schema = journalSchema
	if resume {
		return resumeJournal(dir, present)
	}
	j, err := startJournal(dir, present)
	return j, present, err
}

// startJournal begins a journal in a folder, in place of one that is there.
func startJournal(dir string, header journalHeader) (*journal, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("the journal: %w", err)
	}
	file, err := os.OpenFile(filepath.Join(dir, JournalFile), os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the journal: %w", err)
	}
	j := &journal{dir: dir, version: header.Harness.Version, found: map[string]bool{}, file: file}
	return j, j.write(header)
}

// keep writes a scenario's transcript and result. A scenario that was not run,
// or ended in an error, has no line: it is run again.
func (j *journal) keep(round int, s *reports.Scenario) error {
	if err := har.Write(j.dir, j.version, s); err != nil {
		return err
	}
	s.Exchanges = nil // they are on disk
	if !s.Verdict.Decides() {
		return nil
	}
	return j.write(journalLine{Round: round, Result: s})
}

// write adds a line in one piece, so that only the last can be torn.
func (j *journal) write(line any) error {
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

// result returns what a scenario came to before the run was resumed. A nil
// journal knows nothing.
func (j *journal) result(v visit) (reports.Scenario, bool) {
	if j == nil {
		return reports.Scenario{}, false
	}
	s, ok := j.done[v]
	return s, ok
}

// close ends a journal; a nil one is closed already.
func (j *journal) close() error {
	if j == nil {
		return nil
	}
	return j.file.Close()
}
