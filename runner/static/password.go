package static

import "strings"

// plainRule says what a user name and a password are that mean the same in every
// form that a request may take, and that are others when their case is changed.
const plainRule = "more than 8 characters, upper and lower case letters, digits and any of " + plainMarks

const plainMarks = "!$'()*,-./;@_~"

// hasPasswordFor reports whether a user's password serves a scenario: it holds
// some characters, or none that a request could spoil, and is another when a
// character or its case is changed, where wrong passwords are made of it.
func (u *listedUser) hasPasswordFor(holds string, spoilt bool) bool {
	if u.wanted {
		return u.holds == holds
	}
	if spoilt && !isMixed(u.Password) {
		return false
	}
	if holds != "" {
		return strings.Contains(u.Password, holds)
	}
	return isPlain(u.Password) && isPlain(u.Username)
}

func isMixed(password string) bool {
	return len(password) > 8 && strings.ToUpper(password) != password && strings.ToLower(password) != password
}

func isPlain(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		return !letter && !strings.ContainsRune(plainMarks, c)
	})
}
