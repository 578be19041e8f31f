package redact

import (
	"slices"
	"strings"
)

// Part is one part of an HTTP message. Its kind says where secrets stand in it,
// beside the places that every text may have.
type Part struct {
	text  string
	marks []mark
	basic bool // credentials of an Authorization field, which may hold a password
}

// URL is a URL. In its query and fragment only "&" ends a value.
func URL(text string) Part { return Part{text: text, marks: urlMarks(text)} }

// Field is the value of a header field.
func Field(name, value string) Part {
	return Part{text: value, marks: fieldMarks(name, value), basic: strings.EqualFold(name, "Authorization")}
}

// Body is a body with the values of its Content-Type fields; it is a form where one
// of them says so, and in a form only "&" ends a value. The places in JSON and in
// other texts are found in every text.
func Body(text string, contentTypes ...string) Part {
	if slices.ContainsFunc(contentTypes, isForm) {
		return Part{text: text, marks: marksOf(text, 0, formSeparators)}
	}
	return Part{text: text}
}

func isForm(contentType string) bool {
	return strings.HasPrefix(strings.ToLower(contentType), "application/x-www-form-urlencoded")
}

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

// fieldMarks are the places in the value of a header field that holds credentials.
func fieldMarks(name, value string) []mark {
	switch strings.ToLower(name) {
	case "authorization", "proxy-authorization":
		return credentialMarks(value)
	case "cookie":
		return cookieMarks(value, true)
	case "set-cookie":
		return cookieMarks(value, false)
	case "location", "content-location":
		return urlMarks(value)
	}
	return namedMarks(name, value)
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

// namedMarks: the whole value of a field that is called like a secret, such as
// X-Code or Access-Token. A short one is a word or a number, as in X-Error-Code.
func namedMarks(name, value string) []mark {
	if len(value) < longWord {
		return nil
	}
	segments := strings.ReplaceAll(strings.ToLower(name), "-", "_")
	for segments != "" {
		if isPlace(segments) {
			return []mark{{0, len(value), segments}}
		}
		_, segments, _ = strings.Cut(segments, "_")
	}
	return nil
}
