package flow

import (
	"encoding/json"
	"errors"
	"mime"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"
)

// Param is a parameter with the template of its value.
type Param struct {
	Name  string
	Value Template
}

// Params are the parameters of a request in their order; a name may stand twice.
type Params []Param

// Has reports whether there is a parameter of a name.
func (p *Params) Has(name string) bool {
	return slices.ContainsFunc(*p, func(p Param) bool { return p.Name == name })
}

// Get returns the template of a parameter's first value; "" where it is not there.
func (p *Params) Get(name string) Template {
	for _, param := range *p {
		if param.Name == name {
			return param.Value
		}
	}
	return ""
}

// Set gives a parameter a value, in its place or at the end.
func (p *Params) Set(name string, value Template) {
	for i, param := range *p {
		if param.Name == name {
			(*p)[i].Value = value
			return
		}
	}
	p.Add(name, value)
}

// Add adds a parameter, also one that is there already.
func (p *Params) Add(name string, value Template) { *p = append(*p, Param{name, value}) }

// Remove takes a parameter out, however often it stands there.
func (p *Params) Remove(name string) {
	*p = slices.DeleteFunc(*p, func(p Param) bool { return p.Name == name })
}

// KeepFirst leaves so many of the values of a parameter, the first ones.
func (p *Params) KeepFirst(name string, values int) {
	*p = slices.DeleteFunc(*p, func(p Param) bool {
		if p.Name != name {
			return false
		}
		values--
		return values < 0
	})
}

// fields are parameters with their values filled in.
type fields []struct{ name, value string }

// encode writes the fields as a form does; as they are where literal is true.
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

// encodeMultipart writes the fields as the parts of a form: RFC 7578, section 4.
func (f fields) encodeMultipart(boundary string) (string, error) {
	var out strings.Builder
	form := multipart.NewWriter(&out)
	err := form.SetBoundary(boundary)
	for _, p := range f {
		err = errors.Join(err, form.WriteField(p.name, p.value))
	}
	err = errors.Join(err, form.Close()) // it writes the end
	return out.String(), err
}

// boundaryOf returns the boundary that a media type gives the parts of a form; "" for any other media
// type.
func boundaryOf(contentType string) string {
	kind, attributes, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" {
		return ""
	}
	return attributes["boundary"]
}

// encodeJSON writes the fields as an object; a dot in a name leads into an object.
func (f fields) encodeJSON() string {
	root := map[string]any{}
	for _, p := range f {
		at, path := root, strings.Split(p.name, ".")
		for _, part := range path[:len(path)-1] {
			inner, ok := at[part].(map[string]any)
			if !ok {
				inner = map[string]any{}
				at[part] = inner
			}
			at = inner
		}
		at[path[len(path)-1]] = p.value
		if raw, ok := strings.CutPrefix(p.value, string(rawMark)); ok {
			at[path[len(path)-1]] = json.RawMessage(raw)
		}
	}
	text, err := json.Marshal(root)
	if err != nil { // texts always marshal
		panic(err)
	}
	return string(text)
}
