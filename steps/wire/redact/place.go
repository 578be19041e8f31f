package redact

import (
	"iter"
	"strings"
)

// placeNames are the parameters, members and fields whose values are secret
// whatever they are: RFC 6749, RFC 7636, RFC 7521, and those of headless login.
var placeNames = map[string]bool{
	"password": true, "newpassword": true, "new_password": true, "client_secret": true, "code": true,
	"code_verifier": true, "access_token": true, "refresh_token": true, "id_token": true, "token": true,
	"otp": true, "assertion": true, "client_assertion": true, "identifier": true, "subject_token": true,
	"credentials": true, "cookie": true,
}

func isPlace(name string) bool { return placeNames[name] }

// separators end a value that stands in running text; in a form only "&" does.
const (
	separators     = "&#;, \t\r\n\"'<>\\)]}"
	formSeparators = "&"
)

// place is where a secret stands: from and to are around its value.
type place struct {
	from, to int
	name     string
}

// places finds the values of name=value and of "name": value, at any depth of
// whatever the text is, also when that is cut off or broken.
func places(text, ends string) iter.Seq[place] {
	return func(yield func(place) bool) {
		for i := strings.IndexAny(text, "=:"); i >= 0; {
			name, quoted := nameBefore(text[:i])
			to := i + 1
			if isPlace(strings.ToLower(name)) && (text[i] == '=' || quoted) {
				var from int
				from, to = valueAfter(text, i, ends)
				if from < to && !yield(place{from, to, strings.ToLower(name)}) {
					return
				}
			}
			next := strings.IndexAny(text[to:], "=:")
			if next < 0 {
				return
			}
			i = to + next
		}
	}
}

func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// nameBefore is the word at the end of text, and whether it is in quotes.
func nameBefore(text string) (name string, quoted bool) {
	trimmed := strings.TrimRight(text, " \t\r\n")
	if n := len(trimmed); n > 0 && (trimmed[n-1] == '"' || trimmed[n-1] == '\'') {
		text, quoted = trimmed[:n-1], true
	}
	start := len(text)
	for start > 0 && (isWordByte(text[start-1]) || text[start-1] == '-') {
		start--
	}
	return text[start:], quoted
}

// valueAfter finds the value after the "=" or ":" at i, without its quotes.
func valueAfter(text string, i int, ends string) (from, to int) {
	from = i + 1
	if text[i] == ':' || ends != formSeparators {
		from += len(text[from:]) - len(strings.TrimLeft(text[from:], " \t\r\n"))
	}
	if from == len(text) || ends == formSeparators {
		return from, endOf(text, from, ends)
	}
	switch text[from] {
	case '"', '\'':
		return from + 1, closing(text, from+1, text[from])
	case '[', '{':
		return from + 1, closingBracket(text, from+1)
	}
	return from, endOf(text, from, ends)
}

func endOf(text string, from int, ends string) int {
	if n := strings.IndexAny(text[from:], ends); n >= 0 {
		return from + n
	}
	return len(text)
}

// closing finds the quote that ends a string, or the end of the text.
func closing(text string, from int, quote byte) int {
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case quote:
			return i
		}
	}
	return len(text)
}

// closingBracket finds the bracket that ends a list or an object, past those within.
func closingBracket(text string, from int) int {
	depth := 1
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = closing(text, i+1, '"')
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(text)
}
