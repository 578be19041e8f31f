package steps

import (
	"context"
	"fmt"
	"reflect"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/phrase"
)

// control sends the accepted twin of the last request: the same request with one thing corrected,
// by the phrases of a line or by other parties. A code or token can be used only once, so the
// requests that gave it are sent again first. If the control is not accepted, the refusal proves
// nothing.
func (w *World) control(ctx context.Context, by phrase.Variation, parties *flow.Parties) error {
	probe, err := w.latest()
	if err != nil {
		return err
	}
	r, err := vary(probe.request, by)
	if err != nil {
		return err
	}
	c := r.Common()
	repeatable := !c.Renew && (parties != nil || !reflect.DeepEqual(r, probe.request)) // what differs is in the request
	if parties != nil {
		c.Parties = *parties
	}
	if c.From != nil {
		if c.From, err = w.again(ctx, c.From, c.Parties); err != nil {
			return err
		}
	}
	a, err := w.sendEitherWay(ctx, asControl, r)
	if err != nil {
		return err
	}
	if a.reading.Outcome != flow.Accepted {
		return undecided(a, "the control of the refusal to be accepted", "it was %s: %s", a.reading.Outcome, a.reading.Form)
	}
	if r.Kind() == flow.Introspection && a.reading.Body["active"] != true {
		return undecided(a, "the control of the refusal to report an active token", "active is %s", shape(a.reading.Body["active"]))
	}
	for _, refused := range w.refusals.settle(probe) {
		if err := w.findHiddenCode(ctx, refused, a); err != nil {
			return err
		}
		if err := w.refuseEitherWay(ctx, refused, r, a, repeatable); err != nil {
			return err
		}
	}
	w.last = a
	return nil
}

// reportsInactive reports whether an introspection says that the token is not active, which is how it
// refuses to tell of a token.
func reportsInactive(a *answer) bool {
	return a.request.Kind() == flow.Introspection && a.reading.Outcome == flow.Accepted && a.reading.Body["active"] == false
}

// refuseEitherWay sends a refused request again with the secret in the place where alone the control was
// accepted: a server that does not look for a secret elsewhere refuses there whatever is wrong. A token
// request is sent again only if it is repeatable: if a change has put it right since, or its code was
// old, its twin would be accepted.
func (w *World) refuseEitherWay(ctx context.Context, probe *answer, asked flow.Request, control *answer, repeatable bool) error {
	auth, was := probe.request.ClientAuth(), asked.ClientAuth()
	if auth == nil || was == nil || control.request.ClientAuth().Placement == was.Placement {
		return nil
	}
	if _, ok := auth.Moved(); !ok || auth.Placement != was.Placement {
		return nil
	}
	repeatable = repeatable && probe.request.Common().Basic == (flow.BasicForm{}) // in the body nothing would be spoilt
	send := w.sendOnce
	if k := probe.request.Kind(); k == flow.Token || k == flow.Refresh {
		if send = w.sendRenewed; !repeatable {
			return undecided(control, "the control to be accepted with the secret in the place of the refused request", "only the other place is read")
		}
	}
	a, err := send(ctx, "", moved(probe.request))
	if err != nil {
		return err
	}
	if a.reading.Outcome != flow.Refused && !reportsInactive(a) {
		return wrongOutcome(a, fmt.Sprintf("the %s to be refused with the secret in the other place too, where alone the app's own is accepted", a.request.Kind()))
	}
	return nil
}

// unchanged is the variation of a request that is sent again without a change.
var unchanged = phrase.List{}

// again sends a request that gave a code or tokens, and those before it, once
// more for the given parties.
func (w *World) again(ctx context.Context, r flow.Request, parties flow.Parties) (flow.Request, error) {
	r = r.Clone()
	c := r.Common()
	c.Parties = parties
	if c.From != nil {
		from, err := w.again(ctx, c.From, parties)
		if err != nil {
			return nil, err
		}
		c.From = from
	}
	return r, w.mustHold(ctx, r, "what the control uses")
}

// findHiddenCode checks that a refused authorization request gave no code under another name: it
// tries values that look like the control's code at the token endpoint.
func (w *World) findHiddenCode(ctx context.Context, probe, control *answer) error {
	asked, ok := probe.request.(*flow.AuthorizationRequest)
	if !ok || control.reading.Code == "" {
		return nil
	}
	for _, code := range flow.HiddenCodes(probe.exchange.Response, probe.exchange.Request, control.reading.Code) {
		r := flow.NewToken(asked, true)
		r.Params.Set("code", flow.Template(code))
		a, err := w.send(ctx, r)
		if err != nil {
			return err
		}
		if a.reading.Outcome == flow.Accepted {
			return broken(probe, "a refusal with no code anywhere in the answer",
				"the answer contains a value that the token endpoint accepts as a code")
		}
	}
	return nil
}

// sendFromTwin sends the last request again for the parties of a twin.
func (w *World) sendFromTwin(ctx context.Context, twin flow.TwinParties) error {
	before, err := w.latest()
	if err != nil {
		return err
	}
	r := before.request.Clone()
	r.Common().Parties = twin.Parties
	_, err = w.send(ctx, r)
	return err
}
