package suite

import (
	"bufio"
	"bytes"
	"fmt"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"
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

// parse parses a feature. A panic of the parser is an error, too.
func parse(data []byte, newID func() string) (doc *messages.GherkinDocument, err error) {
	number := 0
	for line := range bytes.Lines(data) {
		if number++; len(line) > longestLine {
			return nil, fmt.Errorf("line %d has %d bytes, and %d are the most that a line may have", number, len(line), longestLine)
		}
	}
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("the parser of Gherkin failed: %v", crash)
		}
	}()
	return gherkin.ParseGherkinDocument(bytes.NewReader(data), newID)
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
