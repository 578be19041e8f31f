package features

import (
	"errors"
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Problem is one mistake in a file of the catalogue.
type Problem struct {
	File         string // below the root that was loaded: features/requirements/PKCE.yaml
	Line, Column int    // from 1; 0 if the problem is about the whole file
	Text         string // what is wrong, and what is allowed
}

// Error returns the position and the text, in the form that editors understand.
func (p *Problem) Error() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Text)
}

func problemAt(file string, at *token.Token, text string) *Problem {
	p := &Problem{File: file, Text: text}
	if at != nil && at.Position != nil {
		p.Line, p.Column = at.Position.Line, at.Position.Column
	}
	return p
}

// yamlProblem turns an error of the YAML library into a Problem.
func yamlProblem(file string, err error) *Problem {
	if at, ok := errors.AsType[yaml.Error](err); ok {
		return problemAt(file, at.GetToken(), at.GetMessage())
	}
	return &Problem{File: file, Text: err.Error()}
}

// fieldToken returns the position of the value of a field, or of the beginning of the entry if the
// field is missing.
func fieldToken(entry *ast.MappingNode, field string) *token.Token {
	for _, pair := range entry.Values {
		if key := pair.Key.GetToken(); key != nil && key.Value == field {
			return pair.Value.GetToken()
		}
	}
	if len(entry.Values) == 0 {
		return entry.GetToken()
	}
	return entry.Values[0].Key.GetToken() // the token of the mapping itself is the first colon
}
