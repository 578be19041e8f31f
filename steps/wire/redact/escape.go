package redact

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// escape is one way to write a character by others.
type escape struct {
	sign   byte                                         // what each escape begins with
	decode func(text string) (plain string, length int) // of the escape at the start of text; length 0: it is none
}

// escapes are the ways that a value takes through URLs, JSON, quoted strings and HTML.
var escapes = []escape{{'%', percent}, {'\\', backslash}, {'&', entity}}

func (e escape) next(text string, from int) int {
	i := strings.IndexByte(text[from:], e.sign)
	if i < 0 {
		return -1
	}
	return from + i
}

// percent: RFC 3986, section 2.1.
func percent(text string) (string, int) {
	if len(text) < 3 {
		return "", 0
	}
	b, err := strconv.ParseUint(text[1:3], 16, 8)
	if err != nil {
		return "", 0
	}
	return string([]byte{byte(b)}), 3
}

// backslash: RFC 8259, section 7, and what Go's %q writes beside that.
func backslash(text string) (string, int) {
	if len(text) < 2 {
		return "", 0
	}
	switch c := text[1]; c {
	case 'u':
		return utf16Escape(text)
	case 'U':
		return runeEscape(text, 8)
	case 'x':
		if len(text) < 4 {
			return "", 0
		}
		b, err := strconv.ParseUint(text[2:4], 16, 8)
		if err != nil {
			return "", 0
		}
		return string([]byte{byte(b)}), 4
	case '"', '\'', '\\', '/':
		return text[1:2], 2
	default:
		if i := strings.IndexByte("abfnrtv", c); i >= 0 {
			return "\a\b\f\n\r\t\v"[i : i+1], 2
		}
	}
	return "", 0
}

// utf16Escape reads \uXXXX, or two of them that are one character.
func utf16Escape(text string) (string, int) {
	plain, length := runeEscape(text, 4)
	if length == 0 || plain != string(utf8.RuneError) || len(text) < 12 || text[6:8] != `\u` {
		return plain, length
	}
	high, _ := strconv.ParseUint(text[2:6], 16, 16)
	low, err := strconv.ParseUint(text[8:12], 16, 16)
	if r := utf16.DecodeRune(rune(high), rune(low)); err == nil && r != utf8.RuneError {
		return string(r), 12
	}
	return plain, length
}

func runeEscape(text string, digits int) (string, int) {
	if len(text) < 2+digits {
		return "", 0
	}
	r, err := strconv.ParseUint(text[2:2+digits], 16, 31)
	if err != nil {
		return "", 0
	}
	return string(rune(r)), 2 + digits
}

// maxEntity is more than the longest name of a character in HTML.
const maxEntity = 40

// entity: HTML, section 13.5, with numbers taken as they are: html would make
// U+FFFD of some, and then a control character in a secret would not be found.
func entity(text string) (string, int) {
	end := strings.IndexByte(text[:min(len(text), maxEntity)], ';')
	if end < 2 {
		return "", 0
	}
	if text[1] == '#' {
		r, ok := number(text[2:end])
		if !ok {
			return "", 0
		}
		return string(r), end + 1
	}
	plain := html.UnescapeString(text[:end+1])
	if strings.HasSuffix(plain, ";") && plain != ";" {
		return "", 0 // no name, or one that ends before the semicolon
	}
	return plain, end + 1
}

// number reads the digits of a numeric entity, decimal or after an "x" hexadecimal.
func number(digits string) (rune, bool) {
	base := 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	r, err := strconv.ParseUint(digits, base, 31)
	return rune(r), err == nil
}
