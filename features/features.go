// Package features holds what a conforming server does: the features in
// Gherkin, and the catalogue of requirements that every scenario points into.
package features

import "embed"

// CatalogueFile is the name of the catalogue of requirements in FS, and in a
// folder that stands in for FS.
const CatalogueFile = "requirements.yaml"

// DecisionsFile is the name of the decision table of all combinations, likewise.
const DecisionsFile = "combinations/decisions.yaml"

// FS holds the catalogue of requirements, the decision table and the features.
//
//go:embed requirements.yaml combinations/decisions.yaml */*.feature
var FS embed.FS
