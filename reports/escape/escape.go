// Package escape makes foreign text safe to show: what a server under test sends must not control a
// terminal, hide words or break an XML file. It takes no secrets out: that has been done before, by package redact.
//
// Begin with [Text].
package escape

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns text with control characters, escape sequences, invisible and
// bidirectional marks and broken UTF-8 written as Go escapes (\x1b, \u202e, \xff).
// Line feeds and tabs stay, CRLF becomes LF. Escaped text is not changed again.
func Text(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(text))
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			b.WriteString(`\x`)
			b.WriteString(strconv.FormatUint(uint64(text[0]), 16))
		case r == '\n', r == '\t', unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
		text = text[size:]
	}
	return b.String()
}

// Line is Text without line feeds and tabs, for places with room for one line only: words are
// separated by single spaces.
func Line(text string) string {
	return strings.Join(strings.Fields(Text(text)), " ")
}
