//go:build unix

package redact_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/steps/wire/redact"
)

// enough is more processor time than the tests below need, also under the race
// detector, and far less than what grows with the square of a text would take.
const enough = 5 * time.Second

// worked is the processor time that a function takes. The time on the clock says
// more about what else the machine does.
func worked(do func()) time.Duration {
	before := processorTime()
	do()
	return processorTime() - before
}

func processorTime() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used) // it cannot fail for this process
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// TestHostileTextsAreRedactedInTime: no text of the size of a body costs more
// than its size is worth, whatever a server writes to make it so.
func TestHostileTextsAreRedactedInTime(t *testing.T) {
	const size = 1 << 20
	texts := map[string]string{
		"percent signs": "%", "escaped percent signs": "%2525252541", "backslashes": `\`, "unicode escapes": `\u005cu0041`,
		"ampersands": "&", "entities": "&amp;amp;amp;", "base64": "QWxhZGRpbjpvcGVu", "hexadecimal": "deadbeef", "hexadecimal words": "deadbeef ",
		"brackets": "[", "passwords": "password=x&", "members": `"password":"x",`, "open members": `"password":{`, "open strings": `"password":"`,
		"equal signs": "=", "spaces": " ", "quotes": `"`, "spaced colons": ": ", "all escapes": `%5c&#92;\u0026`, "mixed": `%26amp;\x25`,
		"secret": "hunter2hunter2", "code": "code=",
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			set := redact.New(nil)
			set.Register("password", "hunter2")
			assert.Less(t, worked(func() { set.Redact(strings.Repeat(text, size/len(text))) }), enough)
		})
	}
}

// TestFloodOfSecrets: an answer full of what looks like secrets costs bounded time.
func TestFloodOfSecrets(t *testing.T) {
	var flood strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&flood, "token=Value%07d&", i)
	}
	set := redact.New(redact.New(nil))
	took := worked(func() {
		body := redact.Body(flood.String())
		set.Watch(func() (sent, received []redact.Part) { return nil, []redact.Part{body} })
		assert.NotContains(t, set.Received(body), "Value")
	})
	assert.Less(t, took, enough)
}
