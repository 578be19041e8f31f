package steps

import (
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
)

// sameRequest is what a line sends that sends again what was sent before.
const sameRequest kind = "same request"

// concernsOf says what requests of a kind have to do with, where that is not
// codes and tokens.
var concernsOf = map[kind][]settings.Concern{
	registration:      {settings.Registration},
	passwordlessLogin: {settings.PasswordlessLogin},
	forgotPassword:    {settings.ForgotPassword},
	passwordReset:     {settings.ForgotPassword, settings.NewPasswords},
	preflight:         {settings.ForeignPages},
	sameRequest:       {},
}

func (k kind) concerns() []settings.Concern {
	if known, ok := concernsOf[k]; ok {
		return known
	}
	return []settings.Concern{settings.Codes}
}

const originHeader = "Origin"

// concerns are what a request has to do with.
func (r *request) concerns() []settings.Concern {
	isOrigin := func(h reports.Field) bool { return strings.EqualFold(h.Name, originHeader) }
	if slices.ContainsFunc(r.headers, isOrigin) {
		return append(slices.Clone(r.kind.concerns()), settings.ForeignPages)
	}
	return r.kind.concerns()
}

// Touches are the concerns of the requests that a scenario sends.
type Touches map[settings.Concern]bool

func (t Touches) add(concerns ...settings.Concern) {
	for _, c := range concerns {
		t[c] = true
	}
}

// DependsOn reports whether a setting may have a bearing on the scenario: its
// lines name it, or its effect reaches a request that they send.
func (n *Need) DependsOn(s settings.Setting) bool {
	return n.Named[s.Key] || len(s.Concerns) == 0 || slices.ContainsFunc(s.Concerns, func(c settings.Concern) bool { return n.Touches[c] })
}

// foreseen holds a request against what the scenario was planned for. An org that
// scenarios share may have any value of a setting on which they were not found to
// depend, so that the answer to another request would say nothing.
func (w *World) foreseen(r *request) error {
	for _, c := range r.concerns() {
		if !w.Stage.Touches[c] {
			return errored("the plan of the scenario does not know that it sends a %s that has to do with %s", r.kind, c)
		}
	}
	return nil
}
