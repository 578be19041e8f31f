package steps

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/faults"
	"github.com/codecred/codecred/fixtures/refserver/message"
	"github.com/codecred/codecred/fixtures/refserver/rules"
	"github.com/codecred/codecred/reports"
)

const manyLogins = "40 such logins give codes, access tokens and refresh tokens of at least 128 bits"

// passwordless are the lines of a scenario of passwordless logins.
func passwordless(last string) []string {
	return []string{
		"a private client", `the org has "Allow passwordless login on the site's headless settings" on`,
		`the org has "Require authentication to access this API (passwordless login)" off`, "the app starts a passwordless login", last,
	}
}

var (
	manyIdentifiers = passwordless("24 such logins give identifiers of at least 128 bits")
	manyPasswords   = passwordless("24 such logins give one-time passwords of at least a million possible ones")
	manyTokens      = []string{"a private client", scopes, asks, manyLogins}
)

func TestValuesThatNobodyCanGuess(t *testing.T) {
	on := newFixture(t, refserver.Options{})
	for name, c := range map[string]struct {
		lines []string
		notes []string
	}{
		"codes and tokens":   {manyTokens, []string{"codes: 40 seen, of 60 characters", "access tokens: 40 seen", "refresh tokens: 40 seen"}},
		"no refresh tokens":  {[]string{"a private client", `the app has "Selected OAuth Scopes" set to "api"`, asks, manyLogins}, []string{"codes", "refresh tokens: none were given", "access tokens"}},
		"identifiers":        {manyIdentifiers, []string{"identifiers: 24 seen"}},
		"one-time passwords": {manyPasswords, []string{"one-time passwords: 24 seen, of 6 characters, 6 positions vary with 10 different characters: at most 19.9 bits"}},
	} {
		t.Run(name, func(t *testing.T) {
			world, err := on.run(t, c.lines...)
			require.NoError(t, err)
			require.Len(t, world.Observed, len(c.notes))
			for _, note := range c.notes {
				assert.Condition(t, func() bool { return containsPart(world.Observed, note) }, "%q in %q", note, world.Observed)
			}
		})
	}
}

func TestValuesThatCanBeGuessed(t *testing.T) {
	for fault, c := range map[string]struct {
		lines []string
		says  string
	}{
		"codes-are-a-counter":              {manyTokens, "expected codes that hold at least 128 bits; codes: 40 seen, of 60 characters"},
		"codes-are-uuids":                  {manyTokens, "codes: 40 seen, of 36 characters, 31 positions vary with 16 different characters: at most 122."},
		"codes-come-from-a-pool":           {manyTokens, "some came again"},
		"access-tokens-are-a-counter":      {manyTokens, "expected access tokens that hold at least 128 bits"},
		"refresh-tokens-are-the-code":      {manyTokens, "parts stand in a value that was given before"},
		"identifiers-are-a-counter":        {manyIdentifiers, "expected identifiers that hold at least 128 bits"},
		"one-time-passwords-are-a-counter": {manyPasswords, "expected one-time passwords that hold at least 19.93 bits"},
	} {
		t.Run(fault, func(t *testing.T) {
			_, err := newFixture(t, refserver.Options{Alterations: faults.With(fault)}).run(t, c.lines...)
			var failure *Failure
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, reports.Failed, failure.Verdict)
			assert.Contains(t, err.Error(), c.says)
			assert.NotNil(t, failure.Exchange)
		})
	}
}

func TestOtherFormsOfValuesAreQuiet(t *testing.T) {
	for _, variant := range []string{"values-in-hex", "values-in-base32", "values-with-the-time-first", "values-with-a-prefix-and-a-counter", "values-are-signed"} {
		t.Run(variant, func(t *testing.T) {
			v, err := faults.FindVariant(variant)
			require.NoError(t, err)
			_, err = newFixture(t, refserver.Options{Alterations: v.Alterations()}).run(t, manyTokens...)
			require.NoError(t, err)
		})
	}
}

// limitedTo makes a server that refuses logins after so many.
func limitedTo(logins int64) refserver.Alteration {
	var number atomic.Int64
	return func(d *refserver.Design) {
		d.Layers = append(d.Layers, func(r *rules.Request, next refserver.Answerer) message.Response {
			if r.Endpoint.Path == rules.AuthorizePath && number.Add(1) > logins {
				return message.JSON(http.StatusForbidden, rules.OAuthError{Error: "access_denied", Description: "too many logins"})
			}
			return next(r)
		})
	}
}

// sameToken gives one access token again and again.
func sameToken(d *refserver.Design) {
	d.Layers = append(d.Layers, func(r *rules.Request, next refserver.Answerer) message.Response {
		out := next(r)
		if r.Endpoint.Path == rules.TokenPath {
			out.EditObject(func(o map[string]any) { o["access_token"] = "00D-the-same-token-for-everybody" })
		}
		return out
	})
}

func TestFewValuesAreNotJudged(t *testing.T) {
	for name, c := range map[string]struct {
		alterations []refserver.Alteration
		verdict     reports.Verdict
		says        string
	}{
		"few logins":                        {[]refserver.Alteration{limitedTo(11)}, reports.Inconclusive, "codes: 10 seen"},
		"no login":                          {[]refserver.Alteration{limitedTo(0)}, reports.Inconclusive, "codes: 0 seen"},
		"enough logins":                     {[]refserver.Alteration{limitedTo(25)}, "", ""},
		"one access token":                  {[]refserver.Alteration{sameToken}, reports.Inconclusive, "access tokens: 40 seen"},
		"one access token, and few codes":   {append(faults.With("codes-are-a-counter"), sameToken), reports.Failed, "codes: 40 seen"},
		"one access token, and weak others": {append(faults.With("refresh-tokens-are-the-code"), sameToken), reports.Failed, "refresh tokens: 40 seen"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newFixture(t, refserver.Options{Alterations: c.alterations}).run(t, manyTokens...)
			if c.verdict == "" {
				require.NoError(t, err)
				return
			}
			var failure *Failure
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, c.verdict, failure.Verdict, "%v", err)
			assert.Contains(t, err.Error(), c.says)
		})
	}
}

func TestALineOfTooFewValuesIsAMistake(t *testing.T) {
	for _, text := range []string{
		"23 such logins give codes, access tokens and refresh tokens of at least 128 bits", "1001 such logins give identifiers of at least 128 bits",
	} {
		_, err := Find(text)
		require.Error(t, err)
		assert.Contains(t, err.Error(), "an estimate needs 24 to 1000")
	}
}

// containsPart reports whether a text has the part.
func containsPart(texts []string, part string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) })
}
