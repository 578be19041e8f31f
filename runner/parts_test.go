package runner

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/rules"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/suite"
)

// asksFor tells by a request whether it has to do with a part of a server.
var asksFor = map[string]func(path, text string) bool{
	provisioning.Revoke:     endsIn("/revoke"),
	provisioning.Introspect: endsIn("/introspect"),
	provisioning.UserInfo:   endsIn("/userinfo"),
	provisioning.Echo:       endsIn("/echo"),
	provisioning.Discovery: func(path, _ string) bool {
		return strings.HasSuffix(path, "/openid-configuration") || strings.HasSuffix(path, "/id/keys")
	},
	provisioning.OpenID: func(_, text string) bool { return strings.Contains(text, "openid") },
}

func endsIn(suffix string) func(path, text string) bool {
	return func(path, _ string) bool { return strings.HasSuffix(path, suffix) }
}

// lacking is a front before a server that answers 404 where a request has to do with some parts.
type lacking struct {
	next  http.Handler
	parts []string
	asked atomic.Int64 // how many such requests came
}

func (l *lacking) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	text := r.URL.RawQuery + " " + string(body)
	for _, part := range l.parts {
		if asksFor[part](r.URL.Path, text) {
			l.asked.Add(1)
			http.NotFound(w, r)
			return
		}
	}
	l.next.ServeHTTP(w, r)
}

// TestAServerWithoutSomePartsIsNotAskedForThem plays the suite on servers without a part, and on one without any of
// them. What the target file names is not asked for, nothing fails for it, and the rest is played.
func TestAServerWithoutSomePartsIsNotAskedForThem(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays the suite again and again")
	}
	lists := [][]string{provisioning.Parts()}
	for _, part := range provisioning.Parts() {
		lists = append(lists, []string{part})
	}
	for _, parts := range lists {
		for _, profile := range []features.Profile{features.Salesforce, features.Strict} {
			t.Run(strings.Join(parts, ",")+" "+string(profile), func(t *testing.T) {
				results, asked := playedWithout(t, parts, suite.Selection{Profile: profile}, "not_supported: ["+strings.Join(parts, ", ")+"]\n")
				assert.Equal(t, reports.Conformant, results.Verdict, "%s", results.Reason)
				assert.Zero(t, asked, "requests to what the target file says the server does without")
				for _, s := range results.Scenarios {
					assert.Contains(t, []reports.Verdict{reports.Passed, reports.NotApplicable}, s.Verdict, "%s %s: %s", s.ID, s.Name, s.Reason)
				}
				assert.Greater(t, results.Run.Counts[reports.Passed], len(results.Scenarios)*3/5, "most of the suite needs none of them")
			})
		}
	}
}

// TestAServerThatLacksAPartAndDoesNotSayIsAskedForIt is the control: the fronts above do show a request.
func TestAServerThatLacksAPartAndDoesNotSayIsAskedForIt(t *testing.T) {
	some := selection("@CC-REVOKE-01 or @CC-INTRO-01 or @CC-INTRO-04 or @CC-USERINFO-02 or @CC-RESP-09 or @CC-IDT-01 or @CC-IDT-02 or @CC-IDT-03 or @CC-TOKEN-32")
	for _, part := range provisioning.Parts() {
		results, asked := playedWithout(t, []string{part}, some, "")
		assert.Positive(t, asked, part)
		assert.NotEqual(t, reports.Conformant, results.Verdict, part)
	}
}

// playedWithout plays the suite on a server that lacks some parts, and counts the requests to them.
func playedWithout(t *testing.T, parts []string, selection suite.Selection, more string) (*reports.Results, int64) {
	t.Helper()
	front := &lacking{parts: parts}
	file := behind(t, refserver.ServeOptions{Server: refserver.Options{Profile: rules.Profile(selection.Profile)}},
		"limits: {failed_logins_per_user: 100, parallel: 16, requests_per_second: 10000}\n"+more,
		func(next http.Handler) http.Handler { front.next = next; return front })
	results, err := Run(t.Context(), Options{Selection: selection, Target: connect.Options{Name: file}, Version: "test"})
	require.NoError(t, err)
	return results, front.asked.Load()
}
