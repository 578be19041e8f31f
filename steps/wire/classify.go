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
func (o Options) newError(caller, attempt context.Context, req *http.Request, err error, left *departure) *Error {
	e := &Error{Call: call(req), Sent: left.sent(), cause: err}
	explain(caller, attempt, e, err, left)
	o.advise(e, err, left)
	if p := o.ProxyOf(req.URL); p != nil && e.Kind != NoWay && e.Kind != Forwarded {
		e.Detail += ", by " + p.String()
	}
	return e
}

// explain says what happened.
func explain(caller, attempt context.Context, e *Error, err error, left *departure) {
	way, byProxy := errors.AsType[*proxyError](err)
	_, forwarded := errors.AsType[*forwardedError](err)
	switch {
	case caller.Err() != nil:
		e.Kind, e.Detail, e.cause = Cancelled, "the caller ended it", errors.Join(caller.Err(), err)
	case attempt.Err() != nil:
		e.Kind, e.Detail, e.cause = Timeout, "no whole answer in time", errors.Join(attempt.Err(), err)
	case byProxy:
		e.Kind, e.Detail, e.next = NoWay, way.Error(), way.next
	case forwarded:
		e.Kind, e.Detail = Forwarded, err.Error()
	case isAlert(err):
		e.Kind, e.Detail = TLS, quote(err)
	case !left.connected():
		e.Kind, e.Detail = connectKind(err), quote(err)
	case !e.Sent: // a kept connection broke before this request used it, perhaps because of bytes that belong to no request
		e.Kind, e.Detail = Reset, quote(err)
	default:
		e.Kind, e.Detail = answerKind(err), quote(err)
	}
}

// advise says what to do about a TLS session that did not begin, or that the server ended.
func (o Options) advise(e *Error, err error, left *departure) {
	begun, _ := errors.AsType[*handshakeError](err)
	asks := begun != nil && begun.asksCertificate || left.asksCertificate()
	switch {
	case e.Kind == TLS && asks && isAlert(err):
		e.next = o.ownCertificate()
	case e.Kind == TLS:
		e.next = o.serverCertificate(err)
	case e.Kind == Reset && asks && o.ClientCertificate == nil:
		e.next = next[Reset] + "; it asked for a client certificate, which is given by tls.cert_file and tls.key_file in the target file"
	}
}

// ownCertificate says what to do if a server that asked for a client certificate ended the session. In
// TLS 1.3 it does so after the handshake, which is over for the client before the server has the
// certificate.
func (o Options) ownCertificate() string {
	if o.ClientCertificate == nil {
		return "the server asks for a client certificate: give tls.cert_file and tls.key_file in the target file"
	}
	return "the server does not take the client certificate: compare tls.cert_file in the target file with what the server trusts"
}

// serverCertificate says what to do about the certificate of a server; empty if it is not at fault.
func (o Options) serverCertificate(err error) string {
	unknown, host, invalid := x509.UnknownAuthorityError{}, x509.HostnameError{}, x509.CertificateInvalidError{}
	switch {
	case errors.As(err, &unknown) && o.RootCAs == nil:
		return "give the certificate of the authority that signed the server's certificate as tls.ca_file in the target file"
	case errors.As(err, &unknown):
		return "add the certificate of the authority that signed the server's certificate to tls.ca_file in the target file"
	case errors.As(err, &host) && o.ServerName == "":
		return "correct the host in the URL, or give the name that the server's certificate has as tls.server_name in the target file"
	case errors.As(err, &host):
		return "correct tls.server_name in the target file: it is a name that the server's certificate has"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "renew the server's certificate, or set the clock of this machine"
	default:
		return ""
	}
}

// isAlert reports whether the server ended a TLS session by an alert, for which crypto/tls has no
// type.
func isAlert(err error) bool { return strings.Contains(err.Error(), "remote error: tls: ") }

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
	case isHangUp(err), contains("server closed idle connection", "connection lost", "client conn could not be established", "GOAWAY", "stream error"):
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
