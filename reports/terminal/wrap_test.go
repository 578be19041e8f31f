package terminal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestWrap(t *testing.T) {
	for name, test := range map[string]struct {
		text  string
		width int
		want  []string
	}{
		"no limit":       {"one two three", 0, []string{"one two three"}},
		"fits":           {"one two", 7, []string{"one two"}},
		"just fits":      {"one  two", 8, []string{"one  two"}},
		"breaks":         {"one two three", 7, []string{"one two", "three"}},
		"a long word":    {"a https://acme.example/x b", 6, []string{"a", "https://acme.example/x", "b"}},
		"keeps lines":    {"one\n\ntwo", 10, []string{"one", "", "two"}},
		"counts letters": {"ä ö ü ß", 3, []string{"ä ö", "ü ß"}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, wrap(test.text, test.width)) })
	}
}

func TestTruncateAndSplit(t *testing.T) {
	assert.Equal(t, "abc", truncate("abc", 3))
	assert.Equal(t, "ab…", truncate("abcd", 3))
	assert.Equal(t, "abcd", truncate("abcd", 0))
	assert.Equal(t, []string{"äb", "cd", "e"}, splitAt("äbcde", 2))
	assert.Equal(t, []string{"ab", "cd"}, splitAt("abcd", 2))
	assert.Equal(t, []string{"abcde"}, splitAt("abcde", 0))
	assert.Equal(t, []string{""}, splitAt("", 5))
}

func FuzzWrap(f *testing.F) {
	f.Add("one two three", 5)
	f.Add(strings.Repeat("x", 50)+" y\nz", 10)
	f.Fuzz(func(t *testing.T, text string, width int) {
		for _, line := range wrap(text, width) {
			if width > 0 && utf8.RuneCountInString(line) > width && len(strings.Fields(line)) > 1 {
				t.Errorf("%q is longer than %d and could be broken", line, width)
			}
		}
		assert.Equal(t, strings.Fields(text), strings.Fields(strings.Join(wrap(text, width), "\n")), "no word is lost")
	})
}
