package features

import (
	"fmt"
	"strconv"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Fault is one thing wrong with a catalogue.
type Fault struct {
	File         string // as given to Parse
	Line, Column int    // from 1; 0 where the file as a whole is at fault
	Problem      string // what is wrong, and what is allowed
}

func (f *Fault) Error() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.File, f.Problem)
	}
	return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Problem)
}

func faultAt(file string, at *token.Token, problem string) *Fault {
	f := &Fault{File: file, Problem: problem}
	if at != nil && at.Position != nil {
		f.Line, f.Column = at.Position.Line, at.Position.Column
	}
	return f
}

// fieldToken is where the value of a field stands, or its entry where the
// field is not there.
func fieldToken(entry *ast.MappingNode, field string) *token.Token {
	for _, pair := range entry.Values {
		if key := pair.Key.GetToken(); key != nil && key.Value == field {
			return pair.Value.GetToken()
		}
	}
	return entryToken(entry)
}

// entryToken is where the first key of an entry stands: the token of the
// mapping itself is the first colon.
func entryToken(entry *ast.MappingNode) *token.Token {
	if len(entry.Values) == 0 {
		return entry.GetToken()
	}
	return entry.Values[0].Key.GetToken()
}

func quote(text string) string { return strconv.Quote(text) }
