package wire

import (
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestLittleIsKeptOfABodyThatIsTooLong holds what a run has in memory on a server whose answers never end.
func TestLittleIsKeptOfABodyThatIsTooLong(t *testing.T) {
	for size, kept := range map[int64]int64{300 << 10: 300 << 10, 400<<10 + 1: 64 << 10} {
		answer := &http.Response{Header: http.Header{}, Body: io.NopCloser(io.LimitReader(letters{}, size))}
		got, truncated, _, err := readBody(answer, 400<<10)
		assert.Len(t, got, int(kept))
		assert.LessOrEqual(t, cap(got), 2*int(kept)+1024, "what is not kept is not held either")
		assert.Equal(t, kept != size, truncated)
		assert.Equal(t, kept != size, err != nil)
	}
}

// letters never ends.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}
