package suite

import (
	"errors"
	"io/fs"
	"path"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/steps/combination"
)

// loadTable reads the decision table beside the features; a folder without one
// uses ours.
func loadTable(fsys fs.FS) (*combination.Table, error) {
	data, err := fs.ReadFile(fsys, features.DecisionsFile)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = features.FS.ReadFile(features.DecisionsFile)
	}
	if err != nil {
		return nil, err
	}
	return combination.Parse(path.Join("features", features.DecisionsFile), data)
}
