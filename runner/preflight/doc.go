// Package preflight checks a server before anything is judged: whether its endpoints answer, and
// whether it speaks the Authorization Code and Credentials Flow at all.
//
// It judges no requirement; that is for the scenarios.
//
// Begin reading with Endpoints and MissingFlow.
package preflight
