package flow

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// Edit changes a value in a way that a careless comparison overlooks. Its text is
// that of the lines, as in "in upper case".
type Edit string

// AnotherLastDigit makes another one-time password of the right form.
const AnotherLastDigit Edit = "with another last digit"

var edits = map[Edit]func(string) string{
	"in upper case":                    strings.ToUpper,
	"in lower case":                    strings.ToLower,
	"in swapped case":                  swapCase,
	"whose last character is missing":  func(s string) string { return s[:max(0, len(s)-1)] },
	"whose first character is missing": func(s string) string { return s[min(1, len(s)):] },
	"cut to 8 characters":              func(s string) string { return s[:min(8, len(s))] },
	"whose last character differs":     otherEnd,
	"whose host is in upper case":      editURL(func(u *url.URL) { u.Host = strings.ToUpper(u.Host) }),
	"on another port":                  editURL(func(u *url.URL) { u.Host = u.Hostname() + ":8443" }),
	"that has a user name":             editURL(func(u *url.URL) { u.User = url.User("app.codecred.example") }),
	"that has an encoded letter":       encodeLetter,
	AnotherLastDigit:                   turnLastDigit,
}

// splitEdit separates the name of a value from the edit that follows it, "" for none. It takes the
// longest edit that fits, because one edit may end in the words of another.
func splitEdit(slot string) (name string, edit Edit) {
	name = slot
	for candidate := range edits {
		if before := strings.TrimSuffix(slot, " "+string(candidate)); len(before) < len(name) {
			name, edit = before, candidate
		}
	}
	return name, edit
}

func swapCase(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, s)
}

// otherEnd replaces the last character by another letter.
func otherEnd(s string) string {
	last := "x"
	if strings.HasSuffix(s, last) {
		last = "y"
	}
	return s[:max(0, len(s)-1)] + last
}

func editURL(edit func(*url.URL)) func(string) string {
	return func(text string) string {
		u, err := url.Parse(text)
		if err != nil {
			return text
		}
		edit(u)
		return u.String()
	}
}

// encodeLetter percent-encodes the last character. A parser reads the same URL, but a comparison of
// characters sees another one.
func encodeLetter(text string) string {
	if text == "" {
		return text
	}
	return fmt.Sprintf("%s%%%02X", text[:len(text)-1], text[len(text)-1])
}

// turnLastDigit replaces the last character, a digit, by the one after it.
func turnLastDigit(text string) string {
	if text == "" {
		return text
	}
	return text[:len(text)-1] + string('0'+(text[len(text)-1]-'0'+1)%10)
}
