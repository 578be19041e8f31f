package reports

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTheCellsOfAGridAreCounted(t *testing.T) {
	g := ListedGrid{Rows: []ListedGridRow{
		{Cells: []ListedGridCell{{Scenario: "a", Level: Must}, {Scenario: "b", Level: Should}}},
		{Cells: []ListedGridCell{{Scenario: "c", Level: Info}, {LeftOut: "makes no sense"}, {Scenario: "d", Level: Must}, {LeftOut: "no document says so"}}},
	}}
	assert.Equal(t, GridCounts{Must: 2, Other: 2, LeftOut: 2}, g.Counts())
	assert.Equal(t, "6 cells: 2 tried as MUST, 2 as SHOULD or INFO, 2 left out for a reason", g.Counts().String())
}
