package redact

import "sort"

// view is a text as it reads after some decoding, and knows for each stretch of
// it where that stands in the text that it came from.
type view struct {
	text string
	span func(from, to int) (int, int)
}

func plainView(text string) view {
	return view{text: text, span: func(from, to int) (int, int) { return from, to }}
}

// decoding is one escape in a view: where its plain text stands, and where the escape stood.
type decoding struct{ plain, plainEnd, source, sourceEnd int }

// decode undoes the escapes of one kind; changed is false when there is none.
func (v view) decode(e escape) (decoded view, changed bool) {
	var done []decoding
	plain := make([]byte, 0, len(v.text))
	copied := 0
	for i := e.next(v.text, 0); i >= 0; i = e.next(v.text, i) {
		text, length := e.decode(v.text[i:])
		if length == 0 {
			i++
			continue
		}
		plain = append(plain, v.text[copied:i]...)
		done = append(done, decoding{len(plain), len(plain) + len(text), i, i + length})
		plain = append(plain, text...)
		i += length
		copied = i
	}
	if len(done) == 0 {
		return v, false
	}
	plain = append(plain, v.text[copied:]...)
	return view{string(plain), func(from, to int) (int, int) {
		return v.span(sourceOf(done, from, false), sourceOf(done, to, true))
	}}, true
}

// sourceOf maps a boundary between the bytes of a decoded text back: one within an
// escape to the start of it, or to its end where the boundary ends a stretch.
func sourceOf(done []decoding, at int, end bool) int {
	i := sort.Search(len(done), func(i int) bool { return done[i].plain > at || end && done[i].plain == at }) - 1
	if i < 0 {
		return at
	}
	d := done[i]
	switch {
	case at >= d.plainEnd:
		return d.sourceEnd + at - d.plainEnd
	case end:
		return d.sourceEnd
	default:
		return d.source
	}
}
