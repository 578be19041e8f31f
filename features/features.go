// Package features holds what a conforming server does: the features in Gherkin, the catalogue of
// requirements that every scenario points into, and the decision table of all combinations. It runs
// nothing: package steps defines what a line means, and package runner/suite reads the features.
//
// Begin with a file of requirements, such as requirements/PKCE.yaml, and the
// feature that checks it, settings/require_pkce.feature.
//
// # Requirements
//
// A requirement is one sentence that a server must, should or may meet. The requirements of an area
// are in requirements/AREA.yaml. An id is never used for another sentence: a new sentence gets the
// next number of its area. A requirement of the RFCs for every server belongs to both profiles.
// Where Salesforce differs from an RFC, there are two sentences, one in each profile. That a
// request is refused is a MUST if a source says so or if security needs it. The form of the refusal
// is a SHOULD or INFO if the sources disagree or only describe what was seen. INFO is observed,
// never judged.
package features

import (
	"embed"
	"path"
)

// RequirementsDir is the folder of the catalogue in FS, and in a folder that replaces FS. It has
// one file for each area, such as PKCE.yaml.
const RequirementsDir = "requirements"

// DecisionsFile is the path of the decision table of all combinations in FS, and in a folder that
// replaces FS.
const DecisionsFile = "combinations/decisions.yaml"

// FS holds the catalogue of requirements, the decision table, the grids and the features.
//
//go:embed requirements/*.yaml combinations/decisions.yaml grids/*.yaml */*.feature
var FS embed.FS

// IsSource reports whether a file of such a folder is part of the suite: a feature, the
// requirements of an area, the decision table or a grid.
func IsSource(name string) bool {
	return path.Ext(name) == ".feature" || isRequirements(name) || name == DecisionsFile || isGrid(name)
}

func isGrid(name string) bool { return path.Dir(name) == GridsDir && path.Ext(name) == ".yaml" }

func isRequirements(name string) bool {
	return path.Dir(name) == RequirementsDir && path.Ext(name) == ".yaml"
}
