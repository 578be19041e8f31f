package flow

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

// Write fills in the values of the target and returns the request as it is sent. site is the base
// URL of the org that it goes to; endpoints are the paths below it. The error says what is missing.
// It is an *UnaskableError if the request would be the same as the usual one.
func Write(r Request, site string, endpoints Endpoints, from Source) (wire.Request, error) {
	where, err := endpointOf(r, site, endpoints)
	if err != nil {
		return wire.Request{}, err
	}
	c := r.Common()
	w := writer{Request: r, resolve: func(v Value) (string, error) { return from.Value(r, v) }}
	where, fixed, _ := strings.Cut(w.fill(Template(where)), "?")
	form, query := w.lay()
	out := wire.Request{Label: string(r.Kind()), Method: c.Method, URL: where, Query: cmp.Or(query.encode(c.Literal), fixed)}
	if c.hasBody() {
		if out.Body, err = body(r, form); err != nil {
			return wire.Request{}, fmt.Errorf("a body with the Content-Type %q cannot be written: %w", c.ContentType, err)
		}
		out.Header = append(out.Header, reports.Field{Name: "Content-Type", Value: c.ContentType})
	}
	if !c.HasHeader("Accept") {
		out.Header = append(out.Header, reports.Field{Name: "Accept", Value: jsonType})
	}
	for _, h := range c.Headers {
		out.Header = append(out.Header, reports.Field{Name: h.Name, Value: w.fill(h.Value)})
	}
	out.Header = append(out.Header, w.authorization()...)
	return out, w.failed
}

// body returns the parameters as the body of a request, or what stands for them.
func body(r Request, form fields) ([]byte, error) {
	c := r.Common()
	switch boundary := boundaryOf(c.ContentType); {
	case c.Body == EmptyBody:
		return nil, nil
	case c.Body != "":
		return []byte(c.Body), nil
	case r.Kind().Headless():
		return []byte(form.encodeJSON()), nil
	case boundary != "":
		text, err := form.encodeMultipart(boundary)
		return []byte(text), err
	default:
		return []byte(form.encode(c.Literal)), nil
	}
}

// endpointOf returns the URL that a request goes to.
func endpointOf(r Request, site string, endpoints Endpoints) (string, error) {
	kind := r.Kind()
	switch r := r.(type) {
	case *KeySetRequest:
		return r.URL, nil
	case *IdentityRequest:
		return string(r.URL), nil
	case *PreflightRequest:
		kind = r.Endpoint
	}
	path, ok := endpoints[kind]
	if !ok {
		return "", fmt.Errorf("the target has no endpoint for %s", kind.WithArticle())
	}
	if r.Common().AtInstance {
		return string(Of(InstanceURL)) + path, nil
	}
	return site + path, nil
}

func (b *Base) hasBody() bool {
	return b.ContentType != "" && b.Method != "GET" && b.Method != "HEAD"
}

// writer builds a request. It keeps the first error of filling in a template.
type writer struct {
	Request

	resolve func(Value) (string, error)
	failed  error
}

func (w *writer) fill(t Template) string {
	value, err := t.Fill(w.resolve)
	if err != nil && w.failed == nil {
		w.failed = err
	}
	return value
}

// lay puts each parameter into its place: the form of the body, or the query.
func (w *writer) lay() (form, query fields) {
	put := func(to *fields, name string, value Template) {
		*to = append(*to, struct{ name, value string }{name, w.fill(value)})
	}
	c, plain := w.Common(), &form
	if c.InQuery || !c.hasBody() {
		plain = &query
	}
	for _, p := range c.Params {
		put(plain, p.Name, p.Value)
	}
	if login := w.UserLogin(); login != nil {
		for _, half := range []struct {
			name  string
			value Template
		}{{"username", login.Username}, {"password", login.Password}} {
			inBody, inQuery := login.placed(half.name)
			if inBody {
				put(&form, half.name, half.value)
			}
			if inQuery {
				put(&query, half.name, half.value)
			}
		}
	}
	client := w.ClientAuth()
	if client == nil {
		return form, query
	}
	if client.ID != "" && !client.Basic {
		put(plain, "client_id", client.ID)
	}
	if client.Body {
		put(plain, "client_secret", client.Secret)
	}
	if client.Query {
		put(&query, "client_secret", client.Secret)
	}
	return form, query
}

// authorization writes the Authorization header fields: the user's or the
// app's Basic credentials, or a bearer token.
func (w *writer) authorization() []reports.Field {
	login, client := w.UserLogin(), w.ClientAuth()
	switch bearer := w.Common().Bearer; {
	case login != nil && login.Basic:
		return w.basic(w.fill(login.BasicUsername), w.fill(login.BasicPassword))
	case client != nil && client.Basic:
		form := w.Common().Basic
		return w.basic(form.forClient(w.fill(client.ID)), form.forClient(w.fill(client.Secret)))
	case bearer != "":
		return []reports.Field{{Name: "Authorization", Value: cmp.Or(w.Common().Basic.Scheme, "Bearer") + " " + w.fill(bearer)}}
	default:
		return nil
	}
}

func (w *writer) basic(id, secret string) []reports.Field {
	value, err := w.Common().Basic.Encode(id, secret)
	if err != nil && w.failed == nil {
		w.failed = err
	}
	return []reports.Field{{Name: "Authorization", Value: value}}
}
