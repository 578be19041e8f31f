package suite

import (
	"errors"
	"fmt"
	"sync"

	"github.com/agnivade/levenshtein"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/steps"
)

// foundLines keeps lines with their definitions. Most lines occur in many scenarios, and files are read at the same time.
type foundLines struct {
	mu     sync.Mutex
	byText map[string]steps.Line
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
	case errors.Is(err, steps.ErrUndefined) && s.Source != inProgram: // our own are being read, and a test reads them all
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
	least := len([]rune(text))/5 + 1
	for known := range own.found.byText {
		if d := levenshtein.ComputeDistance(text, known); d < least || d == least && nearest != "" && known < nearest {
			nearest, least = known, d
		}
	}
	if nearest == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", nearest)
}
