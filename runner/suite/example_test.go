package suite_test

import (
	"fmt"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/runner/suite"
)

// A selection that matches nothing is an error: a tag that is misspelt must not end in a
// run that passes.
func ExampleSuite_Select() {
	selection := suite.Selection{Tags: "@CC-ORG-01 and not @combinations", Profile: features.Salesforce}
	loaded, err := suite.Load("", selection) // the embedded features
	if err != nil {
		fmt.Println(err)
		return
	}
	selected, err := loaded.Select(selection)
	fmt.Println(len(selected) > 0, err)

	selection.Tags = "@CC-ORG-1"
	_, err = loaded.Select(selection)
	fmt.Println(err != nil)
	// Output:
	// true <nil>
	// true
}

// A shard is a part of a suite. A scenario stays in its shard when others are added.
func ExampleParseShard() {
	shard, err := suite.ParseShard("2/4")
	fmt.Println(shard.Index, shard.Count, err)
	// Output: 2 4 <nil>
}
