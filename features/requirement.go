package features

import (
	"slices"
	"strings"
)

// Level is how much a requirement binds, in the words of RFC 2119. What is
// Info is observed and reported, never judged.
type Level string

// The levels, strongest first.
const (
	Must   Level = "MUST"
	Should Level = "SHOULD"
	Info   Level = "INFO"
)

// Profile is a reading of the flow that a server is held against.
type Profile string

// The profiles. Where they disagree, a requirement stands in each.
const (
	Salesforce Profile = "salesforce" // as documented, also where that departs from an RFC
	Strict     Profile = "strict"     // RFC 6749, 7636 and 9700 to the letter
)

// Trust says how far the source of a requirement carries it.
type Trust string

// The trust tags. What is only inferred is never a MUST.
const (
	Documented Trust = "DOC"  // documentation of Salesforce
	SDK        Trust = "SDK"  // code of a client that Salesforce publishes
	Live       Trust = "LIVE" // a third party says that it was seen on a live org
	ThirdParty Trust = "3P"   // a third party, not said to be verified
	Standard   Trust = "RFC"  // a text of the IETF or the OpenID Foundation
	Inferred   Trust = "INF"  // follows from other statements; no source says it
)

// Requirement is one sentence that a server must, should or may meet.
type Requirement struct {
	ID       string    `yaml:"id"`       // CC-AREA-NN, never given to another sentence
	Level    Level     `yaml:"level"`    // how much it binds
	Profiles []Profile `yaml:"profiles"` // the profiles that it belongs to, at least one
	Text     string    `yaml:"text"`     // the sentence, in the present tense
	Source   string    `yaml:"source"`   // document and section, the main one first; others follow after "; "
	Trust    Trust     `yaml:"trust"`    // how far the first source carries it
	Settings []string  `yaml:"settings"` // keys of the settings concerned
	Excluded string    `yaml:"excluded"` // why no scenario tests it; empty where one does
	Note     string    `yaml:"note"`     // why this level, and what speaks against it
}

// Area returns the name of the requirement's area, PKCE for CC-PKCE-01.
func (r Requirement) Area() string {
	area, _, _ := strings.Cut(strings.TrimPrefix(r.ID, "CC-"), "-")
	return area
}

// In reports whether the requirement belongs to a profile.
func (r Requirement) In(p Profile) bool { return slices.Contains(r.Profiles, p) }
