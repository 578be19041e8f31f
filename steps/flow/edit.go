package flow

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// Edit changes a value in a way that a careless comparison overlooks. Its text is
// that of the lines, as in "in upper case".
type Edit string

// AnotherLastDigit makes another one-time password of the right form.
const AnotherLastDigit Edit = "with another last digit"

// textEdits are the edits of any text.
var textEdits = map[Edit]func(string) string{
	"in upper case":                    strings.ToUpper,
	"in lower case":                    strings.ToLower,
	"in swapped case":                  swapCase,
	"whose last character is missing":  func(s string) string { return s[:max(0, len(s)-1)] },
	"whose first character is missing": func(s string) string { return s[min(1, len(s)):] },
	"whose last character differs":     otherEnd,
	"whose first character differs":    otherBeginning,
	"between blanks":                   func(s string) string { return " " + s + " " },
	"that goes on after a NUL":         func(s string) string { return s + "\x00x" },
	"cut to 8 characters":              cutTo(8),
	"cut to 32 characters":             cutTo(32),
	"cut to 64 characters":             cutTo(64),
	"cut to 72 characters":             cutTo(72),
}

// urlEdits are the edits of URLs alone.
var urlEdits = map[Edit]func(string) string{
	"whose host is in upper case":      editURL(func(u *url.URL) { u.Host = strings.ToUpper(u.Host) }),
	"on another port":                  editURL(func(u *url.URL) { u.Host = u.Hostname() + ":8443" }),
	"that names the default port":      editURL(func(u *url.URL) { u.Host = u.Hostname() + ":443" }),
	"that has a user name":             editURL(func(u *url.URL) { u.User = url.User("app.codecred.example") }),
	"that has an encoded letter":       encodeLetter,
	"at a subdomain":                   editURL(func(u *url.URL) { u.Host = "x." + u.Host }),
	"whose host has a letter in front": editURL(func(u *url.URL) { u.Host = "x" + u.Host }),
	"whose path has two slashes":       editURL(func(u *url.URL) { u.Path = "/" + u.Path }),
}

// jwtEdits are the edits of tokens that are JWTs. A text that is none becomes another text.
var jwtEdits = map[Edit]func(string) string{
	"whose claims are altered":   editJWT(func(parts []string) { parts[1] = ofSomebodyElse(parts[1]) }),
	"whose signature is missing": editJWT(func(parts []string) { parts[2] = "" }),
	"whose algorithm is none": editJWT(func(parts []string) {
		parts[0], parts[2] = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"JWT"}`)), ""
	}),
}

var edits = allEdits()

func allEdits() map[Edit]func(string) string {
	all := maps.Clone(textEdits)
	maps.Copy(all, urlEdits)
	maps.Copy(all, jwtEdits)
	all[AnotherLastDigit] = turnLastDigit
	return all
}

// TextEdits returns the edits that fit any text, in alphabetical order.
func TextEdits() []Edit { return slices.Sorted(maps.Keys(textEdits)) }

// URLEdits returns the edits that fit URLs alone, in alphabetical order.
func URLEdits() []Edit { return slices.Sorted(maps.Keys(urlEdits)) }

// JWTEdits returns the edits that fit JWTs alone, in alphabetical order.
func JWTEdits() []Edit { return slices.Sorted(maps.Keys(jwtEdits)) }

// editJWT edits the three parts of a JWT.
func editJWT(edit func(parts []string)) func(string) string {
	return func(token string) string {
		parts := strings.Split(token, ".")
		if len(parts) != 3 {
			return otherEnd(token)
		}
		edit(parts)
		return strings.Join(parts, ".")
	}
}

// ofSomebodyElse returns the claims of a JWT with another subject.
func ofSomebodyElse(encoded string) string {
	claims := map[string]any{}
	text, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil || json.Unmarshal(text, &claims) != nil {
		return otherEnd(encoded)
	}
	claims["sub"] = "somebody@codecred.example"
	changed, err := json.Marshal(claims)
	if err != nil { // what was read can be written
		return otherEnd(encoded)
	}
	return base64.RawURLEncoding.EncodeToString(changed)
}

func cutTo(length int) func(string) string {
	return func(s string) string { return s[:min(length, len(s))] }
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

// otherEnd replaces the last character by another one. Where the value is base64, the last character may
// hold only two bits that count, its highest. So a letter is taken whose two highest bits differ, or
// the value could be the same bytes.
func otherEnd(s string) string {
	last := "x"
	if s != "" && strings.ContainsRune("wxyz0123456789+/-_", rune(s[len(s)-1])) {
		last = "D"
	}
	return s[:max(0, len(s)-1)] + last
}

// otherBeginning replaces the first character by another letter.
func otherBeginning(s string) string {
	first := "x"
	if strings.HasPrefix(s, first) || strings.HasPrefix(s, "X") {
		first = "k"
	}
	return first + s[min(1, len(s)):]
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
