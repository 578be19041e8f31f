package escape

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports/internal/sample"
)

// written writes the parts one after the other, and returns what arrives.
func written(t *testing.T, own []string, parts ...string) string {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out, own...)
	for _, part := range parts {
		n, err := w.Write([]byte(part))
		require.NoError(t, err)
		assert.Len(t, part, n)
	}
	return out.String()
}

func TestWriter(t *testing.T) {
	own := []string{"\x1b[31m", "\x1b[0m", "\r\x1b[K"}
	for name, row := range map[string]struct {
		parts []string
		want  string
	}{
		"plain":                         {[]string{"1 of 2 scenarios\n", "│ Größe\t●\n"}, "1 of 2 scenarios\n│ Größe\t●\n"},
		"own sequences":                 {[]string{"\r\x1b[K\x1b[31mred\x1b[0m"}, "\r\x1b[K\x1b[31mred\x1b[0m"},
		"foreign sequences":             {[]string{"\x1b[2Jgone\x1b]0;title\a\r"}, `\u001b[2Jgone\u001b]0;title\u0007\u000d`},
		"beyond the BMP":                {[]string{"\U000e0041"}, `\udb40\udc41`},
		"a character in two parts":      {[]string{"Gr\xc3", "\xb6\xc3", "\x9fe"}, "Größe"},
		"broken UTF-8":                  {[]string{"a\xff", "\xc3(", "\xb6"}, `a\xff\xc3(\xb6`},
		"a command at the beginning":    {[]string{"::error::x\n"}, `\u003a:error::x` + "\n"},
		"a command in the second part":  {[]string{"a\n", "::error::x"}, "a\n" + `\u003a:error::x`},
		"no command":                    {[]string{"a", "::error::x"}, "a::error::x"},
		"a command behind a sequence":   {[]string{"\r\x1b[K::error::x"}, "\r\x1b[K" + `\u003a:error::x`},
		"a command of another pipeline": {[]string{"a ##vso[task.complete]"}, `a \u0023#vso[task.complete]`},
		"a character that never ends":   {[]string{"a\xe2\x80"}, "a"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, row.want, written(t, own, row.parts...)) })
	}
}

func TestWhatAWriterCannotPassOnIsAnError(t *testing.T) {
	read, write, err := os.Pipe()
	require.NoError(t, err)
	require.NoError(t, errors.Join(read.Close(), write.Close()))
	w := NewWriter(write)
	assert.Same(t, write, w.Unwrap())
	_, err = w.Write([]byte("a"))
	assert.ErrorIs(t, err, os.ErrClosed)
}

// JSON that was written through a Writer is the same document.
func TestAWriterKeepsJSON(t *testing.T) {
	want := sample.Hostile + "::error::##vso[x]##[y]\u007f\u009b\U000e0041\n::error::"
	text, err := json.MarshalIndent(map[string]string{"text": want}, "", "  ")
	require.NoError(t, err)
	shown := written(t, nil, string(text))
	sample.AssertHarmless(t, shown)
	var got, expected map[string]string
	require.NoError(t, json.Unmarshal([]byte(shown), &got))
	require.NoError(t, json.Unmarshal(text, &expected))
	assert.Equal(t, expected, got)
}

// FuzzWriter holds that nothing raw arrives, wherever a text is cut, and that a text which is safe stays as it is.
func FuzzWriter(f *testing.F) {
	f.Add("plain", 2)
	f.Add(sample.Hostile, 7)
	f.Add("::error::##[x]###vso[", 3)
	f.Fuzz(func(t *testing.T, text string, at int) {
		shown := written(t, nil, text)
		sample.AssertHarmless(t, shown)
		assert.Equal(t, shown, written(t, nil, shown))
		safe := Text(text)
		at = min(max(at, 0), len(safe))
		assert.Equal(t, safe, written(t, nil, safe[:at], safe[at:]))
	})
}
