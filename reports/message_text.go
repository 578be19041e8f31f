package reports

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Sent is the request as it was on the wire, line by line, redacted as the exchange is.
func (x Exchange) Sent() string {
	m := x.Request
	target := m.URL
	u, err := url.Parse(m.URL)
	if err == nil && u.Host != "" {
		target = u.RequestURI()
		if len(values(m, "Host")) == 0 {
			m.Header = append([]Field{{"Host", u.Host}}, m.Header...)
		}
	}
	return m.text(strings.TrimRight(fmt.Sprintf("%s %s %s", m.Method, target, m.Proto), " "))
}

// Received is the answer as it was on the wire, or why there is none.
func (x Exchange) Received() string {
	if x.Response == nil {
		return x.Error
	}
	m := x.Response
	return m.text(strings.TrimRight(fmt.Sprintf("%s %d %s", m.Proto, m.Status, http.StatusText(m.Status)), " "))
}

// text is a message below its first line.
func (m Message) text(start string) string {
	var out strings.Builder
	fmt.Fprintln(&out, start)
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
