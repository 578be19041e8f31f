package wire

import (
	"net/http"
	"time"
)

// Response is an answer, or as much of it as arrived.
type Response struct {
	Status    int
	Proto     string // HTTP/1.1 or HTTP/2.0
	Header    http.Header
	Body      []byte // decoded when the answer was compressed
	Truncated bool   // Body is not the whole body: it was over the limit or cut off
	Note      string // what was done to Body, as "decoded from gzip"; "" when nothing
}

// Exchange is one request and what came of it. It holds secrets in the clear;
// what may be written down is in Session.Transcript.
type Exchange struct {
	Request  Request
	Response *Response // nil when no whole header arrived
	Started  time.Time
	Duration time.Duration // with the waits between attempts, without the wait for a turn
	Attempts int           // how often it was tried; 1 unless a retry was safe
	Err      error         // why there is no whole answer, an *Error; nil when there is one
}
