package escape

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports/internal/sample"
)

func TestText(t *testing.T) {
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
		"command of GitHub":  {"::error::x\n \t::stop-commands::y, ::debug::z", `\u003a:error::x` + "\n \t" + `\u003a:stop-commands::y, \u003a:debug::z`},
		"command of Azure":   {"a##vso[task.complete]", `a\u0023#vso[task.complete]`},
		"commands of both":   {"##[error]x ###[y]", `\u0023#[error]x #\u0023#[y]`},
		"no command":         {"## heading, ## [x], #[y], ##, ::, ::1, a::b, x: :y", "## heading, ## [x], #[y], ##, ::, ::1, a::b, x: :y"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, Text(test.text)) })
	}
}

func FuzzText(f *testing.F) {
	f.Add("plain")
	f.Add(sample.Hostile)
	f.Add("\r\n\r\n\r")
	f.Fuzz(func(t *testing.T, text string) {
		shown := Text(text)
		sample.AssertHarmless(t, shown)
		assert.Equal(t, shown, Text(shown), "visible text stays as it is")
		assert.NotContains(t, Line(text), "\n")
	})
}
