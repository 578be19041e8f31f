package escape

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Writer escapes all that is written to it as [Text] does, except for the control sequences of the
// program itself. It stands before a stream that a terminal or a pipeline reads, so that no text
// reaches it raw, wherever it comes from. It writes control characters so that JSON stays JSON
// (\u001b). It is safe for concurrent use.
type Writer struct {
	to  io.Writer
	own []string

	mu     sync.Mutex
	before byte   // the last byte that was written
	cut    []byte // the beginning of a character whose end has not been written yet
}

// NewWriter returns a writer before to. The control sequences in own are passed on as they are.
func NewWriter(to io.Writer, own ...string) *Writer {
	return &Writer{to: to, own: own, before: '\n'}
}

// Unwrap returns the writer behind this one.
func (w *Writer) Unwrap() io.Writer { return w.to }

// Write escapes the data and passes it on at once. Only the beginning of a character waits for its end.
func (w *Writer) Write(data []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text := string(w.cut) + string(data)
	end := whole(text)
	w.cut = []byte(text[end:])
	if _, err := io.WriteString(w.to, w.escaped(text[:end])); err != nil {
		return 0, err
	}
	return len(data), nil
}

// whole is the length of text without a character that is cut at its end.
func whole(text string) int {
	for end := len(text) - 1; end >= max(0, len(text)-utf8.UTFMax); end-- {
		if utf8.RuneStart(text[end]) {
			if !utf8.FullRuneInString(text[end:]) {
				return end
			}
			break
		}
	}
	return len(text)
}

func (w *Writer) escaped(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for text != "" {
		if n := w.ownSequence(text); n > 0 { // nobody sees it, so that the text after it still begins a line
			b.WriteString(text[:n])
			text = text[n:]
			continue
		}
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%x`, text[0])
		case beginsCommand(w.before, text):
			b.WriteString(breakCommand(r))
		case r == '\n', r == '\t', unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(unicodeEscape(r))
		}
		w.before, text = text[size-1], text[size:]
	}
	return b.String()
}

// ownSequence is the length of a control sequence of the program at the beginning of text.
func (w *Writer) ownSequence(text string) int {
	for _, sequence := range w.own {
		if strings.HasPrefix(text, sequence) {
			return len(sequence)
		}
	}
	return 0
}

// unicodeEscape is the escape of a character in JSON (RFC 8259, section 7).
func unicodeEscape(r rune) string {
	if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
