package flow

import (
	"fmt"
	"regexp"
	"strings"
)

// Template is the text of a parameter or a header field. A value of the target is written in braces
// and filled in when the request is sent. An edit may follow the value, as in "{verifier in upper
// case}".
type Template string

// Null is the template of a parameter that is null in a JSON body. No text can stand for it.
const Null = rawMark + "null"

// rawMark begins a parameter whose value in a JSON body is no text.
const rawMark Template = "\x00"

// Raw is the template of a parameter that is a JSON value in a JSON body.
func Raw(value string) Template { return rawMark + Template(value) }

// Slot is the template of a value, edited where an edit is given.
func Slot(v Value, edit Edit) Template {
	if edit == "" {
		return Template("{" + v.String() + "}")
	}
	return Template("{" + v.String() + " " + string(edit) + "}")
}

// Of is the template of a value of the parties for whom the request is sent, or
// of one that the target gave last.
func Of(name ValueName) Template { return Slot(Value{Name: name}, "") }

var slot = regexp.MustCompile(`\{([^{}]+)\}`)

// UnaskableError says why a request cannot be sent on this target: it would be the same as the
// usual request.
type UnaskableError struct{ Why string }

// Error says why the request cannot be asked.
func (e *UnaskableError) Error() string { return e.Why }

// Fill replaces each value of the template by what resolve returns for it. It returns the first
// error of resolve. If an edit changes nothing, the error is an *UnaskableError: the request would
// be the same as the usual one.
func (t Template) Fill(resolve func(Value) (string, error)) (string, error) {
	if !strings.Contains(string(t), "{") {
		return string(t), nil
	}
	var failed error
	out := slot.ReplaceAllStringFunc(string(t), func(found string) string {
		name, edit := splitEdit(found[1 : len(found)-1])
		value, err := resolve(ParseValue(name))
		if err != nil && failed == nil {
			failed = err
		}
		if edit == "" {
			return value
		}
		edited := edits[edit](value)
		if edited == value && failed == nil {
			failed = &UnaskableError{fmt.Sprintf("%s would be no other than %s is", found[1:len(found)-1], name)}
		}
		return edited
	})
	return out, failed
}
