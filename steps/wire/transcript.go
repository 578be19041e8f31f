package wire

import (
	"bytes"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
)

// watch makes redaction hide, in all texts, the values that an exchange shows in the places of
// secrets.
func (s *Session) watch(x *Exchange) {
	request, response := x.Request, x.Response // copied now, because a step may change the label of the exchange
	s.secrets.Watch(func() (sent, received []redact.Part) {
		sent = parts(request.message(s.userAgent))
		if response != nil {
			received = parts(response.message())
		}
		return sent, received
	})
}

func parts(m reports.Message) []redact.Part {
	all := []redact.Part{redact.URL(m.URL)}
	for _, f := range m.Header {
		all = append(all, redact.Field(f.Name, f.Value))
	}
	return append(all, redact.Body(m.Body, contentTypes(m)...))
}

// contentTypes are the values of all Content-Type fields: a message may have several.
func contentTypes(m reports.Message) []string {
	var values []string
	for _, f := range m.Header {
		if strings.EqualFold(f.Name, "Content-Type") {
			values = append(values, f.Value)
		}
	}
	return values
}

// transcribed makes the copy of an exchange that may be written down.
func (s *Session) transcribed(x *Exchange) reports.Exchange {
	copied := reports.Exchange{
		Label: s.secrets.Redact(x.Request.Label), Started: x.Started, Duration: x.Duration, Attempts: x.Attempts,
		Request: s.redacted(x.Request.message(s.userAgent), s.secrets.Sent),
	}
	if x.Response != nil {
		answer := s.redacted(x.Response.message(), s.secrets.Received)
		copied.Response = &answer
	}
	if x.Err != nil {
		copied.Error = x.Err.Error()
	}
	return copied
}

// redacted copies a message without the secrets in any part of it.
func (s *Session) redacted(m reports.Message, part func(redact.Part) string) reports.Message {
	m.Method, m.Proto = s.secrets.Redact(m.Method), s.secrets.Redact(m.Proto)
	m.URL = part(redact.URL(m.URL))
	fields := make([]reports.Field, len(m.Header))
	for i, f := range m.Header {
		fields[i] = reports.Field{Name: s.secrets.Redact(f.Name), Value: part(redact.Field(f.Name, f.Value))}
	}
	m.Body = part(redact.Body(m.Body, contentTypes(m)...))
	m.Header = fields
	return m
}

// message is the request as it was sent, without the fields that net/http adds.
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

// rawMessage reads bytes that may not be HTTP. A line without a colon becomes a field without a
// value.
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
