package wire

import (
	"cmp"
	"errors"
	"fmt"
)

// Kind says in a word why there is no whole answer.
type Kind string

// The kinds of Error. Whether the request may have reached the server is Error.Sent.
const (
	Refused    Kind = "refused"    // no connection: refused, unreachable, no such host
	Reset      Kind = "reset"      // the connection ended before the answer
	Timeout    Kind = "timeout"    // Options.RequestTimeout passed
	TLS        Kind = "tls"        // no TLS session: certificate, protocol, not TLS at all
	Malformed  Kind = "malformed"  // the answer is not HTTP, or its coding is broken
	CutOff     Kind = "cut off"    // the connection ended within the body
	TooLarge   Kind = "too large"  // header or body over the limit
	Cancelled  Kind = "cancelled"  // the caller's context ended
	Unsendable Kind = "unsendable" // the request cannot be sent as it was asked for
	NoWay      Kind = "proxy"      // no way through the proxy: not there, refused, no tunnel
	Forwarded  Kind = "forwarded"  // the request must not go by a proxy that forwards it, and would
)

// next says what a reader can do about each kind.
var next = map[Kind]string{
	Refused:    "check that the server runs and that its address is right",
	Reset:      "look into the server's log for why it hung up",
	Timeout:    "see whether the server hangs, or raise request_timeout",
	TLS:        "check the server's certificate and the versions of TLS that it speaks",
	Malformed:  "look at what the server writes, byte by byte",
	CutOff:     "compare the Content-Length or the chunks with the body",
	TooLarge:   "see why the answer is that long",
	Cancelled:  "the run was stopped or the step took too long",
	Unsendable: "correct the request",
	NoWay:      "check that the proxy runs and lets requests to this server through; NO_PROXY, or proxy: none in the target file, leaves it out",
	Forwarded: "this cannot be tried through a proxy: let requests to the server go directly, by NO_PROXY or by proxy: none in the target file, " +
		"or use https, for which a proxy makes a tunnel",
}

// Error says why there is no whole answer. Its text holds no secrets.
type Error struct {
	Kind   Kind
	Call   string // what was asked, without its query: "authorization request POST https://…/authorize"
	Detail string // what happened, foreign text quoted
	Sent   bool   // a byte of the request may have reached the server

	next  string // what to do next; empty for what the kind says
	cause error
}

// Error says which call failed, how, and what to do next.
func (e *Error) Error() string {
	return e.Call + ": " + e.what()
}

func (e *Error) what() string {
	return fmt.Sprintf("%s: %s; %s", e.Kind, e.Detail, cmp.Or(e.next, next[e.Kind]))
}

// Is makes errors.Is see the cause (context.Canceled, io.ErrUnexpectedEOF, …)
// without handing out its text, which may hold a secret.
func (e *Error) Is(target error) bool { return errors.Is(e.cause, target) }
