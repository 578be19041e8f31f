package har

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/codecred/codecred/reports"
)

// unknownSize is the size in a HAR where none was measured.
const unknownSize = -1

// cutNote is the comment on a body of which only the beginning was kept.
const cutNote = "cut off: the body was longer than the cap"

func newEntry(e reports.Exchange) harEntry {
	ms := float64(e.Duration.Microseconds()) / 1000
	entry := harEntry{
		Page:     onlyPage,
		Started:  e.Started.Format(time.RFC3339Nano),
		Time:     ms,
		Request:  newRequest(e.Request),
		Response: newResponse(e.Response),
		Timings:  harTimings{Wait: ms}, // the time is not measured in parts
		Comment:  e.Label,
		Error:    e.Error,
	}
	if e.Attempts > 1 {
		entry.Attempts = e.Attempts
	}
	return entry
}

func newRequest(m reports.Message) harRequest {
	request := harRequest{
		Method:      m.Method,
		URL:         m.URL,
		HTTPVersion: m.Proto,
		Cookies:     []harPair{},
		Headers:     pairs(m.Header),
		QueryString: queryOf(m.URL),
		HeadersSize: unknownSize,
		BodySize:    bodySize(m),
	}
	for _, line := range m.HeaderValues("Cookie") {
		if cookies, err := http.ParseCookie(line); err == nil {
			request.Cookies = append(request.Cookies, cookiePairs(cookies)...)
		}
	}
	if m.Body != "" {
		text, encoding := bodyText(m.Body)
		request.PostData = &harPostData{
			MimeType: m.HeaderValue("Content-Type"), Params: []harPair{}, Text: text, Encoding: encoding, Comment: cutComment(m),
		}
	}
	return request
}

func newResponse(m *reports.Message) harResponse {
	if m == nil {
		return harResponse{Cookies: []harPair{}, Headers: []harPair{}, HeadersSize: unknownSize, BodySize: unknownSize}
	}
	text, encoding := bodyText(m.Body)
	response := harResponse{
		Status:      m.Status,
		StatusText:  http.StatusText(m.Status),
		HTTPVersion: m.Proto,
		Cookies:     []harPair{},
		Headers:     pairs(m.Header),
		Content: harContent{
			Size: len(m.Body), MimeType: m.HeaderValue("Content-Type"), Text: text, Encoding: encoding, Comment: cutComment(*m),
		},
		RedirectURL: m.HeaderValue("Location"),
		HeadersSize: unknownSize,
		BodySize:    bodySize(*m),
	}
	for _, line := range m.HeaderValues("Set-Cookie") {
		if cookie, err := http.ParseSetCookie(line); err == nil {
			response.Cookies = append(response.Cookies, cookiePairs([]*http.Cookie{cookie})...)
		}
	}
	return response
}

// bodyText returns a body in a form that JSON can hold: unchanged, or in base64 if it is not UTF-8.
func bodyText(body string) (text, encoding string) {
	if utf8.ValidString(body) {
		return body, ""
	}
	return base64.StdEncoding.EncodeToString([]byte(body)), "base64"
}

func bodySize(m reports.Message) int {
	if m.Truncated {
		return unknownSize
	}
	return len(m.Body)
}

func cutComment(m reports.Message) string {
	if m.Truncated {
		return cutNote
	}
	return ""
}

func pairs(header []reports.Field) []harPair {
	list := make([]harPair, len(header))
	for i, field := range header {
		list[i] = harPair(field)
	}
	return list
}

func cookiePairs(cookies []*http.Cookie) []harPair {
	var list []harPair
	for _, cookie := range cookies {
		list = append(list, harPair{cookie.Name, cookie.Value})
	}
	return list
}

// queryOf lists the parameters of a URL's query in their order. What cannot be
// decoded is kept as it was sent, because some scenarios send broken queries.
func queryOf(address string) []harPair {
	list := []harPair{}
	address, _, _ = strings.Cut(address, "#")
	_, query, _ := strings.Cut(address, "?")
	for parameter := range strings.SplitSeq(query, "&") {
		if parameter == "" {
			continue
		}
		name, value, _ := strings.Cut(parameter, "=")
		list = append(list, harPair{unescaped(name), unescaped(value)})
	}
	return list
}

func unescaped(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}
