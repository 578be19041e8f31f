package terminal

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
)

// maxReasons keeps a forecast on one screen.
const maxReasons = 12

// WriteForecast writes a forecast on one screen and, if suggest is set, below it what to prepare on a
// static target. Text that a target sent is escaped.
func WriteForecast(w io.Writer, f *reports.Forecast, suggest bool) error {
	var out bytes.Buffer
	row := func(name, format string, args ...any) {
		fmt.Fprintf(&out, "%-15s %s\n", name, escape.Line(fmt.Sprintf(format, args...)))
	}
	t := f.Target
	row("target", "%s (%s)%s, orgs: %s", t.Name, t.Kind, implementation(t), t.Orgs)
	if len(t.NotSupported) > 0 {
		row("not supported", "%s", strings.Join(t.NotSupported, "; "))
	}
	for _, p := range f.Proxies {
		row("proxy", "%s is asked by %s", p.Server, p.By)
	}
	writeEndpoints(f, row)
	writeSettings(f.Settings, row)
	writeScenarios(f, row)
	row("requests", "at most %d", f.Requests)
	row("failed logins", "at most %d in all, %d for one user (the limit is %d)", f.FailedLogins, f.FailedLoginsPerUser, f.FailedLoginLimit)
	row("org changes", "at most %d", f.OrgChanges)
	if f.Suggestion != nil {
		row("would make", "nothing: the target is used as it is")
		writeSuggestion(&out, f.Suggestion, suggest)
	} else {
		row("would make", "%d orgs, %d apps, %d users, and remove them", f.Orgs, f.Apps, f.Users)
	}
	_, err := out.WriteTo(w)
	return err
}

func implementation(t reports.Target) string {
	if t.Implementation == "" {
		return ""
	}
	return strings.TrimRight(", "+t.Implementation+" "+t.Version, " ")
}

func writeEndpoints(f *reports.Forecast, row func(name, format string, args ...any)) {
	var there []string
	for _, e := range f.Endpoints {
		switch {
		case e.Error != "":
			row("no answer", "%s", e.Error)
		case e.Missing():
			without := ""
			if e.Part != "" {
				without = fmt.Sprintf("; if the server has none, add %s to not_supported in the target file", e.Part)
			}
			row("no endpoint", "%s answers %d to %s %s%s", e.Path, e.Status, article(e.Kind), e.Kind, without)
		default:
			there = append(there, e.Path)
		}
	}
	if len(there) > 0 {
		row("endpoints", "%s", strings.Join(there, " "))
	}
	switch {
	case f.MissingFlow != "":
		row("flow", "not spoken")
	case !f.Looked:
		row("flow", "not tried: nobody could log in yet")
	}
}

// writeSettings says how the server acts where the target file says something else, or nothing: a line for each difference, and
// for each org and app one with what can be written down.
func writeSettings(found []reports.FoundSetting, row func(name, format string, args ...any)) {
	unsaid, things := map[string][]string{}, []string{}
	for _, s := range found {
		of := fmt.Sprintf("the app %q", s.App)
		if s.App == "" {
			of = fmt.Sprintf("the org %q", s.Org)
		}
		if s.Says != "" {
			row("differs", "%s of %s is %s in the target file, and the server acts as if it were %s: %s", s.Key, of, s.Says, s.Acts, s.How)
			continue
		}
		if unsaid[of] == nil {
			things = append(things, of)
		}
		unsaid[of] = append(unsaid[of], s.Key+": "+s.Acts)
	}
	for _, of := range things {
		row("not said", "for %s the server acts as with {%s}; write into the target file what is set", of, strings.Join(unsaid[of], ", "))
	}
}

// writeScenarios says how many scenarios would run, and why the others would not.
func writeScenarios(f *reports.Forecast, row func(name, format string, args ...any)) {
	row("would run", "%d of %d scenarios", f.Runs, f.Selected)
	for i, group := range f.Excluded {
		if i == maxReasons {
			rest := 0
			for _, group := range f.Excluded[i:] {
				rest += group.Scenarios
			}
			row("would not run", "and %d more for %d other reasons", rest, len(f.Excluded)-i)
			return
		}
		row("would not run", "%d: %s", group.Scenarios, group.Reason)
	}
}

// article returns the article of a kind of request, as in "a userinfo request".
func article(kind string) string {
	if kind != "" && strings.ContainsRune("aei", rune(kind[0])) { // not u
		return "an"
	}
	return "a"
}
