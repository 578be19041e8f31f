// Package need says what must stand on a target before a scenario starts: orgs,
// apps and users with their settings, and what the scenario will do with them. The
// lines of a scenario fill a Need in before anything is sent; whoever plays the
// scenario provides what it asks for.
//
// It provisions nothing, and knows no lines.
//
// Begin with Need in need.go. What a private and a public client are is in
// client.go; which settings have a bearing on a scenario is in concerns.go.
package need
