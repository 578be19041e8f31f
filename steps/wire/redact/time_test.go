package redact_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/steps/wire/redact"
)

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
			t.Parallel()
			set := redact.New(nil)
			set.Register("password", "hunter2")
			started := time.Now()
			set.Redact(strings.Repeat(text, size/len(text)))
			assert.Less(t, time.Since(started), 5*time.Second)
		})
	}
}
