package steps

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/settings"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/chance"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
)

// What RFC 6749, section 10.10, demands and recommends of values that no person handles, in bits.
const (
	demandedBits    = 128
	recommendedBits = 160
)

// possiblePasswords is how many values a one-time password of six digits can have.
const possiblePasswords = 1_000_000

// chanceLines are the lines about how many values there could be. They send the request before them again
// and again, until there are as many values as the judgement needs. So the judgement is the same in every part
// of a run, and needs nothing that an interrupted run has forgotten.
var chanceLines = []Definition{
	bound(`(\d+) such logins give codes, access tokens and refresh tokens of at least 128 bits`, func(args []string) (Action, error) {
		times, err := manyEnough(args[0])
		return Action{
			Requests: 2 * times,
			Run:      func(ctx context.Context, w *World) error { return w.judgeTokens(ctx, times) },
		}, err
	}),
	bound(`(\d+) such logins give identifiers of at least 128 bits`, func(args []string) (Action, error) {
		return begunLogins(args[0], func(w *World, identifiers, _ []string) error {
			return w.judgeChance("identifiers", chance.Repeating(identifiers), demandedBits)
		})
	}),
	preparing(bound(`the administrator creates (\d+) apps and deletes them`, func(args []string) (Action, error) {
		times, err := manyEnough(args[0])
		return Action{
			Effect: need.MoreApps,
			Plan:   func(n *need.Need) error { n.Apps[flow.TheApp].Own = true; return nil },
			Run:    func(ctx context.Context, w *World) error { return w.createApps(ctx, times) },
		}, err
	})),
	plain(`the consumer secrets of these apps hold at least 128 bits`, Action{Run: func(_ context.Context, w *World) error {
		if len(w.created) == 0 || w.last == nil {
			return errored("no apps were created before, so there is no consumer secret to judge")
		}
		return w.judgeChance("consumer secrets", chance.Repeating(w.created), demandedBits)
	}}),
	bound(`(\d+) such logins give one-time passwords of at least a million possible ones`, func(args []string) (Action, error) {
		return begunLogins(args[0], func(w *World, _, passwords []string) error {
			return w.judgeChance("one-time passwords", chance.Repeating(passwords), math.Log2(possiblePasswords))
		})
	}),
}

// createApps has apps like the app of the scenario created, keeps their consumer secrets, and deletes them.
func (w *World) createApps(ctx context.Context, times int) error {
	like := w.Env.Apps[flow.TheApp]
	org, specs := w.Env.Orgs[like.Org].ID, make([]provisioning.AppSpec, times)
	for i := range specs {
		specs[i] = provisioning.AppSpec{Name: fmt.Sprintf("%s-%d", like.Name, i+1), Settings: settings.Values{
			settings.CallbackURLs: like.Settings.Effective(settings.CallbackURLs), settings.AppScopes: like.Settings.Effective(settings.AppScopes),
		}}
	}
	made, err := w.Env.Admin.CreateApps(ctx, org, specs)
	if err != nil {
		return errored("%d apps could not be created: %v", times, err)
	}
	for _, app := range made {
		w.Secrets.Register(string(flow.ClientSecret), app.ClientSecret)
		w.created = append(w.created, app.ClientSecret)
	}
	for _, app := range made {
		if err := w.Env.Admin.DeleteApp(ctx, org, app.ID); err != nil {
			return errored("the app %s, which was created for its consumer secret, could not be deleted: %v", app.Name, err)
		}
	}
	return nil
}

// manyEnough reads how many values a line gets.
func manyEnough(text string) (int, error) {
	times, err := strconv.Atoi(text)
	if err == nil && (times < chance.Enough || times > 1000) {
		err = fmt.Errorf("%d values are too few or too many: an estimate needs %d to 1000", times, chance.Enough)
	}
	return times, err
}

// judgeTokens logs in again and again, and judges the codes and tokens. The server may stop: what it
// gave until then is enough, or the line decides nothing.
func (w *World) judgeTokens(ctx context.Context, times int) error {
	like, err := w.latestOf(flow.Authorization)
	if err != nil {
		return err
	}
	var codes []string
	var access, refresh tokens
	for range times {
		a, err := w.send(ctx, like.request.Clone())
		if err != nil {
			return err
		}
		if a.reading.Outcome != flow.Accepted {
			break
		}
		codes = append(codes, a.reading.Code)
		behind := a.reading.Code
		if a, err = w.send(ctx, w.usualTokenRequest()); err != nil {
			return err
		}
		access.add(a.reading.Tokens.Access, behind)
		refresh.add(a.reading.Tokens.Refresh, behind)
	}
	results := []error{
		w.judgeChance("codes", chance.Repeating(codes), demandedBits),
		// A server may give the same token for several logins.
		w.judgeChance("access tokens", chance.Of(access.values, access.codes), demandedBits),
	}
	if len(refresh.values) == 0 {
		w.note("refresh tokens: none were given")
	} else {
		results = append(results, w.judgeChance("refresh tokens", chance.Of(refresh.values, refresh.codes), demandedBits))
	}
	return gravest(results)
}

// tokens are the tokens of a kind, each with the code for which it was given.
type tokens struct{ values, codes []string }

// add adds a token, unless it is empty.
func (t *tokens) add(value, code string) {
	if value != "" {
		t.values, t.codes = append(t.values, value), append(t.codes, code)
	}
}

// gravest returns the first result that says what is wrong, or the first that decides nothing.
func gravest(results []error) error {
	var first error
	for _, err := range results {
		failure, ok := errors.AsType[*Failure](err)
		if ok && failure.Verdict == reports.Failed {
			return err
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// begunLogins makes a line that starts passwordless logins.
func begunLogins(text string, judge func(w *World, identifiers, passwords []string) error) (Action, error) {
	times, err := manyEnough(text)
	return Action{
		Requests: times, Sends: flow.PasswordlessLogin, Effect: need.Messages,
		Plan: func(n *need.Need) error { n.GoThrough(flow.PasswordlessLogin); return nil },
		Run: func(ctx context.Context, w *World) error {
			like, err := w.latestOf(flow.PasswordlessLogin)
			if err != nil {
				return err
			}
			var identifiers, passwords []string
			for range times {
				a, err := w.send(ctx, like.request.Clone())
				if err != nil {
					return err
				}
				if a.reading.Outcome != flow.Accepted {
					break
				}
				identifiers = append(identifiers, a.reading.Identifier)
				if password := w.latestValue(flow.OneTimePassword); password != "" {
					passwords = append(passwords, password)
				}
			}
			return judge(w, identifiers, passwords)
		},
	}, err
}

// judgeChance fails if values of a kind hold less than they must, and notes what was seen otherwise.
func (w *World) judgeChance(kind string, e chance.Estimate, least float64) error {
	text := kind + ": " + e.String()
	if !e.Decided() {
		return undecided(w.last, fmt.Sprintf("%d %s that differ, which an estimate needs", chance.Enough, kind), "%s", text)
	}
	// The bound is exact for values in which each position is independent, so sums of logarithms must not
	// decide by their last digits.
	const exact = 1e-6
	if e.Bits < least-exact {
		return broken(w.last, fmt.Sprintf("%s that hold at least %.4g bits", kind, least), "%s", text)
	}
	if least == demandedBits && e.Bits < recommendedBits-exact {
		text += fmt.Sprintf("; RFC 6749, section 10.10, recommends %d", recommendedBits)
	}
	w.note(text)
	return nil
}
