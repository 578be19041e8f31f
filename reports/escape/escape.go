// Package escape makes foreign text safe to show: what a server under test sends must not control a
// terminal or a pipeline, hide words or break an XML file. It takes no secrets out: that has been done
// before, by package redact.
//
// Begin with [Text]. [Writer] does the same for all that a command prints.
package escape

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns text with control characters, escape sequences, invisible and
// bidirectional marks and broken UTF-8 written as Go escapes (\x1b, \u202e, \xff).
// The beginning of a command for a pipeline is broken in the same way (\u0023, \u003a). Line feeds and
// tabs stay, CRLF becomes LF. Escaped text is not changed again.
func Text(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(text))
	before := byte('\n')
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case beginsCommand(before, text):
			b.WriteString(breakCommand(r))
		case r == utf8.RuneError && size == 1:
			b.WriteString(`\x`)
			b.WriteString(strconv.FormatUint(uint64(text[0]), 16))
		case r == '\n', r == '\t', unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
		before, text = text[size-1], text[size:]
	}
	return b.String()
}

// beginsCommand reports whether a pipeline that reads the output would take text for a command. before
// is the byte in front of it. GitHub Actions reads "::name" at the beginning of a line, after spaces, and
// "##[" anywhere; Azure Pipelines reads "##vso[" anywhere and "##[", TeamCity "##teamcity[". Words may
// be put at the beginning of a line later, so "::name" is no better after a space.
func beginsCommand(before byte, text string) bool {
	if len(text) < 3 || text[0] != text[1] {
		return false
	}
	switch text[0] {
	case ':':
		return isLetter(text[2]) && (before == ' ' || before == '\t' || before == '\n')
	case '#':
		after := strings.TrimLeft(text[2:], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
		return strings.HasPrefix(after, "[")
	}
	return false
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// breakCommand writes the first sign of a command. In Go, in JSON and in quoted YAML it is the same sign.
func breakCommand(sign rune) string { return unicodeEscape(sign) }

// Line is Text without line feeds and tabs, for places with room for one line only: words are
// separated by single spaces.
func Line(text string) string {
	return strings.Join(strings.Fields(Text(text)), " ")
}
