package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode/utf8"
)

// excerptSize is how much of a long text a report has, in bytes. A failure needs no more to be understood, and an answer
// may be as long as its sender likes.
const excerptSize = 16 << 10

// Excerpt returns a text, or the beginning of a long one, cut at a character, with its length and its digest.
func Excerpt(text string) string {
	if len(text) <= excerptSize {
		return text
	}
	end := excerptSize
	for end > excerptSize-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	digest := sha256.Sum256([]byte(text))
	return fmt.Sprintf("%s\n… cut here: %d bytes in all, SHA-256 %s", text[:end], len(text), hex.EncodeToString(digest[:]))
}
