package har

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

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
	document := har{harLog{
		Version: "1.2",
		Creator: harCreator{Name: "codecred", Version: version},
		Comment: s.ID + " " + s.Name,
	}}
	for _, exchange := range s.Exchanges {
		document.Log.Entries = append(document.Log.Entries, newEntry(exchange))
	}
	name := path.Join(reports.TranscriptsDir, transcriptName(s.ID))
	err := reports.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), func(w io.Writer) error {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(document)
	})
	if err != nil {
		return fmt.Errorf("write the transcript of %s: %w", s.ID, err)
	}
	s.Transcript = name
	return nil
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
