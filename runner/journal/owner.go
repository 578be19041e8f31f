package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// checkOwn returns an error if the file at a path is a link, no regular file, or of another user: what somebody else
// wrote there must not be followed, believed or replaced. A file that is not there is no error.
func checkOwn(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no regular file (%s): remove it, or name another folder with --out", path, info.Mode().Type())
	case !isOwn(info):
		return fmt.Errorf("%s belongs to another user: remove it, or name another folder with --out", path)
	default:
		return nil
	}
}
