package reports

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

// Names in the folder of the reports of a run.
const (
	ResultsFile     = "results.json"
	JUnitFile       = "junit.xml"
	SuggestionsFile = "new-known-failures.yaml" // all suggested entries if there are more than are printed
	TranscriptsDir  = "transcripts"             // a folder

	lockFile = ".lock"
)

// LockFolder keeps other runs out of a folder of reports, which it makes if it is missing, until release is called or the
// process ends.
func LockFolder(dir string) (release func() error, err error) {
	if err := MakeFolder(dir); err != nil {
		return nil, err
	}
	const everyone = 0o666 // the next run may be another user's
	lock := flock.New(filepath.Join(dir, lockFile), flock.SetPermissions(everyone))
	switch locked, err := lock.TryLock(); {
	case errors.Is(err, errors.ErrUnsupported):
		return func() error { return nil }, nil // some file systems have no locks
	case err != nil:
		return nil, fmt.Errorf("the folder %q cannot be locked: %w", dir, err)
	case !locked:
		return nil, fmt.Errorf("another run writes into the folder %q: wait until it has ended, or name another folder with --out", dir)
	}
	return lock.Close, nil
}

// ClearFolder removes from a folder what an earlier run has written there, so that it cannot be taken for the results of the run that
// begins: the reports, what a run that was killed left of them, and the transcripts unless these are kept. Other files stay.
func ClearFolder(dir string, keepTranscripts bool) error {
	reports := func(name string) bool {
		return slices.ContainsFunc([]string{ResultsFile, JUnitFile, SuggestionsFile}, func(of string) bool { return name == of || isPartOf(name, of) })
	}
	if err := removeFiles(dir, reports); err != nil {
		return err
	}
	return removeFiles(filepath.Join(dir, TranscriptsDir), func(name string) bool {
		of, cut := cutPart(name)
		return cut && filepath.Ext(of) == transcriptExt || !keepTranscripts && filepath.Ext(name) == transcriptExt
	})
}

// removeFiles removes the files of a folder whose names are those of reports. A folder that is not there has none.
func removeFiles(dir string, are func(name string) bool) error {
	files, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, file := range files {
		if !are(file.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, file.Name())); err != nil {
			return err
		}
	}
	return nil
}

const transcriptExt = ".har"

// isPartOf reports whether a file is what WriteFile has written of another one.
func isPartOf(file, name string) bool {
	of, ok := cutPart(file)
	return ok && of == name
}

// cutPart reads the name that WriteFile gives a file while it writes it: a dot, the name of the file, another dot and random characters.
func cutPart(file string) (name string, ok bool) {
	name, ok = strings.CutPrefix(file, ".")
	at := strings.LastIndexByte(name, '.')
	if !ok || at < 0 || len(name)-at-1 != randomLength {
		return "", false
	}
	return name[:at], true
}
