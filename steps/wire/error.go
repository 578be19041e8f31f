package wire

import (
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
)

// next says what a reader can do about each kind.
var next = map[Kind]string{
	Refused:    "check that the server runs and that its address is right",
	Reset:      "look into the server's log for why it hung up",
	Timeout:    "see whether the server hangs, or raise request_timeout",
	TLS:        "check the server's certificate, or name its authority as tls.ca_file in the target file",
	Malformed:  "look at what the server writes, byte by byte",
	CutOff:     "compare the Content-Length or the chunks with the body",
	TooLarge:   "see why the answer is that long",
	Cancelled:  "the run was stopped or the step took too long",
	Unsendable: "correct the request",
}

// Error says why there is no whole answer. Its text holds no secrets.
type Error struct {
	Kind   Kind
	Call   string // what was asked, without its query: "authorization request POST https://…/authorize"
	Detail string // what happened, foreign text quoted
	Sent   bool   // a byte of the request may have reached the server

	cause error
}

// Error says which call failed, how, and what to do next.
func (e *Error) Error() string {
	return e.Call + ": " + e.what()
}

func (e *Error) what() string { return fmt.Sprintf("%s: %s; %s", e.Kind, e.Detail, next[e.Kind]) }

// Is makes errors.Is see the cause (context.Canceled, io.ErrUnexpectedEOF, …)
// without handing out its text, which may hold a secret.
func (e *Error) Is(target error) bool { return errors.Is(e.cause, target) }
