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

// Exchange is one request with its answer or its error. It holds secrets in clear text: only what
// Session.Transcript returns may be written down.
type Exchange struct {
	Request  Request
	Response *Response // nil when no whole header arrived
	Started  time.Time
	Duration time.Duration // including the waits between attempts, but not the wait for a turn
	Attempts int           // number of attempts; more than 1 only if a retry was safe
	Err      error         // why there is no whole answer, an *Error; nil when there is one
}
