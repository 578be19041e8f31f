package har

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/codecred/codecred/reports"
)

// WriteAll writes one HAR 1.2 file below dir for every scenario with exchanges, and sets the
// scenario's transcript. A scenario without exchanges keeps its transcript, such as one of a run
// that is resumed.
func WriteAll(dir string, r *reports.Results) error {
	for i := range r.Scenarios {
		if err := Write(dir, r.Run.Harness.Version, &r.Scenarios[i]); err != nil {
			return err
		}
	}
	return nil
}

// Write does for one scenario what [WriteAll] does for all, so that a long run does not have to
// keep its exchanges in memory. version is the version of the harness.
func Write(dir, version string, s *reports.Scenario) error {
	if len(s.Exchanges) == 0 {
		return nil
	}
	name := path.Join(reports.TranscriptsDir, transcriptName(s.ID))
	err := reports.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), func(w io.Writer) error { return encode(w, version, s) })
	if err != nil {
		return fmt.Errorf("write the transcript of %s: %w", s.ID, err)
	}
	s.Transcript = name
	return nil
}

// encode writes a log with one exchange a line, so that it can be searched line by line.
func encode(w io.Writer, version string, s *reports.Scenario) error {
	title := s.ID + " " + s.Name
	log := harLog{
		Version: "1.2",
		Creator: harCreator{Name: "codecred", Version: version},
		Comment: title,
		Pages:   []harPage{{Started: s.Exchanges[0].Started.Format(time.RFC3339Nano), ID: onlyPage, Title: title}},
		Entries: []harEntry{},
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(har{log}); err != nil {
		return err
	}
	const end = "]}}\n" // of the entries, the log and the document
	text.Truncate(text.Len() - len(end))
	for i, exchange := range s.Exchanges {
		if i > 0 {
			text.Truncate(text.Len() - 1)
			text.WriteByte(',')
		}
		text.WriteByte('\n')
		if err := encoder.Encode(newEntry(exchange)); err != nil {
			return err
		}
	}
	text.WriteString(end)
	_, err := text.WriteTo(w)
	return err
}

// transcriptName makes a file name from a scenario's id: readable and safe on
// every file system. The digest at its end makes it unique, also on file systems
// that ignore case.
func transcriptName(id string) string {
	const longest = 80
	readable := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		default:
			return '-'
		}
	}, strings.Replace(strings.TrimPrefix(id, "features/"), ".feature:", "-", 1))
	readable = readable[max(0, len(readable)-longest):]
	digest := sha256.Sum256([]byte(id))
	return strings.Trim(readable, "-") + "-" + hex.EncodeToString(digest[:4]) + ".har"
}
