package steps

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestListingsAreReadable(t *testing.T) {
	lines := Lines()
	assert.Contains(t, lines, "the app exchanges the code [with …]")
	assert.Contains(t, lines, `the redirect carries no "(…)"`)
	assert.Len(t, lines, len(Definitions()))
	phrases := Phrases()
	assert.Contains(t, phrases, Phrase{Text: `the state "(…)"`, For: "authorization request"})
	assert.True(t, slices.ContainsFunc(phrases, func(p Phrase) bool { return p.For == "any request" }))
}
