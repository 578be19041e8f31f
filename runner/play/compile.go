package play

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cucumber/godog"

	"github.com/codecred/codecred/runner/suite"
)

// compile writes the scenarios down again for godog, one after the other and
// each with its number as a tag. godog is thus given just what runs: it selects
// nothing, and outlines, backgrounds and rules are already resolved.
func compile(scenarios []*suite.Scenario) godog.Feature {
	var text strings.Builder
	text.WriteString("Feature: codecred\n")
	for i, sc := range scenarios {
		fmt.Fprintf(&text, "  @%d\n  Scenario: %d\n", i, i)
		for _, step := range sc.Steps {
			fmt.Fprintf(&text, "    * %s\n", step)
		}
	}
	return godog.Feature{Name: "codecred", Contents: []byte(text.String())}
}

// numberOf finds the scenario that compile gave a number.
func numberOf(sc *godog.Scenario, total int) (int, error) {
	for _, tag := range sc.Tags {
		if n, err := strconv.Atoi(strings.TrimPrefix(tag.Name, "@")); err == nil && n >= 0 && n < total {
			return n, nil
		}
	}
	return 0, fmt.Errorf("godog ran a scenario that it was not given: %q", sc.Name)
}
