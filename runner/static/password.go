package static

import "strings"

// plainRule describes user names and passwords that mean the same in every form that
// a request may have, and that become others when their letter case is changed.
const plainRule = "more than 8 characters, upper and lower case letters, digits and any of " + plainMarks

const plainMarks = "!$'()*,-./;@_~"

// hasPasswordFor reports whether a user's password serves a scenario. It must hold
// what the scenario asks for, or else be plain. Where the scenario makes wrong
// passwords of it (altered), it must become another by a change of its letter case.
func (u *listedUser) hasPasswordFor(holds string, altered bool) bool {
	if u.suggested {
		return u.holds == holds
	}
	if altered && !isMixed(u.Password) {
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
