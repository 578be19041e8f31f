package static

import (
	"strings"

	"github.com/codecred/codecred/runner/plan"
)

// plainRule describes user names and passwords that are the same in every encoding of a request,
// and that change when their letter case changes.
const plainRule = "more than 8 characters, upper and lower case letters, digits and any of " + plainMarks

const plainMarks = "!$'()*,-./;@_~"

// hasPasswordFor reports whether a user's password serves a scenario. It must contain what the
// scenario asks for. If the scenario makes wrong passwords from it (altered), a change of its letter
// case, or a blank around it, must give a different password. Where plain is set, requests have the
// credentials in places in which only plain names and passwords mean the same to every server.
func (u *listedUser) hasPasswordFor(holds string, altered, plain bool) bool {
	if u.suggested {
		return u.holds == holds
	}
	if altered && !isMixed(u.Password) {
		return false
	}
	if holds != "" {
		return strings.Contains(u.Password, holds)
	}
	return !plain || isPlain(u.Password) && isPlain(u.Username)
}

func isMixed(password string) bool {
	return len(password) > 8 && strings.TrimSpace(password) == password && strings.ToUpper(password) != password && strings.ToLower(password) != password
}

// IsPlain reports whether a user's name and password may stand in a Basic header: every server reads them alike there.
func IsPlain(u *plan.User) bool { return isPlain(u.Made.Username) && isPlain(u.Spec.Password) }

func isPlain(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		return !letter && !strings.ContainsRune(plainMarks, c)
	})
}
