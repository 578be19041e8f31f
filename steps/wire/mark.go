package wire

import (
	"strings"

	"github.com/codecred/codecred/reports"
)

// textMarks are the places of secrets in running text.
func textMarks(text string) []mark { return marksOf(text, 0, separators) }

func marksOf(text string, offset int, ends string) []mark {
	var marks []mark
	for p := range places(text[offset:], ends) {
		marks = append(marks, mark{offset + p.from, offset + p.to, p.name})
	}
	return marks
}

// urlMarks are the places in a query and a fragment, where only "&" ends a value.
func urlMarks(text string) []mark {
	start := strings.IndexAny(text, "?#")
	if start < 0 {
		return nil
	}
	query, fragment := text, ""
	if i := strings.IndexByte(text, '#'); i >= 0 {
		query, fragment = text[:i], text[i:]
	}
	marks := marksOf(query, min(start, len(query)), formSeparators)
	return append(marks, shift(marksOf(fragment, 0, formSeparators), len(query))...)
}

func shift(marks []mark, by int) []mark {
	for i := range marks {
		marks[i].from += by
		marks[i].to += by
	}
	return marks
}

// bodyMarks are the places in a form. The places in JSON and all other texts
// are found by every search.
func bodyMarks(m reports.Message) []mark {
	for _, f := range m.Header {
		if strings.EqualFold(f.Name, "Content-Type") && strings.HasPrefix(strings.ToLower(f.Value), "application/x-www-form-urlencoded") {
			return marksOf(m.Body, 0, formSeparators)
		}
	}
	return nil
}

// fieldMarks are the places in the value of a header field that holds credentials.
func fieldMarks(f reports.Field) []mark {
	switch strings.ToLower(f.Name) {
	case "authorization", "proxy-authorization":
		return credentialMarks(f.Value)
	case "cookie":
		return cookieMarks(f.Value, true)
	case "set-cookie":
		return cookieMarks(f.Value, false)
	case "location", "content-location":
		return urlMarks(f.Value)
	}
	return namedMarks(f.Name, f.Value)
}

// credentialMarks: all but the scheme (RFC 9110, section 11.6.2).
func credentialMarks(value string) []mark {
	scheme, credentials, found := strings.Cut(value, " ")
	if !found {
		return []mark{{0, len(value), "credentials"}}
	}
	from := len(value) - len(strings.TrimLeft(credentials, " "))
	if strings.EqualFold(scheme, "Bearer") {
		return []mark{{from, len(value), "access_token"}}
	}
	return []mark{{from, len(value), "credentials"}}
}

// cookieMarks: the values of all pairs of Cookie, or of the first pair of
// Set-Cookie, whose others are attributes (RFC 6265, section 4).
func cookieMarks(value string, all bool) []mark {
	var marks []mark
	for from := 0; from < len(value); {
		end := endOf(value, from, ";")
		if i := strings.IndexByte(value[from:end], '='); i >= 0 {
			from += i + 1
		}
		marks = append(marks, mark{from, end, "cookie"})
		if !all {
			break
		}
		from = end + 1
	}
	return marks
}
