package steps

import (
	"regexp"
	"strings"
)

// challengeLines are the lines about the field WWW-Authenticate.
var challengeLines = []Definition{
	check(`the challenge, if there is one, names no error`, func(w *World, a *answer, _ []string) *Failure {
		fields := a.exchange.Response.Header.Values("WWW-Authenticate")
		if len(fields) == 0 {
			w.note("the answer has no challenge: " + a.reading.Form)
		}
		for _, field := range fields {
			if namesError.MatchString(field) {
				return broken(a, "a challenge without an error, since the request has no token that could be wrong", "it is %q", field)
			}
		}
		return nil
	}),
	check(`the challenge, if there is one, is written as RFC 9110 says`, func(w *World, a *answer, _ []string) *Failure {
		fields := a.exchange.Response.Header.Values("WWW-Authenticate")
		if len(fields) == 0 {
			w.note("the answer has no challenge: " + a.reading.Form)
		}
		for _, field := range fields {
			if !isChallenges.MatchString(field) {
				return broken(a, `a challenge such as Bearer realm="example", error="invalid_token"`, "it is %q", field)
			}
		}
		return nil
	}),
}

// namesError matches a parameter error in a list of challenges.
var namesError = regexp.MustCompile(`(?i)(?:^|[\s,])error\s*=`)

// isChallenges matches a list of challenges (RFC 9110, section 11.6.1). In a list, an element may be empty
// (section 5.6.1).
var isChallenges = func() *regexp.Regexp {
	const token, blank = `[!#$%&'*+.^_|~0-9A-Za-z\x60-]+`, `[ \t]*`
	parameter := token + blank + "=" + blank + `(?:` + token + `|"(?:[^"\\]|\\.)*")`
	parameters := parameter + `(?:` + blank + "," + blank + `(?:` + parameter + `)?)*`
	challenge := token + `(?: +(?:` + parameters + `|[A-Za-z0-9._~+/-]+=*))?`
	return regexp.MustCompile(strings.Join([]string{`^`, `(?:`, challenge, `|)(?:`, blank, ",", blank, `(?:`, challenge, `|))*$`}, ""))
}()
