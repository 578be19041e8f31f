package wire

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/codecred/codecred/reports"
)

// Request is what one exchange sends. net/http writes it: the names of header fields keep their
// spelling on HTTP/1.1, and fields of the same name keep their order. Fields of different names are
// sent in alphabetical order; RFC 9110, section 5.3, gives their order no meaning. Raw sends what
// net/http cannot write.
type Request struct {
	Label  string          // what it is, for the transcript: "authorization request"
	Method string          // any token of RFC 9110, section 9.1, in any case; "" is GET
	URL    string          // absolute, http or https, without query
	Query  string          // raw, without "?"; sent as it is
	Header []reports.Field // duplicates allowed; sent as they are; without a User-Agent the session's is sent
	Body   []byte          // nil: no body

	// Raw, when it is not nil, is every byte of an HTTP/1.1 request. It goes to
	// the host of URL over a connection of its own; Method then only says how the
	// answer is read (one to HEAD has no body), and Query, Header and Body are unused.
	Raw []byte
}

// build makes the net/http request. It returns an error if net/http would change or leave out
// anything, so nothing is sent that differs from what was asked for.
func (r Request) build(userAgent string) (*http.Request, error) {
	u, err := r.target()
	if err != nil {
		return nil, err
	}
	req := &http.Request{Method: r.Method, URL: u, Host: u.Host, Header: http.Header{}}
	if r.Raw != nil {
		return req, nil
	}
	if !isToken(r.Method) && r.Method != "" {
		return nil, fmt.Errorf("the method %q is not a token: %s", r.Method, useRaw)
	}
	if strings.ContainsFunc(r.Query, func(c rune) bool { return c <= ' ' || c == 0x7f }) {
		return nil, fmt.Errorf("a space or control character in the query: %s", useRaw)
	}
	u.RawQuery = r.Query
	if len(r.Body) > 0 {
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(r.Body)), int64(len(r.Body))
	}
	for _, f := range r.Header {
		if err := r.addField(req, f); err != nil {
			return nil, err
		}
	}
	if req.Header["User-Agent"] == nil {
		req.Header["User-Agent"] = []string{userAgent}
	}
	return req, nil
}

func (r Request) target() (*url.URL, error) {
	u, err := url.Parse(r.URL)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the URL %q does not parse", r.URL)
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return nil, fmt.Errorf("the URL %q is not an absolute http or https URL", r.URL)
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return nil, fmt.Errorf("the URL holds a query, a fragment or credentials; they have fields of their own")
	}
	return u, nil
}

const useRaw = "net/http cannot send it; use Raw"

// addField puts a field where net/http reads it. net/http writes some fields by itself: a value of
// these that differs is refused.
func (r Request) addField(req *http.Request, f reports.Field) error {
	if !isToken(f.Name) || strings.ContainsFunc(f.Value, isControl) || f.Value != strings.Trim(f.Value, " \t") {
		return fmt.Errorf("the field %q has a name that is no token, or a control character or outer space in its value: %s", f.Name, useRaw)
	}
	switch strings.ToLower(f.Name) {
	case "host":
		if req.Host != req.URL.Host {
			return fmt.Errorf("two Host fields: %s", useRaw)
		}
		req.Host = f.Value
	case "content-length":
		if f.Value != strconv.Itoa(len(r.Body)) || r.Body == nil {
			return fmt.Errorf("the Content-Length %q for a body of %d bytes: %s", f.Value, len(r.Body), useRaw)
		}
	case "transfer-encoding", "trailer":
		return fmt.Errorf("the field %s: %s", f.Name, useRaw)
	case "user-agent":
		if req.Header["User-Agent"] != nil {
			return fmt.Errorf("two User-Agent fields: %s", useRaw)
		}
		req.Header["User-Agent"] = []string{f.Value}
	default:
		req.Header[f.Name] = append(req.Header[f.Name], f.Value)
	}
	return nil
}

// isToken reports whether a text is a token of RFC 9110, section 5.6.2.
func isToken(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(c rune) bool {
		return c <= ' ' || c >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c)
	})
}

// isControl reports whether RFC 9110, section 5.5, excludes a character from a field value.
func isControl(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }
