package play

import (
	"fmt"
	"slices"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/reports"
)

// Detail says how much detail results have. Every detail must be redacted, which takes time.
type Detail int

const (
	// Everything means verdicts, reasons, steps and exchanges.
	Everything Detail = iota
	// Reasons means verdicts and reasons.
	Reasons
	// Verdicts means only verdicts.
	Verdicts
)

// Judge turns what a scenario recorded into its result. It passes only when
// each of its lines ran and passed, something was sent, and every refusal has
// its accepted control.
func (p *Performance) Judge(profile features.Profile, wanted Detail) reports.Scenario {
	out := p.Scenario.NewResult(profile)
	out.Started, out.DurationMS = p.started, float64(p.finished.Sub(p.started).Microseconds())/1000
	out.Verdict, out.Reason = p.verdict(out.Level)
	switch {
	case wanted == Verdicts:
		out.Reason = ""
	case out.Reason != "":
		out.Reason = p.redact(out.Reason)
	}
	if wanted == Everything {
		p.tell(&out, profile)
	}
	return out
}

// tell adds the reason and the details of the verdict.
func (p *Performance) tell(out *reports.Scenario, profile features.Profile) {
	out.Steps = p.allSteps()
	if p.World != nil {
		out.Exchanges = p.World.Session.Transcript()
		for _, thing := range p.World.Observed {
			out.Observed = append(out.Observed, p.redact(thing))
		}
	}
	if p.failure != nil && p.failure.Verdict != reports.NotApplicable {
		out.Failure = p.describeFailure(out.Exchanges, profile)
	}
}

func (p *Performance) verdict(level reports.Level) (reports.Verdict, string) {
	switch {
	case p.notRun != "":
		return reports.NotRun, p.notRun
	case p.failure != nil:
		return lower(p.failure.Verdict, level), p.failure.Error()
	case len(p.steps) != len(p.Scenario.Steps):
		return reports.Errored, fmt.Sprintf("the harness ran %d of %d lines", len(p.steps), len(p.Scenario.Steps))
	case len(p.World.Uncontrolled()) > 0:
		return reports.Inconclusive, fmt.Sprintf("the refusal of the %s has no accepted control, so it proves nothing", p.World.Uncontrolled()[0])
	case len(p.World.Exchanges) == 0:
		return reports.Inconclusive, "nothing was sent, so nothing was checked"
	default:
		return reports.Passed, ""
	}
}

// lower adapts a verdict to the level: only a MUST that is not met fails.
func lower(v reports.Verdict, level reports.Level) reports.Verdict {
	if v == reports.Failed && level != reports.Must {
		return reports.Warned
	}
	return v
}

// allSteps adds the lines that were not reached.
func (p *Performance) allSteps() []reports.Step {
	all := slices.Clone(p.steps)
	for _, text := range p.Scenario.Steps[min(len(all), len(p.Scenario.Steps)):] {
		all = append(all, reports.Step{Text: text, Status: reports.StepSkipped})
	}
	return all
}

// describeFailure returns what a vendor needs to find and repair a defect.
func (p *Performance) describeFailure(sent []reports.Exchange, profile features.Profile) *reports.Failure {
	out := &reports.Failure{
		Step: p.step, Expected: p.redact(p.failure.Expected), Observed: p.redact(p.failure.Observed), Answer: p.redact(p.failure.Answer),
	}
	if len(sent) > 0 { // then there is a world
		if i := slices.Index(p.World.Exchanges, p.failure.Exchange); i >= 0 && i < len(sent) {
			out.Sent, out.Received = reports.Excerpt(sent[i].Sent()), reports.Excerpt(sent[i].Received())
		}
	}
	for _, r := range p.Scenario.Requirements {
		if r.In(profile) {
			out.Statement, out.Source = r.Text, r.Source
			break
		}
	}
	return out
}

func (p *Performance) redact(text string) string {
	if p.World == nil {
		return text
	}
	return p.World.Secrets.Redact(text)
}
