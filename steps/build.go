package steps

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

// build fills in what depends on the target and lays the request out on the wire.
func (w *World) build(r *request) (wire.Request, error) {
	fill := func(template string) (string, error) { return w.fill(r, template) }
	endpoint, err := w.endpoint(r)
	if err != nil {
		return wire.Request{}, err
	}
	endpoint, fixed, _ := strings.Cut(endpoint, "?")
	out := wire.Request{Label: string(r.kind), Method: r.method, URL: endpoint}
	form, query, err := r.lay(fill)
	if err != nil {
		return wire.Request{}, err
	}
	out.Query = cmp.Or(query.encode(r.literal), fixed)
	if r.carriesBody() {
		text := form.encode(r.literal)
		if r.headless() {
			text = form.encodeJSON()
		}
		out.Body = []byte(cmp.Or(r.body, text))
		out.Header = append(out.Header, reports.Field{Name: "Content-Type", Value: r.contentType})
	}
	if !r.hasHeader("Accept") {
		out.Header = append(out.Header, reports.Field{Name: "Accept", Value: "application/json"})
	}
	for _, h := range r.headers {
		value, err := fill(h.Value)
		if err != nil {
			return wire.Request{}, err
		}
		out.Header = append(out.Header, reports.Field{Name: h.Name, Value: value})
	}
	authorization, err := r.authorization(fill)
	out.Header = append(out.Header, authorization...)
	return out, err
}

func (r *request) carriesBody() bool {
	return r.contentType != "" && r.method != "GET" && r.method != "HEAD"
}

// fields are parameters with their values.
type fields []param

func (f fields) encode(literal bool) string {
	parts := make([]string, len(f))
	for i, p := range f {
		if literal {
			parts[i] = p.name + "=" + p.value
			continue
		}
		parts[i] = url.QueryEscape(p.name) + "=" + url.QueryEscape(p.value)
	}
	return strings.Join(parts, "&")
}

// lay puts each parameter where it stands: in the body's form or in the query.
func (r *request) lay(fill func(string) (string, error)) (form, query fields, err error) {
	put := func(to *fields, name, template string) {
		value, ferr := fill(template)
		if ferr != nil && err == nil {
			err = ferr
		}
		*to = append(*to, param{name, value})
	}
	plain := &form
	if r.inQuery || !r.carriesBody() {
		plain = &query
	}
	putLogin := func(to *fields) {
		put(to, "username", r.login.username)
		put(to, "password", r.login.password)
	}
	for _, p := range r.params {
		put(plain, p.name, p.value)
	}
	if r.login.body {
		putLogin(&form)
	}
	if r.login.query {
		putLogin(&query)
	}
	if r.client.id != "" && !r.client.basic {
		put(plain, "client_id", r.client.id)
	}
	if r.client.body {
		put(plain, "client_secret", r.client.secret)
	}
	if r.client.query {
		put(&query, "client_secret", r.client.secret)
	}
	return form, query, err
}

// authorization writes the Authorization header fields: the user's or the
// app's Basic credentials, or a bearer token.
func (r *request) authorization(fill func(string) (string, error)) ([]reports.Field, error) {
	switch {
	case r.login.basic:
		return r.basicField(fill, r.login.basicUsername, r.login.basicPassword, func(s string) string { return s })
	case r.client.basic: // RFC 6749, section 2.3.1: id and secret are form-encoded first
		return r.basicField(fill, r.client.id, r.client.secret, url.QueryEscape)
	case r.bearer != "":
		token, err := fill(r.bearer)
		return []reports.Field{{Name: "Authorization", Value: "Bearer " + token}}, err
	default:
		return nil, nil
	}
}

func (r *request) basicField(fill func(string) (string, error), id, secret string, encode func(string) string) ([]reports.Field, error) {
	user, err := fill(id)
	if err != nil {
		return nil, err
	}
	password, err := fill(secret)
	if err != nil {
		return nil, err
	}
	value, err := r.basic.header(encode(user), encode(password))
	return []reports.Field{{Name: "Authorization", Value: value}}, err
}

// endpoint returns the URL that a request goes to.
func (w *World) endpoint(r *request) (string, error) {
	if r.url != "" {
		return r.url, nil
	}
	kind := r.kind
	if r.endpoint != "" {
		kind = r.endpoint
	}
	path, ok := w.Stage.Paths[string(kind)]
	if !ok {
		return "", fmt.Errorf("the target has no endpoint for a %s", kind)
	}
	site := w.siteOf(r)
	org, ok := w.Stage.Orgs[site]
	if !ok {
		return "", fmt.Errorf("nothing was prepared for %s", site)
	}
	return org.Site + path, nil
}

// siteOf returns the org whose site a request goes to.
func (w *World) siteOf(r *request) Role {
	if r.site != "" {
		return r.site
	}
	return w.Stage.Apps[r.cast.app].Org
}
