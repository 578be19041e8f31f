package reports

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible returns text that is safe to show: control characters, escape
// sequences, invisible and bidirectional marks and broken UTF-8 stand as Go
// escapes (\x1b, \u202e, \xff). Line feeds and tabs stay, CRLF becomes LF.
// A server under test must not be able to steer a terminal or break an XML file.
func visible(text string) string {
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

// oneLine is visible text without line feeds and tabs, for places that have one line.
func oneLine(text string) string {
	return strings.Join(strings.Fields(visible(text)), " ")
}

// cut shortens a line to at most width characters; width 0 is no limit.
func cut(line string, width int) string {
	if width <= 0 || utf8.RuneCountInString(line) <= width {
		return line
	}
	return string([]rune(line)[:width-1]) + "…"
}

// wrap breaks text at spaces into lines of at most width characters and keeps
// its line feeds. A word longer than a line is left whole; width 0 is no limit.
func wrap(text string, width int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapParagraph(paragraph, width)...)
	}
	return lines
}

func wrapParagraph(text string, width int) []string {
	if width <= 0 || utf8.RuneCountInString(text) <= width {
		return []string{text}
	}
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}

// chop breaks a line after every width characters, wherever that is; width 0 is no limit.
func chop(line string, width int) []string {
	runes := []rune(line)
	if width <= 0 || len(runes) <= width {
		return []string{line}
	}
	var lines []string
	for len(runes) > width {
		lines = append(lines, string(runes[:width]))
		runes = runes[width:]
	}
	return append(lines, string(runes))
}
