package redact

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strings"
)

// maxDepth is how many encodings, one in another, are undone in search of a
// secret: a URL escaped twice within JSON has three.
const maxDepth = 3

// mark is a stretch of a text that must not be shown.
type mark struct {
	from, to int
	name     string
}

// search collects the marks of one text.
type search struct {
	chain      []*Secrets      // locked for reading
	seen       map[string]bool // views that were searched
	marks      []mark
	valuesOnly bool // the places of secrets are left as they are
}

// redact hides the marks and all that is found beside them.
func (s *Secrets) redact(text string, marks []mark) string {
	f := s.search(marks)
	defer f.done()
	return f.redact(text)
}

// search locks the set and those beneath it, until the search is done.
func (s *Secrets) search(marks []mark) *search {
	s.settle()
	f := &search{marks: slices.Clone(marks), seen: map[string]bool{}}
	for ; s != nil; s = s.parent {
		s.mu.RLock()
		f.chain = append(f.chain, s)
	}
	return f
}

func (f *search) done() {
	for _, s := range f.chain {
		s.mu.RUnlock()
	}
}

func (f *search) redact(text string) string {
	f.look(plainView(text), maxDepth)
	return f.hide(text)
}

// look searches a view and what can be decoded from it.
func (f *search) look(v view, depth int) {
	if !f.valuesOnly {
		f.places(v)
	}
	f.values(v)
	f.hexadecimal(v)
	if depth == 0 {
		return
	}
	for _, e := range escapes {
		decoded, changed := v.decode(e)
		if !changed || f.seen[decoded.text] {
			continue
		}
		f.seen[decoded.text] = true
		f.look(decoded, depth-1)
	}
}

func (f *search) places(v view) {
	for p := range places(v.text, separators) {
		from, to := v.span(p.from, p.to)
		f.marks = append(f.marks, mark{from, to, p.name})
	}
}

func (f *search) values(v view) {
	text := fold.Replace(v.text)
	for _, s := range f.chain {
		s.index.find(text, func(from, to int, p pattern) {
			if p.base64 {
				from, to = widen(v.text, from, to)
			}
			from, to = v.span(from, to)
			f.marks = append(f.marks, mark{from, to, p.name})
		})
	}
}

// widen takes in the base64 characters that share bits with what was found, and the padding.
func widen(text string, from, to int) (int, int) {
	if from > 0 && isBase64(text[from-1]) {
		from--
	}
	if to < len(text) && isBase64(text[to]) {
		to++
	}
	for to < len(text) && text[to] == '=' {
		to++
	}
	return from, to
}

func isBase64(c byte) bool {
	return isWordByte(c) || c == '+' || c == '/' || c == '-'
}

// hexadecimal looks into runs of hexadecimal digits, from either digit on.
func (f *search) hexadecimal(v view) {
	const least = 2 * minSecret
	for start := 0; start < len(v.text); {
		end := start
		for end < len(v.text) && isHex(v.text[end]) {
			end++
		}
		for from := start; from < start+2 && end-from >= least; from++ {
			plain, err := hex.DecodeString(v.text[from : end-(end-from)%2])
			if err != nil {
				continue
			}
			f.values(view{string(plain), func(a, b int) (int, int) { return v.span(from+2*a, from+2*b) }})
		}
		start = end + 1
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// hide writes the text with its marks replaced. Marks that overlap become one.
func (f *search) hide(text string) string {
	f.marks = slices.DeleteFunc(f.marks, func(m mark) bool { return m.from >= m.to || f.inPlaceholder(text, m) })
	if len(f.marks) == 0 {
		return text
	}
	slices.SortFunc(f.marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to), cmp.Compare(a.name, b.name))
	})
	var out strings.Builder
	done := 0
	for i := 0; i < len(f.marks); {
		m := f.marks[i]
		for i++; i < len(f.marks) && f.marks[i].from < m.to; i++ {
			m.to = max(m.to, f.marks[i].to)
		}
		out.WriteString(text[done:m.from])
		out.WriteString("[" + m.name + "]")
		done = m.to
	}
	out.WriteString(text[done:])
	return out.String()
}

// inPlaceholder reports whether a mark lies within a name in brackets that
// redaction wrote before.
func (f *search) inPlaceholder(text string, m mark) bool {
	const longest = 80
	window := max(0, m.from-longest)
	start := strings.LastIndexByte(text[window:m.from+1], '[')
	if start < 0 {
		return false
	}
	start += window
	end := strings.IndexByte(text[start:min(len(text), start+longest)], ']')
	if end < 0 || m.to > start+end+1 {
		return false
	}
	name := text[start+1 : start+end]
	return isPlace(name) || slices.ContainsFunc(f.chain, func(s *Secrets) bool { return s.index.names[name] })
}
