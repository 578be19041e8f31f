package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/codecred/codecred/runner/forecast"
	"github.com/codecred/codecred/runner/static"
)

// maxReasons keeps a forecast on one screen.
const maxReasons = 12

// showForecast writes what a run would be on one screen and, for a static
// target, what to prepare below it.
func showForecast(f *forecast.Forecast, s streams) {
	row := func(name, format string, args ...any) {
		fmt.Fprintf(s.out, "%-15s %s\n", name, fmt.Sprintf(format, args...))
	}
	t := f.Target
	row("target", "%s (%s)%s, orgs: %s", t.Name, t.Kind, implementation(t.Implementation, t.Version), t.Orgs)
	if len(t.NotSupported) > 0 {
		row("not supported", "%s", strings.Join(t.NotSupported, "; "))
	}
	showEndpoints(f, row)
	row("would run", "%d of %d scenarios", f.Runs, f.Selected)
	for i, group := range f.Excluded {
		if i == maxReasons {
			row("would not run", "and %d more for %d other reasons", rest(f.Excluded[i:]), len(f.Excluded)-i)
			break
		}
		row("would not run", "%d: %s", group.Scenarios, group.Reason)
	}
	row("requests", "at most %d", f.Requests)
	row("failed logins", "at most %d in all, %d for one user (the limit is %d)", f.FailedLogins, f.FailedLoginsPerUser, f.Limit)
	row("org changes", "at most %d", f.OrgChanges)
	if f.Suggestion != nil {
		row("would make", "nothing: the target is taken as it stands")
		showWish(f.Suggestion, s.out)
		return
	}
	row("would make", "%d orgs, %d apps, %d users, and remove them", f.Orgs, f.Apps, f.Users)
}

func implementation(name, version string) string {
	if name == "" {
		return ""
	}
	return strings.TrimRight(", "+name+" "+version, " ")
}

func showEndpoints(f *forecast.Forecast, row func(name, format string, args ...any)) {
	var there []string
	for _, e := range f.Endpoints {
		switch {
		case e.Fault != "":
			row("no answer", "%s", e.Fault)
		case e.Missing():
			row("no endpoint", "%s answers %d to a %s", e.Path, e.Status, e.Kind)
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

func rest(groups []forecast.Exclusion) int {
	n := 0
	for _, group := range groups {
		n += group.Scenarios
	}
	return n
}

// showWish writes what to prepare as a target file has it.
func showWish(w *static.Suggestion, out io.Writer) {
	if w.Text == "" {
		fmt.Fprintf(out, "%-15s nothing: all that changes nothing can run\n", "to prepare")
		return
	}
	fmt.Fprintf(out, "%-15s %d orgs, %d apps, %d users; then %d more scenarios could run. The list below is made greedily:\n"+
		"%-15s it is short, not proven to be the shortest. Add it to the target file, prepare it, set the variables.\n\n%s",
		"to prepare", w.Orgs, w.Apps, w.Users, w.Scenarios, "", w.Text)
}
