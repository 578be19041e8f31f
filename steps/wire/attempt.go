package wire

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"time"
)

// result holds what the attempts of one exchange send, and what they leave behind.
type result struct {
	raw      []byte // Request.Raw
	attempts int
	started  time.Time
	response *Response
	failure  *Error
}

type resultKey struct{}

// lastFailureKey finds a **Error in the context of a call that is not part of a transcript: there its
// attempts leave why they failed.
type lastFailureKey struct{}

func resultOf(ctx context.Context) *result {
	r, _ := ctx.Value(resultKey{}).(*result)
	return r
}

// attempts is the RoundTripper beneath go-retryablehttp: it waits for a turn,
// sends a request at most once, and reads the whole answer within the limits.
type attempts struct{ client *Client }

// RoundTrip makes one attempt. Its error is an *Error.
func (a attempts) RoundTrip(req *http.Request) (*http.Response, error) {
	res := resultOf(req.Context())
	if res == nil {
		res = &result{}
		resp, err := a.attempt(req, res)
		if last, ok := req.Context().Value(lastFailureKey{}).(**Error); ok && err != nil {
			*last = res.failure
		}
		return resp, err
	}
	resp, err := a.attempt(req, res)
	if err != nil {
		return nil, err
	}
	// http.Client reads Location even if it does not follow redirects, and drops an answer whose
	// Location does not parse. So it gets only what the retry rule needs.
	return &http.Response{
		StatusCode: resp.StatusCode, Header: http.Header{"Retry-After": resp.Header["Retry-After"]}, Body: http.NoBody, Request: req,
	}, nil
}

func (a attempts) attempt(req *http.Request, res *result) (*http.Response, error) {
	caller := req.Context()
	if err := a.client.takeTurn(caller); err != nil {
		res.failure = &Error{Kind: Cancelled, Call: call(req), Detail: "ended while it waited for its turn", cause: err}
		return nil, res.failure
	}
	defer a.client.giveTurn()
	ctx, cancel := context.WithTimeout(caller, a.client.options.RequestTimeout)
	defer cancel()

	left := &departure{}
	res.attempts++
	if res.attempts == 1 {
		res.started = time.Now()
	}
	res.response, res.failure = nil, nil
	resp, err := a.send(unrepeatable(req.WithContext(httptrace.WithClientTrace(ctx, left.trace()))), res.raw)
	return a.receive(caller, req.WithContext(ctx), res, left, resp, err)
}

// receive reads the whole answer to a request that was sent, within the limits. The context of the
// request is that of the attempt, and caller is the one of the exchange.
func (a attempts) receive(caller context.Context, req *http.Request, res *result, left *departure, resp *http.Response, err error) (*http.Response, error) {
	ctx := req.Context()
	if left.sent() {
		a.client.requests.Add(1)
	}
	o := a.client.options
	if p := o.forwarder(req.URL); err == nil && p != nil && isOfProxy(resp) {
		_ = resp.Body.Close()
		err = answerOf(p, resp, call(req))
	}
	if err != nil {
		res.failure = o.newError(caller, ctx, req, err, left)
		return nil, res.failure
	}
	body, truncated, note, err := readBody(resp, o.MaxBody)
	res.response = &Response{Status: resp.StatusCode, Proto: resp.Proto, Header: resp.Header, Body: body, Truncated: truncated, Note: note}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	if err != nil {
		res.failure = o.newError(caller, ctx, req, err, left)
		resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), failing{res.failure}))
	}
	return resp, nil
}

func (a attempts) send(req *http.Request, raw []byte) (*http.Response, error) {
	if raw != nil {
		return sendRaw(a.client.dialer, req, raw)
	}
	return a.client.through.RoundTrip(req)
}

// unrepeatable removes from a request what net/http would need to send it again by itself: the way
// to rewind a body. net/http repeats GET, HEAD, OPTIONS, TRACE and every request with an
// Idempotency-Key when a kept connection breaks, whether or not the server has read them. So a
// request without a body gets an empty one that cannot be rewound ("identity" keeps it from being
// sent in chunks).
func unrepeatable(req *http.Request) *http.Request {
	req.GetBody = nil
	if req.Body != nil && req.Body != http.NoBody {
		return req
	}
	switch req.Method {
	case "", http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace:
	default:
		if !hasIdempotencyKey(req.Header) {
			return req
		}
	}
	req.Body, req.TransferEncoding = io.NopCloser(bytes.NewReader(nil)), []string{"identity"}
	return req
}

func hasIdempotencyKey(h http.Header) bool {
	for name := range h {
		if strings.EqualFold(name, "Idempotency-Key") || strings.EqualFold(name, "X-Idempotency-Key") {
			return true
		}
	}
	return false
}

// failing is a reader that returns only an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// call names a request without its query.
func call(req *http.Request) string {
	u := *req.URL
	u.RawQuery, u.User = "", nil
	method := req.Method
	if method == "" {
		method = http.MethodGet
	}
	return method + " " + u.String()
}
