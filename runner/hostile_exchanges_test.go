package runner

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/reports"
)

// by selects the requests that a scenario sends to a path.
func by(scenario, path string) func(*http.Request) bool {
	return func(head *http.Request) bool {
		return strings.HasSuffix(head.URL.Path, path) && strings.HasSuffix(head.UserAgent(), scenario+")")
	}
}

// everyone selects the requests of every scenario to a path.
func everyone(path string) func(*http.Request) bool {
	return func(head *http.Request) bool { return strings.HasSuffix(head.URL.Path, path) }
}

// want is the verdicts of scenarios. Those that it does not name must pass.
type want map[string]reports.Verdict

// String names the scenarios by the first word that tells them apart.
func (w want) String() string {
	names := map[string]string{victim: "victim", bystander: "bystander", withControl: "with a control", withChange: "with a change"}
	var parts []string
	verdicts := map[reports.Verdict]bool{}
	for _, id := range slices.Sorted(maps.Keys(w)) {
		parts = append(parts, names[id]+" "+string(w[id]))
		verdicts[w[id]] = true
	}
	switch {
	case len(w) == 0:
		return "none"
	case len(w) == len(names) && len(verdicts) == 1:
		return "all " + string(w[victim])
	default:
		return strings.Join(parts, ", ")
	}
}

// all is the same verdict for every scenario, except some.
func all(verdict reports.Verdict, but want) want {
	out := want{victim: verdict, bystander: verdict, withControl: verdict, withChange: verdict}
	maps.Copy(out, but)
	return out
}

// exchanges misbehave to the victim as the table of behaviours says. A whole answer is an answer:
// if it is not what the target must answer, the target has failed.
func exchanges() []misdeed {
	var out []misdeed
	seen := map[string]bool{}
	for _, b := range hostile.Behaviours() {
		m := misdeed{name: b.Name, to: by(victim, "/authorize"), do: hostile.Misbehave(b.Do), huge: b.Huge, hangs: b.Slow()}
		switch {
		case b.Kind != "":
			m.want, m.says = want{victim: reports.Errored}, ": "+b.Kind+": "
		case b.Status == http.StatusTooManyRequests, b.Status == http.StatusServiceUnavailable:
			m.want, m.says = want{victim: reports.Errored}, "did not deal with the authorization request"
		default:
			m.want, m.says = want{victim: reports.Failed}, "expected the authorization request to be accepted"
		}
		out = append(out, m)
		if m.to = by(victim, "/token"); b.Kind != "" && !seen[b.Kind] {
			seen[b.Kind] = true
			m.name += " (token)"
			out = append(out, m)
		}
	}
	return out
}
