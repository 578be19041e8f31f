package wire

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// firstWait is the shortest wait before another attempt. If the server names no time, each wait is
// twice as long as the one before.
const firstWait = 50 * time.Millisecond

// tooManyWait is the first wait after a 429 that does not say how long to wait.
const tooManyWait = 250 * time.Millisecond

// retrying is the retry rule over the client's attempts. A request is sent again
// only when that cannot change what it does:
//
//   - no byte of it was written, because no connection came about, a proxy could
//     make none, or a kept one turned out to be closed, or
//   - the answer is 429 or 503 with a valid Retry-After (RFC 9110, section
//     10.2.3; RFC 6585, section 4): the server says that it did nothing and
//     wants to be asked again, or
//   - the answer is 429 without one: the server did nothing, and says not when to
//     ask again. Then all requests become slower, see pace.
//
// A connection that times out or whose certificate is bad would only do so again.
// A kept connection that the server closes just as the request goes out is an
// error: the request may have been read.
func (c *Client) retrying() *retryablehttp.Client {
	return &retryablehttp.Client{
		HTTPClient:   &http.Client{Transport: attempts{c}, CheckRedirect: asItIs},
		RetryWaitMin: firstWait,
		RetryWaitMax: c.options.MaxRetryWait,
		RetryMax:     c.options.MaxRetries,
		CheckRetry:   c.checkRetry,
		Backoff:      backoff,
		ErrorHandler: c.giveUp,
	}
}

// giveUp is called when an exchange has used all its attempts. From then on no exchange waits for
// the server until it has answered: otherwise every exchange would wait for a server that never
// becomes free.
func (c *Client) giveUp(resp *http.Response, err error, _ int) (*http.Response, error) {
	c.exhausted.Store(true)
	c.pace.forgive()
	return resp, err
}

// checkRetry never returns an error: an answer of any status is an answer.
func (c *Client) checkRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, nil
	}
	if failure, ok := errors.AsType[*Error](err); ok {
		return !c.exhausted.Load() && !failure.Sent && mayPass(failure), nil
	}
	if err != nil || resp == nil {
		return false, nil
	}
	wait, asked := retryAfter(resp)
	if resp.StatusCode == http.StatusTooManyRequests && (!asked || wait > 0) {
		if !c.exhausted.Load() {
			c.pace.lower()
		}
		asked = true
	}
	if asked {
		return !c.exhausted.Load(), nil
	}
	c.exhausted.Store(false)
	return false, nil
}

// mayPass reports whether another attempt may find a connection.
func mayPass(failure *Error) bool {
	switch failure.Kind {
	case Refused, Reset:
		return true
	case NoWay:
		way, ok := errors.AsType[*proxyError](failure.cause)
		return ok && !way.final
	default:
		return false
	}
}

func backoff(least, most time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil {
		if wait, ok := retryAfter(resp); ok {
			return min(max(wait, least), most)
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			least = tooManyWait
		}
	}
	return min(least<<min(attempt, 16), most)
}

// retryAfter reads the one Retry-After field of a 429 or 503: seconds or a date.
func retryAfter(resp *http.Response) (time.Duration, bool) {
	fields := resp.Header["Retry-After"]
	busy := resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusServiceUnavailable
	if !busy || len(fields) != 1 {
		return 0, false
	}
	text := strings.TrimSpace(fields[0])
	const day = 24 * 60 * 60
	if seconds, err := strconv.ParseUint(text, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(seconds, day)) * time.Second, true
	}
	date, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	return max(time.Until(date), 0), true
}
