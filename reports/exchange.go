package reports

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Exchange is one request and its answer, redacted.
type Exchange struct {
	Label    string // the kind of request: "authorization request", "token request (control)"
	Started  time.Time
	Duration time.Duration
	Attempts int // how often it was sent; 1 unless a retry was safe
	Request  Message
	Response *Message // nil when there was no answer
	Error    string   // why there was no whole answer
}

// Message is an HTTP request or response.
type Message struct {
	Method, URL string // of a request
	Status      int    // of a response
	Proto       string
	Header      []Field // in the order sent, or sorted as received
	Body        string
	Truncated   bool // the body was longer than the cap
}

// Field is one header field.
type Field struct{ Name, Value string }

// HeaderValues returns the values of a header field, whatever the case of its name.
func (m Message) HeaderValues(name string) []string {
	var list []string
	for _, field := range m.Header {
		if strings.EqualFold(field.Name, name) {
			list = append(list, field.Value)
		}
	}
	return list
}

// HeaderValue returns the first value of a header field; empty where there is none.
func (m Message) HeaderValue(name string) string {
	if list := m.HeaderValues(name); len(list) > 0 {
		return list[0]
	}
	return ""
}

// Sent is the request as it was on the wire, line by line, redacted as the exchange is.
func (x Exchange) Sent() string {
	m := x.Request
	target := m.URL
	u, err := url.Parse(m.URL)
	if err == nil && u.Host != "" {
		target = u.RequestURI()
		if len(m.HeaderValues("Host")) == 0 {
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

// text is a whole message; start is its first line.
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
