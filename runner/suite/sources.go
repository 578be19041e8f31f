package suite

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/codecred/codecred/fixtures/textfile"
	"github.com/codecred/codecred/fixtures/yamlfile"
)

// maxSource is the largest size of a feature and of a YAML file beside it, in bytes. The largest of ours has some 140 kB.
const maxSource = 1 << 20

// Sources returns a folder of features as a file system. What it reads is bounded: a file that is too large, or YAML that
// is nested too deeply, is an error with file, line and column. Text of other systems is read as package
// textfile does.
func Sources(dir string) fs.FS {
	return sources{FS: os.DirFS(dir), root: filepath.ToSlash(filepath.Clean(dir))}
}

// sources is a folder whose files are read as text.
type sources struct {
	fs.FS

	root string // its name, for errors
}

// ReadFile implements fs.ReadFileFS. What is wrong with a text is a textfile.Problem.
func (s sources) ReadFile(name string) ([]byte, error) {
	at := path.Join(s.root, name)
	data, err := textfile.ReadFrom(s.FS, name, maxSource)
	if tooLarge, ok := errors.AsType[textfile.TooLarge](err); ok {
		return nil, textfile.Problem{Path: at, Line: 1, Column: 1, Text: "the file is " + tooLarge.Error() + "; divide it"}
	}
	if err != nil {
		return nil, err
	}
	text, err := textfile.Decode(data)
	if err == nil && path.Ext(name) == ".yaml" {
		err = yamlfile.Check(text)
	}
	if err != nil {
		return nil, yamlfile.Of(at, nil, err)
	}
	return textfile.UnixLines(text), nil
}
