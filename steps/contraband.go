package steps

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/codecred/codecred/steps/wire"
)

// opaque is a run of characters that a code may be made of; equals signs only end one.
var opaque = regexp.MustCompile(`[A-Za-z0-9._~+/!-]{14,}={0,2}`)

// mostSuspects bounds how many suspects of one answer are tried.
const mostSuspects = 3

// suspects are the values of a refused answer that look like the code that the
// control was given: just as long, wherever they stand and whatever they are
// called. What the request itself held is none.
func suspects(resp *wire.Response, sent, code string) []string {
	var found []string
	for _, text := range everything(resp) {
		for _, run := range opaque.FindAllString(text, -1) {
			if len(run) == len(code) && !strings.Contains(sent, run) && !slices.Contains(found, run) {
				found = append(found, run)
			}
		}
	}
	return found[:min(len(found), mostSuspects)]
}

// everything is all text of an answer, as it is and as a form decoder reads it.
func everything(resp *wire.Response) []string {
	texts := []string{string(resp.Body)}
	for _, values := range resp.Header {
		texts = append(texts, values...)
	}
	slices.Sort(texts)
	for _, text := range texts {
		if decoded, err := url.QueryUnescape(text); err == nil && decoded != text {
			texts = append(texts, decoded)
		}
	}
	return texts
}

// searched makes sure that a refused authorization request gave no code under
// another name: what looks like one is tried at the token endpoint.
func (w *World) searched(ctx context.Context, probe, control *answer) error {
	if probe.request.kind != authorization || control.reading.code == "" {
		return nil
	}
	for _, suspect := range suspects(probe.exchange.Response, sentText(probe), control.reading.code) {
		r := newTokenRequest(probe.request, true)
		r.set("code", suspect)
		a, err := w.send(ctx, r)
		if err != nil {
			return err
		}
		if a.reading.outcome == accepted {
			return broken(probe, "a refusal with no code anywhere in the answer",
				"the answer holds a value that the token endpoint takes for a code")
		}
	}
	return nil
}

// sentText is all that a request held.
func sentText(a *answer) string {
	sent := a.exchange.Request
	parts := []string{sent.URL, sent.Query, string(sent.Body)}
	for _, f := range sent.Header {
		parts = append(parts, f.Value)
	}
	text := strings.Join(parts, "\n")
	if decoded, err := url.QueryUnescape(text); err == nil {
		text += "\n" + decoded
	}
	return text
}
