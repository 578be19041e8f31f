package wire_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/steps/wire"
)

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

// hostile is one way for a target to misbehave and what has to come of it.
type hostile struct {
	name     string
	behave   func(*conversation)
	kind     wire.Kind // "": a whole answer
	status   int       // 0: no answer
	body     string    // of the answer, where it is short
	attempts int       // 0: one
}

// after answers with a text once the request was read, and hangs up.
func after(text string) func(*conversation) {
	return func(c *conversation) {
		if c.read() {
			c.write(text)
		}
	}
}

// stays answers with a text and keeps the connection open.
func stays(text string) func(*conversation) {
	return func(c *conversation) {
		if c.read() && c.write(text) {
			c.hang()
		}
	}
}

// endless answers with a text and then with another one for ever.
func endless(text, more string) func(*conversation) {
	return func(c *conversation) {
		if !c.read() || !c.write(text) {
			return
		}
		for more := strings.Repeat(more, 1+4096/len(more)); c.write(more); {
		}
	}
}

// drip answers byte by byte, too slowly to be done in time.
func drip(text string) func(*conversation) {
	return func(c *conversation) {
		if c.read() {
			c.drip(text)
		}
	}
}

// once does first on the first connection and answers well on the others.
func once(first func(*conversation)) func(*conversation) {
	return func(c *conversation) {
		if c.n == 1 {
			first(c)
			return
		}
		after(ok)(c)
	}
}

func bomb() string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for range 50 {
		_, _ = z.Write(zeros)
	}
	_ = z.Close()
	return b.String()
}

func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return b.String()
}

func deflated(text string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return b.String()
}

func answer(status, header, body string) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s", status, header, len(body), body)
}

func busy(status, header string) func(*conversation) {
	return after(answer(status, header, "busy"))
}

var connections = []hostile{
	{name: "hangs up at the first byte", behave: func(c *conversation) { c.first() }, kind: wire.Reset},
	{name: "resets at the first byte", behave: func(c *conversation) { c.first(); c.reset() }, kind: wire.Reset},
	{name: "hangs up after the request", behave: func(c *conversation) { c.read() }, kind: wire.Reset},
	{name: "resets after the request", behave: func(c *conversation) { c.read(); c.reset() }, kind: wire.Reset},
	{name: "never reads", behave: (*conversation).hang, kind: wire.Timeout},
	{name: "never answers", behave: func(c *conversation) { c.read(); c.hang() }, kind: wire.Timeout},
	{name: "hangs within the status line", behave: stays("HTTP/1.1 2"), kind: wire.Timeout},
	{name: "hangs within the header", behave: stays("HTTP/1.1 200 OK\r\nContent-"), kind: wire.Timeout},
	{name: "hangs after the header", behave: stays("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), kind: wire.Timeout, status: 200},
	{name: "hangs within the body", behave: stays("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"), kind: wire.Timeout, status: 200, body: "hel"},
	{name: "hangs within a chunk", behave: stays("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"), kind: wire.Timeout, status: 200, body: "hel"},
	{name: "drips the header", behave: drip(ok), kind: wire.Timeout},
	{name: "drips the body", behave: func(c *conversation) {
		if c.read() && c.write("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n") {
			c.drip(strings.Repeat(".", 99))
		}
	}, kind: wire.Timeout, status: 200},
	{name: "ends within the status line", behave: after("HTTP/1.1 20"), kind: wire.Malformed},
	{name: "ends within the header", behave: after("HTTP/1.1 200 OK\r\nContent-Ty"), kind: wire.Malformed},
}

var bodies = []hostile{
	{name: "body shorter than its Content-Length", behave: after("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), kind: wire.CutOff, status: 200, body: "hello"},
	{name: "body longer than its Content-Length", behave: after("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 smuggled\r\n\r\n"), status: 200, body: "ok"},
	{name: "body without length or end of connection", behave: stays("HTTP/1.1 200 OK\r\n\r\nhello"), kind: wire.Timeout, status: 200, body: "hello"},
	{name: "body ended by the connection", behave: after("HTTP/1.1 200 OK\r\n\r\nhello"), status: 200, body: "hello"},
	{name: "reset within the body", behave: func(c *conversation) {
		if c.read() && c.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello") {
			c.reset()
		}
	}, kind: wire.CutOff, status: 200},
	{name: "chunks without an end", behave: after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), kind: wire.CutOff, status: 200, body: "hello"},
	{name: "chunk size that is no number", behave: after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n"), kind: wire.Malformed, status: 200},
	{name: "chunk size beyond all bounds", behave: after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello"), kind: wire.Malformed, status: 200},
	{name: "chunk longer than its size", behave: after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n"), kind: wire.Malformed, status: 200},
	{name: "trailers", behave: after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n"), status: 200, body: "ok"},
	{name: "trailers that are no fields", behave: after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nno field\r\n\r\n"), kind: wire.Malformed, status: 200, body: "ok"},
	{name: "trailers without end", behave: endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n", "X-Sum: 1\r\n"), kind: wire.TooLarge, status: 200, body: "ok"},
	{name: "ten gigabytes announced and begun", behave: endless("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n", "x"), kind: wire.TooLarge, status: 200},
	{name: "body without end", behave: endless("HTTP/1.1 200 OK\r\n\r\n", "x"), kind: wire.TooLarge, status: 200},
	{name: "chunks for ever", behave: endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\nxxxx\r\n"), kind: wire.TooLarge, status: 200},
	{name: "gzip bomb", behave: after(answer("200 OK", "Content-Encoding: gzip\r\n", bombed)), kind: wire.TooLarge, status: 200},
	{name: "gzip that was not asked for", behave: after(answer("200 OK", "Content-Encoding: gzip\r\n", zipped("hello"))), status: 200, body: "hello"},
	{name: "deflate that was not asked for", behave: after(answer("200 OK", "Content-Encoding: deflate\r\n", deflated("hello"))), status: 200, body: "hello"},
	{name: "gzip that is none", behave: after(answer("200 OK", "Content-Encoding: gzip\r\n", "plain text")), kind: wire.Malformed, status: 200},
	{name: "gzip cut off", behave: after(answer("200 OK", "Content-Encoding: gzip\r\n", zipped("hello")[:12])), kind: wire.CutOff, status: 200},
	{name: "gzip with a wrong sum", behave: after(answer("200 OK", "Content-Encoding: gzip\r\n", zipped("hello")[:17]+"xxxxxxxx")), kind: wire.Malformed, status: 200},
	{name: "gzip of nothing", behave: after(answer("302 Found", "Content-Encoding: gzip\r\nLocation: /x\r\n", "")), status: 302},
	{name: "coding that nobody knows", behave: after(answer("200 OK", "Content-Encoding: zebra\r\n", "stripes")), status: 200, body: "stripes"},
}

var headers = []hostile{
	{name: "garbage for a status line", behave: after("\x00\x01\x02 garbage\r\n\r\n"), kind: wire.Malformed},
	{name: "HTTP/0.9", behave: after("<html>hello</html>\r\n"), kind: wire.Malformed},
	{name: "SSH", behave: after("SSH-2.0-OpenSSH_9.9\r\n"), kind: wire.Malformed},
	{name: "status that is no number", behave: after("HTTP/1.1 abc OK\r\n\r\n"), kind: wire.Malformed},
	{name: "status of four digits", behave: after("HTTP/1.1 2000 OK\r\n\r\n"), kind: wire.Malformed},
	{name: "version that is none", behave: after("HTTP/banana 200 OK\r\n\r\n"), kind: wire.Malformed},
	{name: "line without a colon", behave: after("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"), kind: wire.Malformed},
	{name: "two lengths", behave: after("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"), kind: wire.Malformed},
	{name: "negative length", behave: after("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok"), kind: wire.Malformed},
	{name: "coding of transfer that nobody knows", behave: after("HTTP/1.1 200 OK\r\nTransfer-Encoding: zebra\r\n\r\nok"), kind: wire.Malformed},
	{name: "line without end", behave: endless("HTTP/1.1 200 OK\r\nX-Long: ", "x"), kind: wire.TooLarge},
	{name: "fields without end", behave: endless("HTTP/1.1 200 OK\r\n", "X-More: x\r\n"), kind: wire.TooLarge},
	{name: "status line without end", behave: endless("HTTP/1.1 200 ", "x"), kind: wire.TooLarge},
	{name: "interim answers for ever", behave: endless("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), kind: wire.TooLarge},
	{name: "some interim answers", behave: after(strings.Repeat("HTTP/1.1 102 Processing\r\n\r\n", 3) + ok), status: 200, body: "ok"},
	{name: "redirect to itself", behave: after(answer("302 Found", "Location: /services/oauth2/authorize\r\n", "")), status: 302},
	{name: "redirect that keeps the method", behave: after(answer("307 Temporary Redirect", "Location: /services/oauth2/authorize\r\n", "")), status: 307},
	{name: "redirect without Location", behave: after(answer("302 Found", "", "")), status: 302},
	{name: "redirect to what is no URL", behave: after(answer("302 Found", "Location: http://[::1/%zz?code=x\r\n", "")), status: 302},
	{name: "cookies", behave: after(answer("200 OK", "Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n", "ok")), status: 200, body: "ok"},
	{name: "answer at the first byte of the request", behave: func(c *conversation) { c.first(); c.write(ok); c.read() }, status: 200, body: "ok"},
}

var refusals = []hostile{
	{name: "429 for ever", behave: busy("429 Too Many Requests", "Retry-After: 0\r\n"), status: 429, body: "busy", attempts: 3},
	{name: "429 once", behave: once(busy("429 Too Many Requests", "Retry-After: 0\r\n")), status: 200, body: "ok", attempts: 2},
	{name: "503 once", behave: once(busy("503 Service Unavailable", "Retry-After: 0\r\n")), status: 200, body: "ok", attempts: 2},
	{name: "429 without Retry-After", behave: busy("429 Too Many Requests", ""), status: 429, body: "busy"},
	{name: "503 without Retry-After", behave: busy("503 Service Unavailable", ""), status: 503, body: "busy"},
	{name: "500 with Retry-After", behave: busy("500 Internal Server Error", "Retry-After: 0\r\n"), status: 500, body: "busy"},
	{name: "Retry-After of centuries", behave: busy("429 Too Many Requests", "Retry-After: 9999999999\r\n"), status: 429, body: "busy", attempts: 3},
	{name: "Retry-After beyond all numbers", behave: once(busy("429 Too Many Requests", "Retry-After: 99999999999999999999999\r\n")), status: 200, body: "ok", attempts: 2},
	{name: "Retry-After below zero", behave: busy("429 Too Many Requests", "Retry-After: -1\r\n"), status: 429, body: "busy"},
	{name: "Retry-After that is a word", behave: busy("503 Service Unavailable", "Retry-After: soon\r\n"), status: 503, body: "busy"},
	{name: "Retry-After in the past", behave: once(busy("503 Service Unavailable", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n")), status: 200, body: "ok", attempts: 2},
	{name: "Retry-After in the far future", behave: once(busy("503 Service Unavailable", "Retry-After: Fri, 31 Dec 2399 23:59:59 GMT\r\n")), status: 200, body: "ok", attempts: 2},
	{name: "two times Retry-After", behave: busy("429 Too Many Requests", "Retry-After: 0\r\nRetry-After: 1\r\n"), status: 429, body: "busy"},
	{name: "500", behave: busy("500 Internal Server Error", ""), status: 500, body: "busy"},
}

var bombed = bomb() // 50 MiB, some 800 times the limit

func TestHostile(t *testing.T) {
	groups := map[string][]hostile{"connection": connections, "body": bodies, "header": headers, "refusal": refusals}
	for group, rows := range groups {
		for _, row := range rows {
			t.Run(group+"/"+row.name, func(t *testing.T) {
				t.Parallel()
				row.check(t)
			})
		}
	}
}

func (h hostile) check(t *testing.T) {
	peer := serve(t, h.behave)
	started := time.Now()
	x := do(t, newSession(t, quick()), authorization(peer))
	assert.Less(t, time.Since(started), 5*time.Second, "bounded in time")

	h.checkError(t, x)
	h.checkResponse(t, x)
	assert.Equal(t, max(h.attempts, 1), x.Attempts)
	assert.LessOrEqual(t, peer.requests.Load(), int64(x.Attempts), "nothing is sent that is not counted")
}

func (h hostile) checkError(t *testing.T, x *wire.Exchange) {
	if h.kind == "" {
		require.NoError(t, x.Err)
		return
	}
	var failure *wire.Error
	require.ErrorAs(t, x.Err, &failure)
	assert.Equal(t, h.kind, failure.Kind, failure.Error())
	assert.True(t, failure.Sent, "the request may have been read")
	assert.Contains(t, failure.Error(), "authorization request POST http://127.0.0.1:")
}

func (h hostile) checkResponse(t *testing.T, x *wire.Exchange) {
	if h.status == 0 {
		assert.Nil(t, x.Response)
		return
	}
	require.NotNil(t, x.Response, "%v", x.Err)
	assert.Equal(t, h.status, x.Response.Status)
	assert.Equal(t, h.kind != "", x.Response.Truncated)
	assert.LessOrEqual(t, int64(len(x.Response.Body)), quick().MaxBody)
	if h.body != "" {
		assert.Equal(t, h.body, string(x.Response.Body))
	}
}
