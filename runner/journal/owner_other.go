//go:build !unix

package journal

import "io/fs"

// isOwn reports that a file belongs to the user of this process: files have no owner that could be compared.
func isOwn(fs.FileInfo) bool { return true }
