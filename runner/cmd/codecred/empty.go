package main

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// refuseEmptyValues makes an empty value of any flag, variable or argument of the node and the
// commands below it an error. An empty value is most often a variable of a pipeline that is not
// set. Taken as "not given", it would select another target or more than was meant, and could end
// in a green run.
func refuseEmptyValues(node *kong.Node) {
	for _, flag := range node.Flags {
		if !flag.IsBool() { // a boolean flag takes no empty value: kong says so
			flag.Mapper = notEmpty{flag.Mapper}
		}
	}
	for _, argument := range node.Positional {
		if !emptyByDefault(argument) {
			argument.Mapper = notEmpty{argument.Mapper}
		}
	}
	for _, child := range node.Children {
		refuseEmptyValues(child)
	}
}

// emptyByDefault reports whether the empty text is the default of an argument, as of a shell that
// is detected. kong reads a default like a value, so the argument has to take it.
func emptyByDefault(v *kong.Value) bool { return v.HasDefault && v.Default == "" }

var errEmptyValue = errors.New("the value is empty: write a value, or leave it out; a variable that has none must be unset, not empty")

// notEmpty reads a value by another mapper, and refuses one that is empty or is a list with an
// empty element.
type notEmpty struct{ kong.Mapper }

// Decode reads the next value. kong adds the name of the flag or variable to its error.
func (m notEmpty) Decode(ctx *kong.DecodeContext, into reflect.Value) error {
	text, ok := ctx.Scan.Peek().Value.(string)
	elements := []string{text}
	if ctx.Value.IsSlice() {
		elements = strings.Split(text, string(ctx.Value.Tag.Sep))
	}
	if ok && slices.ContainsFunc(elements, blank) { // not ok is an end of the arguments, which kong names
		return errEmptyValue
	}
	return m.Mapper.Decode(ctx, into)
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }
