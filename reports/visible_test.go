package reports

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestVisible(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"plain":              {"On, neither GET nor Basic", "On, neither GET nor Basic"},
		"other scripts":      {"Größe 大 é", "Größe 大 é"},
		"line feed and tab":  {"a\n\tb", "a\n\tb"},
		"wire line ends":     {"a\r\nb\r\n", "a\nb\n"},
		"lone return":        {"hidden\rshown", `hidden\rshown`},
		"escape sequence":    {"\x1b[31mred", `\x1b[31mred`},
		"C1 control":         {"\u009b31m", `\u009b31m`},
		"delete":             {"a\x7f", `a\x7f`},
		"bidirectional mark": {"\u202eabc", `\u202eabc`},
		"zero width":         {"a\u200bb", `a\u200bb`},
		"broken UTF-8":       {"a\xff\xc3(", `a\xff\xc3(`},
		"not XML":            {"\ufffe\x00", `\ufffe\x00`},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, visible(test.text)) })
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("plain")
	f.Add(hostile)
	f.Add("\r\n\r\n\r")
	f.Fuzz(func(t *testing.T, text string) {
		shown := visible(text)
		assertHarmless(t, shown)
		assert.Equal(t, shown, visible(shown), "visible text stays as it is")
		assert.NotContains(t, oneLine(text), "\n")
	})
}

func TestWrap(t *testing.T) {
	for name, test := range map[string]struct {
		text  string
		width int
		want  []string
	}{
		"no limit":       {"one two three", 0, []string{"one two three"}},
		"fits":           {"one two", 7, []string{"one two"}},
		"breaks":         {"one two three", 7, []string{"one two", "three"}},
		"a long word":    {"a https://acme.example/x b", 6, []string{"a", "https://acme.example/x", "b"}},
		"keeps lines":    {"one\n\ntwo", 10, []string{"one", "", "two"}},
		"counts letters": {"ä ö ü ß", 3, []string{"ä ö", "ü ß"}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, wrap(test.text, test.width)) })
	}
}

func TestCutAndChop(t *testing.T) {
	assert.Equal(t, "abc", cut("abc", 3))
	assert.Equal(t, "ab…", cut("abcd", 3))
	assert.Equal(t, "abcd", cut("abcd", 0))
	assert.Equal(t, []string{"äb", "cd", "e"}, chop("äbcde", 2))
	assert.Equal(t, []string{"abcde"}, chop("abcde", 0))
	assert.Equal(t, []string{""}, chop("", 5))
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
