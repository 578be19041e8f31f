package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/codecred/codecred/fixtures/target"
)

// schemaFile is the name of the JSON Schema beside a target file.
const schemaFile = "target.schema.json"

type initCommand struct {
	File string `arg:"" optional:"" help:"Target file to write." default:"target.yaml" placeholder:"FILE"`
}

// Help shows examples.
func (initCommand) Help() string {
	return `Examples:
  codecred init                                     writes target.yaml
  codecred init staging/acme.yaml                   writes that, with target.schema.json beside it

Editors that know the YAML language server complete the keys by the schema. No file is overwritten.`
}

// Run writes a target file and its schema.
func (c initCommand) Run(s streams) error {
	schema, err := target.Schema()
	if err != nil {
		return err
	}
	beside := filepath.Join(filepath.Dir(c.File), schemaFile)
	there, err := os.ReadFile(beside)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return usage(fmt.Errorf("the schema cannot be written: %w", err))
	case !bytes.Equal(there, schema):
		return usage(fmt.Errorf("%s exists already and differs; it is not overwritten: move it away", beside))
	}
	if err := writeNew(c.File, []byte(target.Template(schemaFile))); err != nil {
		return err
	}
	if there == nil {
		if err := writeNew(beside, schema); err != nil {
			return err
		}
	}
	fmt.Fprintf(s.out, "%s is written, with its schema %s\nEdit it, then: codecred check --target %s\n", c.File, beside, c.File)
	return nil
}

// writeNew writes a new file. An existing file is an error.
func writeNew(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //#nosec G302 -- it holds no secret
	if errors.Is(err, fs.ErrExist) {
		return usage(fmt.Errorf("%s exists already and is not overwritten: name another file, as in `codecred init other.yaml`", path))
	}
	if err != nil {
		return usage(fmt.Errorf("the file cannot be written: %w", err))
	}
	_, err = file.Write(data)
	if err := errors.Join(err, file.Close()); err != nil {
		return usage(fmt.Errorf("the file cannot be written: %w", err))
	}
	return nil
}
