package flow

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/codecred/codecred/steps/wire"
)

// granting are the names of values that let somebody log in.
var granting = []string{
	"code", "auth_code", "authcode", "authorization_code", "oauth_code",
	"token", "access_token", "refresh_token", "id_token", "oauth_token",
}

// inText finds a granting name with a value in a body that is not JSON: in a
// form, a link, a script or an input field.
var inText = regexp.MustCompile(`(?i)(?:^|[?&#;\s"'{,])(code|auth_?code|authorization_code|access_token|refresh_token|id_token)["']?\s*(?:[=:]|value=|"\s*value=)\s*["']?([A-Za-z0-9._~%+/=!-]{8,})`)

// errorWord matches a value that names an error and is no secret: words, or a number that few letters
// may precede, as in "E1001".
var errorWord = regexp.MustCompile(`^[A-Za-z]+(?:[_ -][A-Za-z]+)*$|^(?:[A-Za-z]{1,6}[_-]?)?[0-9]{1,6}$`)

// Leaks names the codes and tokens of an answer with the places in which they
// stand, as in "a code in the body": the Location's query and fragment, header
// fields, cookies, the body. It is empty where there are none.
func Leaks(resp *wire.Response) []string {
	var found []string
	note := func(place, name, value string) {
		if isGranting(name) && value != "" && !errorWord.MatchString(value) {
			found = append(found, "a "+strings.ToLower(name)+" in the "+place)
		}
	}
	for _, location := range resp.Header.Values("Location") {
		noteURL(location, "Location", note)
	}
	for _, cookie := range (&http.Response{Header: resp.Header}).Cookies() {
		note("cookie "+cookie.Name, cookie.Name, cookie.Value)
	}
	for name, values := range resp.Header {
		for _, value := range values {
			note("header "+name, strings.ReplaceAll(strings.TrimPrefix(name, "X-"), "-", "_"), value)
		}
	}
	for _, name := range urlFields {
		for _, value := range resp.Header.Values(name) {
			for _, m := range inText.FindAllStringSubmatch(value, -1) {
				note("header "+name, m[1], m[2])
			}
		}
	}
	if json.Valid(resp.Body) {
		noteMembers(resp.Body, note)
	} else {
		for _, m := range inText.FindAllStringSubmatch(string(resp.Body), -1) {
			note("body", m[1], m[2])
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// urlFields are the header fields besides Location that hold URLs which a browser may open.
var urlFields = []string{"Content-Location", "Link", "Refresh"}

func isGranting(name string) bool {
	return slices.ContainsFunc(granting, func(g string) bool { return strings.EqualFold(g, name) })
}

func noteAll(query, place string, note func(place, name, value string)) {
	values, _ := url.ParseQuery(query) // what can be read of it is enough
	for name, all := range values {
		for _, value := range all {
			note(place, name, value)
		}
	}
}

// noteURL notes the parameters of a URL; none if the text is no URL.
func noteURL(text, place string, note func(place, name, value string)) {
	u, err := url.Parse(text)
	if err != nil {
		return
	}
	noteAll(u.RawQuery, place+"'s query", note)
	noteAll(u.Fragment, place+"'s fragment", note)
}

// noteMembers notes the texts of a valid JSON text by the names of their members, and the parameters
// of the URLs among them, also of those without a host. It reads token by token, because a decoded object has only the last of
// several members of one name.
func noteMembers(text []byte, note func(place, name, value string)) {
	noteValue(json.NewDecoder(bytes.NewReader(text)), "", note)
}

// noteValue notes the texts of the next value, which is, or stands in, a member of that name.
func noteValue(from *json.Decoder, name string, note func(place, name, value string)) {
	token, err := from.Token()
	if err != nil {
		return
	}
	switch t := token.(type) {
	case string:
		note("body", name, t)
		noteURL(t, "body", note)
	case json.Delim:
		for from.More() {
			inner := name
			if t == '{' {
				key, _ := from.Token() // of valid JSON: a text
				inner, _ = key.(string)
			}
			noteValue(from, inner, note)
		}
		_, _ = from.Token() // the end of the object or list
	}
}
