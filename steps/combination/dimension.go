// Package combination holds every combination of the on/off settings with every
// way to ask, and the decision table that says what must become of each.
//
// The table is data that a person checks against the documents; nothing in it is
// taken from a server. This package sends no request and reads no answer: the lines
// of package steps do.
//
// Begin with dimensions in this file, for the ways in which combinations differ, then
// with Table, for what must become of each, and Strength, for how many are tried.
package combination

import (
	"slices"

	"github.com/codecred/codecred/fixtures/settings"
)

// Stage is one of the three requests of the flow.
type Stage uint8

// The stages, in their order.
const (
	Authorization Stage = iota
	Token
	Refresh
)

var stageNames = []string{"authorization request", "token request", "refresh request"}

// String returns the name of the request.
func (s Stage) String() string { return stageNames[s] }

// Dimension is one thing in which combinations differ.
type Dimension struct {
	Name    string // the key of a setting, or what the request does
	Setting bool
	Stage   Stage    // the first request on which it has an effect
	Values  []string // the usual value first
}

// Values of the dimensions, by which the requests are built.
const (
	On        = "on"
	Off       = "off"
	Post      = "POST"
	Get       = "GET"
	None      = "none"
	Body      = "body"
	Basic     = "Basic header"
	BodyBasic = "body and Basic header"
	Query     = "query"
	S256      = "S256"
	Right     = "right"
	Wrong     = "wrong"
)

// Names of the dimensions that are no settings.
const (
	Method        = "method"
	Credentials   = "credentials"
	Challenge     = "challenge"
	Verifier      = "verifier"
	Secret        = "secret"
	RefreshSecret = "refresh secret"
)

// size is the number of dimensions.
const size = 13

// dimensions are all dimensions, those of earlier requests first. Settings belong to the first
// request, because they are set before it.
var dimensions = [size]Dimension{
	{settings.AllowFlows, true, Authorization, []string{On, Off}},
	{settings.EnableOAuth, true, Authorization, []string{On, Off}},
	{settings.EnableFlow, true, Authorization, []string{On, Off}},
	{settings.PostBodyOnly, true, Authorization, []string{Off, On}},
	{settings.RequirePKCE, true, Authorization, []string{Off, On}},
	{settings.WebServerSecret, true, Authorization, []string{On, Off}},
	{settings.RefreshSecret, true, Authorization, []string{On, Off}},
	{Method, false, Authorization, []string{Post, Get}},
	{Credentials, false, Authorization, []string{Body, Basic, BodyBasic, Query, None}},
	{Challenge, false, Authorization, []string{S256, None}},
	{Verifier, false, Token, []string{Right, Wrong, None}},
	{Secret, false, Token, []string{Body, Basic, Wrong, None}},
	{RefreshSecret, false, Refresh, []string{Body, Basic, Wrong, None}},
}

// indexOf returns the index of a dimension; -1 if there is none of that name.
func indexOf(name string) int {
	return slices.IndexFunc(dimensions[:], func(d Dimension) bool { return d.Name == name })
}

// reach is the number of dimensions that have an effect on the requests up to a stage.
func reach(s Stage) int {
	n := 0
	for _, d := range dimensions {
		if d.Stage <= s {
			n++
		}
	}
	return n
}
