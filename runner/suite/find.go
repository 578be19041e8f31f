package suite

import (
	"errors"
	"fmt"
	"sync"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/textfile"
	"github.com/codecred/codecred/steps"
)

// foundLines keeps lines with their definitions. Most lines occur in many scenarios, and files are read at the same time.
type foundLines struct {
	mu     sync.Mutex
	byText map[string]steps.Line
	likes  int // lines that were compared with all others
}

// maxLikes is how many lines of a folder are compared with all of ours to find what was meant. Each takes some milliseconds.
const maxLikes = 4 * textfile.Shown

// mayLike counts a line to be compared, and reports whether it may be.
func (f *foundLines) mayLike() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.likes++
	return f.likes <= maxLikes
}

// find returns a line with its definition.
func (s *Suite) find(text string) (steps.Line, error) {
	s.found.mu.Lock()
	line, ok := s.found.byText[text]
	s.found.mu.Unlock()
	if ok {
		return line, nil
	}
	line, err := steps.Find(text)
	switch {
	case err == nil:
		s.found.mu.Lock()
		s.found.byText[text] = line
		s.found.mu.Unlock()
	case errors.Is(err, steps.ErrUndefined) && s.Source != inProgram && s.found.mayLike(): // our own are being read, and a test reads them all
		err = fmt.Errorf("%w%s", err, likeLine(text))
	}
	return line, err
}

// likeLine returns a question that names the line of our own features that is most like a text, such as
// "; did you mean ...?", or "" if none is like it.
func likeLine(text string) string {
	own, err := ofProgram(Selection{Profile: features.Salesforce})
	if err != nil {
		return ""
	}
	own.found.mu.Lock()
	defer own.found.mu.Unlock()
	var nearest string
	// A fifth of the letters may differ: lines that mean something else differ by a word or more.
	letters := utf8.RuneCountInString(text)
	least := letters/5 + 1
	for known := range own.found.byText {
		if longer := letters - utf8.RuneCountInString(known); longer > least || -longer > least {
			continue // at least so many letters differ
		}
		if d := levenshtein.ComputeDistance(text, known); d < least || d == least && nearest != "" && known < nearest {
			nearest, least = known, d
		}
	}
	if nearest == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", nearest)
}
