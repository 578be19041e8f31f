// Package features holds what a conforming server does: the features in
// Gherkin, the catalogue of requirements that every scenario points into, and
// the decision table of all combinations. It runs nothing: package steps knows
// what a line means, and package runner/suite reads the features.
//
// Begin with a file of requirements, such as requirements/PKCE.yaml, and the
// feature that checks it, settings/require_pkce.feature.
//
// # Requirements
//
// A requirement is one sentence that a server must, should or may meet. Those of
// an area stand together in requirements/AREA.yaml. An id is never given to
// another sentence: a new sentence takes the next number of its area. What the
// RFCs ask of every server binds in both profiles. Where Salesforce departs from
// an RFC, both sentences stand, each in its profile. That a request is refused
// is a MUST where a source says so or security demands it. The form of the
// refusal is a SHOULD or INFO where the sources disagree or come from the field.
// INFO is observed, never judged.
package features

import (
	"embed"
	"path"
)

// RequirementsDir is the folder of the catalogue in FS, and in a folder that
// stands in for FS. It holds one file an area, named for it: PKCE.yaml.
const RequirementsDir = "requirements"

// DecisionsFile is the name of the decision table of all combinations, likewise.
const DecisionsFile = "combinations/decisions.yaml"

// FS holds the catalogue of requirements, the decision table and the features.
//
//go:embed requirements/*.yaml combinations/decisions.yaml */*.feature
var FS embed.FS

// IsSource reports whether a file of such a folder says what is checked: a
// feature, the requirements of an area, or the decision table.
func IsSource(name string) bool {
	return path.Ext(name) == ".feature" || isRequirements(name) || name == DecisionsFile
}

func isRequirements(name string) bool {
	return path.Dir(name) == RequirementsDir && path.Ext(name) == ".yaml"
}
