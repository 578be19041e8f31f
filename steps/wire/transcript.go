package wire

import (
	"bytes"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/codecred/codecred/reports"
)

// exchange makes the copy that may be written down.
func (s *Secrets) exchange(x *Exchange, userAgent string) reports.Exchange {
	copied := reports.Exchange{
		Label: s.Redact(x.Request.Label), Started: x.Started, Duration: x.Duration, Attempts: x.Attempts,
		Request: s.message(x.Request.message(userAgent), func(string) []mark { return nil }),
	}
	if x.Response != nil {
		answer := s.message(x.Response.message(), s.alike)
		copied.Response = &answer
	}
	if x.Err != nil {
		copied.Error = x.Err.Error()
	}
	return copied
}

// message redacts every part of a message by what stands there. more finds what
// else in a text must not be shown.
func (s *Secrets) message(m reports.Message, more func(text string) []mark) reports.Message {
	m.Method, m.Proto = s.Redact(m.Method), s.Redact(m.Proto)
	m.URL = s.redact(m.URL, urlMarks(m.URL))
	fields := make([]reports.Field, len(m.Header))
	for i, f := range m.Header {
		fields[i] = reports.Field{Name: s.Redact(f.Name), Value: s.redact(f.Value, append(fieldMarks(f), more(f.Value)...))}
	}
	m.Body = s.redact(m.Body, append(bodyMarks(m), more(m.Body)...))
	m.Header = fields
	return m
}

// message is the request as it was on the wire, but for the fields that net/http adds.
func (r Request) message(userAgent string) reports.Message {
	if r.Raw != nil {
		return rawMessage(r.Raw)
	}
	m := reports.Message{Method: r.Method, URL: r.URL, Header: slices.Clone(r.Header), Body: string(r.Body)}
	if m.Method == "" {
		m.Method = http.MethodGet
	}
	if r.Query != "" {
		m.URL += "?" + r.Query
	}
	if !slices.ContainsFunc(r.Header, func(f reports.Field) bool { return strings.EqualFold(f.Name, "User-Agent") }) {
		m.Header = append(m.Header, reports.Field{Name: "User-Agent", Value: userAgent})
	}
	return m
}

// rawMessage reads bytes that need not be HTTP: a line without a colon is a field without a value.
func rawMessage(raw []byte) reports.Message {
	head, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	first, rest, _ := strings.Cut(string(head), "\r\n")
	m := reports.Message{Body: string(body)}
	m.Method, m.URL, _ = strings.Cut(first, " ")
	if i := strings.LastIndexByte(m.URL, ' '); i >= 0 {
		m.URL, m.Proto = m.URL[:i], m.URL[i+1:]
	}
	for line := range strings.SplitSeq(rest, "\r\n") {
		if name, value, _ := strings.Cut(line, ":"); line != "" {
			m.Header = append(m.Header, reports.Field{Name: name, Value: strings.Trim(value, " \t")})
		}
	}
	return m
}

func (r *Response) message() reports.Message {
	m := reports.Message{Status: r.Status, Proto: r.Proto, Body: string(r.Body), Truncated: r.Truncated}
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		for _, value := range r.Header[name] {
			m.Header = append(m.Header, reports.Field{Name: name, Value: value})
		}
	}
	return m
}
