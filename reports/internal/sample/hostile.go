package sample

import (
	"regexp"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

// Hostile is a text that controls a terminal and a pipeline, hides characters and is not UTF-8.
const Hostile = "::error::owned ##vso[task.complete] ##[error]\x1b[2J\x1b]0;owned\x07\r\x08\u009b31m\u202eevil\u200b\xff\x00end\r\n::stop-commands::owned\n\t ::error::end"

// command is what GitHub Actions, Azure Pipelines and TeamCity take for a command.
var command = regexp.MustCompile(`(?m)^[ \t]*::[A-Za-z]|##[A-Za-z]*\[`)

// AssertHarmless fails the test if text can control a terminal or a pipeline, or hides something.
func AssertHarmless(t testing.TB, text string) {
	t.Helper()
	assert.True(t, utf8.ValidString(text))
	assert.Empty(t, command.FindString(text), text)
	for _, r := range text {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == '\u202e' || r == '\u200b' {
			t.Fatalf("%U is not escaped in %q", r, text)
		}
	}
}
