package flow

import (
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

// errorWord matches a value that names an error and is no secret.
var errorWord = regexp.MustCompile(`^[A-Za-z]+(?:[_ -][A-Za-z]+)*$|^[0-9]{1,6}$`)

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
	if u, err := url.Parse(resp.Header.Get("Location")); err == nil {
		noteAll(u.RawQuery, "Location's query", note)
		noteAll(u.Fragment, "Location's fragment", note)
	}
	for _, cookie := range (&http.Response{Header: resp.Header}).Cookies() {
		note("cookie "+cookie.Name, cookie.Name, cookie.Value)
	}
	for name, values := range resp.Header {
		note("header "+name, strings.ReplaceAll(strings.TrimPrefix(name, "X-"), "-", "_"), values[0])
	}
	if body := object(resp); body != nil {
		noteMembers(body, note)
	} else {
		for _, m := range inText.FindAllStringSubmatch(string(resp.Body), -1) {
			note("body", m[1], m[2])
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

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

func noteMembers(value any, note func(place, name, value string)) {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			note("body", name, text(member))
			noteMembers(member, note)
		}
	case []any:
		for _, item := range v {
			noteMembers(item, note)
		}
	}
}
