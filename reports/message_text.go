package reports

import (
	"fmt"
	"net/url"
	"strings"
)

// Sent is the request as it was on the wire, line by line.
func (x Exchange) Sent() string {
	target := x.Request.URL
	if u, err := url.Parse(target); err == nil && u.Host != "" {
		target = u.RequestURI()
	}
	return x.Request.text(fmt.Sprintf("%s %s", x.Request.Method, target))
}

// Received is the answer as it was on the wire, or why there is none.
func (x Exchange) Received() string {
	if x.Response == nil {
		return x.Error
	}
	return x.Response.text(fmt.Sprintf("%s %d", x.Response.Proto, x.Response.Status))
}

func (m Message) text(first string) string {
	var out strings.Builder
	fmt.Fprintln(&out, first)
	for _, f := range m.Header {
		fmt.Fprintf(&out, "%s: %s\n", f.Name, f.Value)
	}
	if m.Body != "" {
		fmt.Fprintf(&out, "\n%s", m.Body)
	}
	if m.Truncated {
		out.WriteString("\n… the body goes on")
	}
	return out.String()
}
