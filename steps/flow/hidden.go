package flow

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/steps/wire"
)

// opaque is a run of characters that a code may be made of; equals signs only end one.
var opaque = regexp.MustCompile(`[A-Za-z0-9._~+/!-]{14,}={0,2}`)

// maxHiddenCodes bounds how many values of one answer may be a hidden code.
const maxHiddenCodes = 3

// HiddenCodes returns the values of a refused answer that may be a code under another name, at most
// three. A value counts if it is exactly as long as a code of the same server, wherever it is and
// whatever it is called. Values that the request held do not count.
func HiddenCodes(resp *wire.Response, sent wire.Request, code string) []string {
	request := textSent(sent)
	var found []string
	for _, text := range texts(resp) {
		for _, run := range opaque.FindAllString(text, -1) {
			if len(run) == len(code) && !strings.Contains(request, run) && !slices.Contains(found, run) {
				found = append(found, run)
			}
		}
	}
	return found[:min(len(found), maxHiddenCodes)]
}

// texts returns all text of an answer, its body and its header fields, each as it
// is and as a form decoder reads it.
func texts(resp *wire.Response) []string {
	all := []string{string(resp.Body)}
	for _, values := range resp.Header {
		all = append(all, values...)
	}
	slices.Sort(all)
	for _, text := range all {
		if decoded, err := url.QueryUnescape(text); err == nil {
			all = append(all, decoded)
		}
	}
	return all
}

// PlacesOf names the places of an answer that hold a secret in any encoding, also within Basic
// credentials of an Authorization header: "body", "header Location". An empty secret is nowhere.
func PlacesOf(resp *wire.Response, secret string) []string {
	known := redact.New(nil)
	known.Register("secret", secret)
	var found []string
	note := func(place, text string) {
		if known.RedactValues(text) != text {
			found = append(found, place)
		}
	}
	note("body", string(resp.Body))
	for name, values := range resp.Header {
		note("header "+name, strings.Join(values, "\n"))
	}
	slices.Sort(found)
	return found
}
