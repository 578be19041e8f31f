package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
)

// maxDetail is how many bytes of a foreign error text are shown.
const maxDetail = 300

// newError says why an attempt has no whole answer. caller is the context of the exchange, attempt
// the one with the time-out.
func newError(caller, attempt context.Context, req *http.Request, err error, left *departure) *Error {
	e := &Error{Call: call(req), Sent: left.sent(), cause: err}
	switch {
	case caller.Err() != nil:
		e.Kind, e.Detail, e.cause = Cancelled, "the caller ended it", errors.Join(caller.Err(), err)
	case attempt.Err() != nil:
		e.Kind, e.Detail, e.cause = Timeout, "no whole answer in time", errors.Join(attempt.Err(), err)
	case !left.connected():
		e.Kind, e.Detail = connectKind(err), quote(err)
	case !e.Sent: // a kept connection broke before this request used it, perhaps because of bytes that belong to no request
		e.Kind, e.Detail = Reset, quote(err)
	default:
		e.Kind, e.Detail = answerKind(err), quote(err)
	}
	return e
}

// connectKind is the kind of an error before there was a connection to send on.
func connectKind(err error) Kind {
	var dial *net.OpError
	var timeout net.Error
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		return Timeout
	case isTLS(err):
		return TLS
	case errors.As(err, &dial) && dial.Op == "dial":
		return Refused
	case isHangUp(err):
		return Reset
	}
	return Unsendable // net/http refuses a request before it connects
}

func isTLS(err error) bool {
	var (
		verify  *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		alert   tls.AlertError
		host    x509.HostnameError
		unknown x509.UnknownAuthorityError
	)
	return errors.As(err, &verify) || errors.As(err, &record) || errors.As(err, &alert) ||
		errors.As(err, &host) || errors.As(err, &unknown) ||
		strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), "HTTP response to HTTPS client")
}

func isHangUp(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNABORTED)
}

// answerKind is the kind of an error once the request was on its way. net/http
// has no types for most of these, only texts.
func answerKind(err error) Kind {
	var timeout net.Error
	text := err.Error()
	contains := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(text, part) {
				return true
			}
		}
		return false
	}
	switch {
	case errors.Is(err, errTooLong), errors.Is(err, errHeaderTooLong), contains("headers exceeded", "too many 1xx", "suspiciously long", "too many trailers", "response header list larger"):
		return TooLarge
	case errors.Is(err, errCutOff):
		return CutOff
	case errors.Is(err, errCoding), contains("malformed", "chunk", "bad Content-Length", "trailer"):
		return Malformed
	case isHangUp(err), contains("server closed idle connection", "connection lost", "GOAWAY", "stream error"):
		return Reset
	case errors.As(err, &timeout) && timeout.Timeout():
		return Timeout
	}
	return Malformed
}

// quote shows a foreign error text on one line, cut to maxDetail at the most. A cut text ends at a
// space, because a part of a secret would not be found and redacted later.
func quote(err error) string {
	text := err.Error()
	if len(text) > maxDetail {
		text = text[:max(0, strings.LastIndexByte(text[:maxDetail], ' '))] + "…"
	}
	return fmt.Sprintf("%q", text)
}
