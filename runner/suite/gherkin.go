package suite

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"

	"github.com/codecred/codecred/fixtures/textfile"
)

// emptyScenarios finds scenarios that would run nothing: those without steps, and
// outlines without examples. They would pass and check nothing.
func emptyScenarios(file string, feature *messages.Feature, pickles []*messages.Pickle) []error {
	seen := map[string]bool{}
	for _, p := range pickles {
		seen[p.AstNodeIds[0]] = len(p.Steps) > 0
	}
	var problems []error
	for _, sc := range scenarios(feature) {
		if !seen[sc.Id] {
			problems = append(problems, fmt.Errorf("%s:%d: %q has no steps or no examples, so it would check nothing", file, sc.Location.Line, sc.Name))
		}
	}
	return problems
}

// longestLine is the longest line that the parser takes, in bytes; it panics at a longer one.
const longestLine = bufio.MaxScanTokenSize - 2

// maxDocString is how many lines a doc string may have. The parser takes time and memory with the square of it: a doc string of
// 1 MiB takes 528 GB and minutes.
const maxDocString = 100

// parse parses a feature. A panic of the parser is an error, too. An error lists at most some of its mistakes.
func parse(data []byte, newID func() string) (doc *messages.GherkinDocument, err error) {
	if err := checkLines(data); err != nil {
		return nil, err
	}
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("the parser of Gherkin failed: %v", crash)
		}
	}()
	doc, err = gherkin.ParseGherkinDocument(bytes.NewReader(data), newID)
	if err == nil {
		return doc, nil
	}
	lines := strings.Split(err.Error(), "\n")
	if left := len(lines) - textfile.Shown; left > 0 {
		return nil, errors.New(strings.Join(append(lines[:textfile.Shown], textfile.More(left)), "\n"))
	}
	return nil, err
}

// checkLines says which line the parser cannot take, or takes too long for.
func checkLines(data []byte) error {
	if len(data) > maxSource {
		return fmt.Errorf("it is larger than %d MiB; divide it", maxSource>>20)
	}
	number, opened := 0, 0
	var separator []byte // of the doc string that is open
	for line := range bytes.Lines(data) {
		if number++; len(line) > longestLine {
			return fmt.Errorf("line %d has %d bytes, and %d are the most that a line may have", number, len(line), longestLine)
		}
		start := bytes.TrimSpace(line)
		switch start = start[:min(len(start), 3)]; {
		case separator != nil && bytes.Equal(start, separator):
			separator = nil
		case separator != nil && number-opened > maxDocString:
			return fmt.Errorf("the doc string that begins in line %d has more than %d lines; end it with %s, or shorten it", opened, maxDocString, separator)
		case separator == nil && (string(start) == `"""` || string(start) == "```"):
			separator, opened = start, number
		}
	}
	return nil
}

// stepLines returns the line of each step of a feature, by the id of its node.
func stepLines(feature *messages.Feature) map[string]int64 {
	at := map[string]int64{}
	note := func(steps []*messages.Step) {
		for _, step := range steps {
			at[step.Id] = step.Location.Line
		}
	}
	for _, child := range feature.Children {
		if child.Background != nil {
			note(child.Background.Steps)
		}
		if child.Rule == nil {
			continue
		}
		for _, inner := range child.Rule.Children {
			if inner.Background != nil {
				note(inner.Background.Steps)
			}
		}
	}
	for _, sc := range scenarios(feature) {
		note(sc.Steps)
	}
	return at
}

func scenarios(feature *messages.Feature) []*messages.Scenario {
	var out []*messages.Scenario
	for _, child := range feature.Children {
		if child.Scenario != nil {
			out = append(out, child.Scenario)
		}
		if child.Rule == nil {
			continue
		}
		for _, inner := range child.Rule.Children {
			if inner.Scenario != nil {
				out = append(out, inner.Scenario)
			}
		}
	}
	return out
}

// ruleNames maps the scenarios of a feature to the name of the rule that contains them.
func ruleNames(feature *messages.Feature) map[string]string {
	names := map[string]string{}
	for _, child := range feature.Children {
		if child.Rule == nil {
			continue
		}
		for _, inner := range child.Rule.Children {
			if inner.Scenario != nil {
				names[inner.Scenario.Id] = child.Rule.Name
			}
		}
	}
	return names
}
