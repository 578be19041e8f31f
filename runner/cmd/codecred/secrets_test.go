package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// written returns the forms in which a value can occur in a text.
func written(value string) []string {
	quoted, err := json.Marshal(value)
	if err != nil {
		panic(err) // never: a string always has a JSON form
	}
	var upper, lower strings.Builder
	for i := range len(value) {
		fmt.Fprintf(&upper, "%%%02X", value[i])
		fmt.Fprintf(&lower, "%%%02x", value[i])
	}
	forms := []string{
		value, string(quoted[1 : len(quoted)-1]), html.EscapeString(value), upper.String(), lower.String(),
		url.QueryEscape(value), url.PathEscape(value), lowerEscapes(url.QueryEscape(value)), url.QueryEscape(url.QueryEscape(value)),
		hex.EncodeToString([]byte(value)), strings.ToUpper(hex.EncodeToString([]byte(value))),
	}
	for before := range 3 { // base64 of a text that contains the value, at each of the three possible offsets
		text := base64.StdEncoding.EncodeToString(append(make([]byte, before), value...))
		middle := text[(before*8+5)/6 : (before+len(value))*8/6]
		forms = append(forms, middle, strings.NewReplacer("+", "-", "/", "_").Replace(middle))
	}
	return forms
}

// lowerEscapes writes the digits of percent-encoding in the other case.
func lowerEscapes(text string) string {
	out := []byte(text)
	for i := range out {
		if out[i] == '%' {
			copy(out[i:], bytes.ToLower(out[i:i+3]))
		}
	}
	return string(out)
}

// finder finds many values in a text in one pass.
type finder map[string][]string // forms by their beginning

const beginning = 8

func newFinder(values map[string]bool) finder {
	f := finder{}
	for value := range values {
		for _, form := range written(value) {
			f[form[:beginning]] = append(f[form[:beginning]], form)
		}
	}
	return f
}

func (f finder) find(text string) string {
	for i := 0; i+beginning <= len(text); i++ {
		for _, form := range f[text[i:i+beginning]] {
			if strings.HasPrefix(text[i:], form) {
				return fmt.Sprintf("%q, after %q", form, text[max(0, i-60):i])
			}
		}
	}
	return ""
}

// outputs returns everything that a command wrote: its two streams, and every file of a folder.
func outputs(t *testing.T, dir string, streams ...*bytes.Buffer) map[string]string {
	t.Helper()
	all := map[string]string{}
	for i, stream := range streams {
		all[[]string{"stdout", "stderr"}[i]] = stream.String()
	}
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[path] = string(text)
		return err
	}))
	return all
}

func TestNoOutputOfARunHoldsASecret(t *testing.T) {
	everyThirdToken := func() func(*http.Request) bool {
		var requests atomic.Int64
		return func(r *http.Request) bool {
			return strings.HasSuffix(r.URL.Path, "/token") && requests.Add(1)%3 == 0
		}
	}
	const some = "@CC-ORG-02 or @CC-PKCE-06 or @CC-POST-07 or @CC-RESP-10 or @CC-RESP-11 or @CC-ERR-01 or @CC-CRED-03"
	for name, row := range map[string]struct {
		fault, tags string
		hangs       func(*http.Request) bool
		exit        int
	}{
		"a part of every feature, with codes in refusals": {fault: "code-in-refusal-header", exit: 1},
		"codes that are encoded twice":                    {fault: "code-percent-encoded-twice", tags: some, exit: 4},
		"codes in links":                                  {fault: "code-in-refusal-page-link", tags: some, exit: 1},
		"tokens in the redirect":                          {fault: "access-token-in-location-fragment", tags: some, exit: 1},
		"tokens in cookies":                               {fault: "access-token-in-refusal-cookie", tags: some, exit: 1},
		"codes in pages":                                  {fault: "code-in-refusal-page-input", tags: some, exit: 1},
		"a target that hangs up on token requests":        {tags: some, hangs: everyThirdToken(), exit: 3},
	} {
		t.Run(name, func(t *testing.T) {
			recorder, file := record(t, row.fault, row.hangs)
			dir := filepath.Join(t.TempDir(), "out")
			args := []string{"run", "--target", file, "--out", dir, "--parallel", "1"}
			if row.hangs == nil {
				args[len(args)-1] = "4"
			}
			if row.tags == "" {
				args = append(args, "--shard", "1/6")
			} else {
				args = append(args, "--tags", row.tags)
			}
			var out, errOut bytes.Buffer
			assert.Equal(t, row.exit, run(t.Context(), args, &out, &errOut), "%s%s", errOut.String(), out.String())
			known := recorder.known()
			require.Greater(t, len(known), 20, "the recorder has seen nothing")
			searched(t, newFinder(known), outputs(t, dir, &out, &errOut))
		})
	}
}

// searched checks that no output contains a known value, or one that looks like a value that the
// server issues.
func searched(t *testing.T, known finder, texts map[string]string) {
	t.Helper()
	assert.Greater(t, len(texts), 2, "nothing was written")
	for name, text := range texts {
		assert.Empty(t, known.find(text), name)
		assert.Empty(t, issued.FindString(text), name)
	}
}

func TestAProofHoldsNoSecret(t *testing.T) {
	dir := t.TempDir()
	var out, errOut bytes.Buffer
	code := run(t.Context(), []string{"prove", "--fault", "code-in-refusal-location", "--tags", "@CC-RESP-11", "--out", dir}, &out, &errOut)
	assert.Zero(t, code, errOut.String())
	assert.FileExists(t, filepath.Join(dir, "proof.json"))
	searched(t, finder{}, outputs(t, dir, &out, &errOut))
}

func TestFinderFindsEveryForm(t *testing.T) {
	const value = `p@ss w+rd/"&<>'%41-secret?`
	f := newFinder(map[string]bool{value: true})
	for _, form := range written(value) {
		assert.NotEmpty(t, f.find("before "+form+" after"), form)
	}
	assert.NotEmpty(t, f.find(base64.StdEncoding.EncodeToString([]byte("ada:"+value))))
	assert.Empty(t, f.find("nothing of that"))
}
