package flow

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
)

// MemberType is what a member of a JSON answer may be, in the words of the lines.
type MemberType string

// The types of members. The characters are those of RFC 6749, appendix A.
const (
	AText        MemberType = "a text"
	VisibleText  MemberType = "a text of visible characters"
	ListOfScopes MemberType = "a list of scopes"
	WholeNumber  MemberType = "a whole number"
	Boolean      MemberType = "true or false"
)

// MemberTypes are all types, in the order of a listing.
var MemberTypes = []MemberType{AText, VisibleText, ListOfScopes, WholeNumber, Boolean}

// Fits reports whether a decoded JSON value is of the type.
func (m MemberType) Fits(value any) bool {
	text, isText := value.(string)
	switch m {
	case AText:
		return isText
	case VisibleText:
		return isText && text != "" && !strings.ContainsFunc(text, notVisible)
	case ListOfScopes:
		return isText && isScopes(text)
	case WholeNumber:
		number, ok := value.(float64)
		return ok && number >= 0 && number == math.Trunc(number)
	default:
		_, ok := value.(bool)
		return ok
	}
}

// notVisible reports whether a character is none of VSCHAR, with the blank: RFC 6749, appendix A.
func notVisible(r rune) bool { return r < 0x20 || r > 0x7e }

// isScopes reports whether a text is a list of scopes, each of which is set apart by one blank: RFC
// 6749, section 3.3. A server that grants none may have an empty list.
func isScopes(text string) bool {
	if text == "" {
		return true
	}
	for scope := range strings.SplitSeq(text, " ") {
		notOfScope := func(r rune) bool { return notVisible(r) || r == '"' || r == '\\' }
		if scope == "" || strings.ContainsFunc(scope, notOfScope) {
			return false
		}
	}
	return true
}

// DoubledMember returns the name of a member that stands twice in a JSON object, at any depth; "" where
// none does or the text is no JSON.
func DoubledMember(body []byte) string {
	type level struct {
		names map[string]bool // nil in a list
		value bool            // the next token is the value of a member
	}
	in := []*level{{}}
	decoder := json.NewDecoder(bytes.NewReader(body))
	for {
		token, err := decoder.Token()
		if err != nil {
			return ""
		}
		at := in[len(in)-1]
		if name, ok := token.(string); ok && at.names != nil && !at.value {
			if at.names[name] {
				return name
			}
			at.names[name], at.value = true, true
			continue
		}
		at.value = false
		switch token {
		case json.Delim('{'):
			in = append(in, &level{names: map[string]bool{}})
		case json.Delim('['):
			in = append(in, &level{})
		case json.Delim('}'), json.Delim(']'):
			in = in[:len(in)-1]
		}
	}
}
