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

// Request is what one exchange sends. net/http writes it: the names of header
// fields keep their spelling on HTTP/1.1 and repeated names keep their order,
// but different names go out in alphabetical order, which RFC 9110, section
// 5.3, gives no meaning. What net/http will not write, Raw will.
type Request struct {
	Label  string          // what it is, for the transcript: "authorization request"
	Method string          // any token of RFC 9110, section 9.1, in any case; "" is GET
	URL    string          // absolute, http or https, without query
	Query  string          // raw, without "?"; sent as it is
	Header []reports.Field // duplicates allowed; sent as they are
	Body   []byte          // nil: no body

	// Raw, when it is not nil, is every byte of an HTTP/1.1 request. It goes to
	// the host of URL over a connection of its own; Method is then only what the
	// answer is read by (HEAD has no body), and Query, Header and Body are unused.
	Raw []byte
}

// build makes the net/http request. The error says what net/http would change
// or leave out on its way, so that nothing is sent other than it was asked for.
func (r Request) build() (*http.Request, error) {
	u, err := r.target()
	if err != nil {
		return nil, err
	}
	u.RawQuery = r.Query
	req := &http.Request{Method: r.Method, URL: u, Host: u.Host, Header: http.Header{}}
	if r.Body != nil {
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(r.Body)), int64(len(r.Body))
	}
	for _, f := range r.Header {
		if err := r.addField(req, f); err != nil {
			return nil, err
		}
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
	case u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("the URL of the %s holds a query or a fragment; a query belongs into Query", r.Label)
	}
	return u, nil
}

// addField puts a field where net/http reads it from, and refuses the fields that
// net/http writes by itself when they differ from what it would write.
func (r Request) addField(req *http.Request, f reports.Field) error {
	const useRaw = "net/http cannot send this; use Raw"
	switch strings.ToLower(f.Name) {
	case "host":
		if req.Host != req.URL.Host {
			return fmt.Errorf("two Host fields: %s", useRaw)
		}
		req.Host = f.Value
		return nil
	case "content-length":
		if f.Value != strconv.Itoa(len(r.Body)) || r.Body == nil {
			return fmt.Errorf("Content-Length %q for a body of %d bytes: %s", f.Value, len(r.Body), useRaw)
		}
		return nil
	case "transfer-encoding", "trailer":
		return fmt.Errorf("the field %s: %s", f.Name, useRaw)
	case "user-agent":
		if req.Header["User-Agent"] != nil {
			return fmt.Errorf("two User-Agent fields: %s", useRaw)
		}
		req.Header["User-Agent"] = []string{f.Value}
		return nil
	}
	req.Header[f.Name] = append(req.Header[f.Name], f.Value)
	return nil
}
