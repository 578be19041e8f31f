package wire_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/steps/wire"
)

func TestHostile(t *testing.T) {
	hostile.Prepare()
	for _, row := range hostile.Behaviours() {
		t.Run(row.Name, func(t *testing.T) {
			t.Parallel()
			expected{row}.check(t)
		})
	}
}

// expected is what has to come of an exchange with a behaviour.
type expected struct{ hostile.Behaviour }

func (e expected) check(t *testing.T) {
	peer := serve(t, e.Do)
	options := limited()
	if wire.Kind(e.Kind) == wire.Timeout {
		options = quick()
	}
	x := do(t, newSession(t, options), authorization(peer)) // one that does not end is cancelled, which no behaviour expects

	e.checkError(t, x)
	e.checkResponse(t, x)
	assert.Equal(t, max(e.Attempts, 1), x.Attempts)
	assert.LessOrEqual(t, peer.Requests.Load(), int64(x.Attempts), "nothing is sent that is not counted")
}

func (e expected) checkError(t *testing.T, x *wire.Exchange) {
	if e.Kind == "" {
		require.NoError(t, x.Err)
		return
	}
	var failure *wire.Error
	require.ErrorAs(t, x.Err, &failure)
	assert.Equal(t, wire.Kind(e.Kind), failure.Kind, failure.Error())
	assert.True(t, failure.Sent, "the request may have been read")
	assert.Contains(t, failure.Error(), "authorization request POST http://127.0.0.1:")
}

func (e expected) checkResponse(t *testing.T, x *wire.Exchange) {
	if e.Status == 0 {
		assert.Nil(t, x.Response)
		return
	}
	require.NotNil(t, x.Response, "%v", x.Err)
	assert.Equal(t, e.Status, x.Response.Status)
	assert.Equal(t, e.Kind != "", x.Response.Truncated)
	assert.LessOrEqual(t, int64(len(x.Response.Body)), limited().MaxBody)
	if e.Body != "" {
		assert.Equal(t, e.Body, string(x.Response.Body))
	}
}
