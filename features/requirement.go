package features

import (
	"slices"
	"strings"
)

// Level says how binding a requirement is, in the words of RFC 2119. An Info requirement is
// observed and reported, never judged.
type Level string

// The levels, strongest first.
const (
	Must   Level = "MUST"
	Should Level = "SHOULD"
	Info   Level = "INFO"
)

// Profile is a set of requirements that a server is tested by.
type Profile string

// The profiles. Where they disagree, each has its own requirement.
const (
	Salesforce Profile = "salesforce" // the documented behaviour, also where it differs from an RFC
	Strict     Profile = "strict"     // RFC 6749, 7636 and 9700 to the letter
)

// Trust says how reliable the source of a requirement is.
type Trust string

// The trust tags. What is only inferred is a MUST only where security is lost, and its note says what.
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
	ID       string    `yaml:"id"`       // CC-AREA-NN, never used for another sentence
	Level    Level     `yaml:"level"`    // how binding it is
	Profiles []Profile `yaml:"profiles"` // the profiles that it belongs to, at least one
	Text     string    `yaml:"text"`     // the sentence, in the present tense
	Source   string    `yaml:"source"`   // document and section, the main one first; others follow after "; "
	Trust    Trust     `yaml:"trust"`    // how reliable the first source is
	Settings []string  `yaml:"settings"` // keys of the settings concerned
	Excluded string    `yaml:"excluded"` // why no scenario tests it; empty if one does
	Note     string    `yaml:"note"`     // why it has this level, and reasons against it
}

// Area returns the name of the requirement's area, PKCE for CC-PKCE-01.
func (r Requirement) Area() string {
	area, _, _ := strings.Cut(strings.TrimPrefix(r.ID, "CC-"), "-")
	return area
}

// In reports whether the requirement belongs to a profile.
func (r Requirement) In(p Profile) bool { return slices.Contains(r.Profiles, p) }
