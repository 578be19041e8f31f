package flow

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTypesOfMembers(t *testing.T) {
	for _, c := range []struct {
		of    MemberType
		fits  []any
		other []any
	}{
		{AText, []any{"", "ü"}, []any{nil, 1.0, true, []any{}}},
		{VisibleText, []any{"00D!AQ", "a b~"}, []any{nil, "", "a\nb", "a\x7f", "ü", 1.0}},
		{ListOfScopes, []any{"", "api", "api refresh_token"}, []any{nil, "api  full", " api", "api ", "a\"b", `a\b`, "ü", []any{"api"}}},
		{WholeNumber, []any{0.0, 7200.0}, []any{nil, "7200", 0.5, -1.0, true}},
		{Boolean, []any{true, false}, []any{nil, "true", 1.0}},
	} {
		for _, value := range c.fits {
			assert.True(t, c.of.Fits(value), "%q is %s", value, c.of)
		}
		for _, value := range c.other {
			assert.False(t, c.of.Fits(value), "%q is not %s", value, c.of)
		}
	}
	assert.Len(t, MemberTypes, 5)
}

func TestDoubledMembers(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1,"a":2}`:                               "a",
		`{"a":{"b":1,"b":2}}`:                         "b",
		`{"x":[{"a":"a"},{"a":1,"a":1}]}`:             "a",
		`{"a":"a","b":"a","c":["a","a"],"d":{"a":1}}`: "",
		`{"a":1,"A":2}`:                               "",
		`{"a":{},"a":1}`:                              "a",
		`[1,1]`:                                       "",
		`no JSON`:                                     "",
		``:                                            "",
	} {
		assert.Equal(t, want, DoubledMember([]byte(text)), text)
	}
}
