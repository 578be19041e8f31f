//go:build unix

package wire

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// connected returns the two ends of a connection, the client's counted.
func connected(t *testing.T) (client *countedConn, server net.Conn) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	conn, err := net.Dial("tcp", listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	server, err = listener.Accept()
	require.NoError(t, err)
	t.Cleanup(func() { _ = server.Close() })
	return &countedConn{Conn: conn}, server
}

// TestNothingIsWrittenOnAKeptConnectionThatIsClosed holds that no byte of such a request is sent,
// so it can be sent again on another connection.
func TestNothingIsWrittenOnAKeptConnectionThatIsClosed(t *testing.T) {
	client, server := connected(t)
	require.NoError(t, server.Close())
	require.Eventually(t, func() bool { return hungUp(client.Conn) }, time.Minute, time.Millisecond)
	client.kept.Store(true)
	n, err := client.Write([]byte("code=x"))
	assert.ErrorIs(t, err, errHungUp)
	assert.Zero(t, n)
	assert.Zero(t, client.written.Load(), "nothing counts as sent")
}

func TestAKeptConnectionThatStandsIsWrittenOn(t *testing.T) {
	client, server := connected(t)
	_, err := server.Write([]byte("more"))
	require.NoError(t, err)
	client.kept.Store(true)
	_, err = client.Write([]byte("code=x"))
	require.NoError(t, err)
	assert.EqualValues(t, len("code=x"), client.written.Load())
	answer := make([]byte, 4)
	_, err = client.Read(answer)
	require.NoError(t, err)
	assert.Equal(t, "more", string(answer), "looking took nothing away")
}

// TestAKeptConnectionThatBreaksBeforeItIsUsedIsReset sends bytes that belong to no request, for
// which net/http has an error of its own. The next request is sent again on another connection.
func TestAKeptConnectionThatBreaksBeforeItIsUsedIsReset(t *testing.T) {
	client, _ := connected(t)
	left := &departure{}
	left.gotConn(httptrace.GotConnInfo{Conn: client, Reused: true})
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/token", nil)
	failure := Options{}.newError(t.Context(), t.Context(), req, errors.New("something that has no name"), left)
	assert.Equal(t, Reset, failure.Kind)
	assert.False(t, failure.Sent)

	_, err := client.Write([]byte("code=x"))
	require.NoError(t, err)
	failure = Options{}.newError(t.Context(), t.Context(), req, errors.New("something that has no name"), left)
	assert.Equal(t, Malformed, failure.Kind, "once a byte has left, the server is to blame")
	ended := Options{}.newError(t.Context(), t.Context(), req, errors.New("http2: client conn could not be established"), left)
	assert.Equal(t, Reset, ended.Kind, "the server hung up in the first moment of HTTP/2")
	assert.True(t, failure.Sent)
}
