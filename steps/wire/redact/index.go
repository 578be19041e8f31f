package redact

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// prefix is how many bytes of a pattern the index looks up at once.
const prefix = 4

// pattern is one written form of a secret.
type pattern struct {
	name   string
	base64 bool // the middle of a base64 text: the characters around it hold bits of the secret too
}

// index finds many patterns in one pass over a text: at each place, the next
// four bytes say which lengths to look up. Patterns and texts are compared
// folded, see fold.
type index struct {
	patterns map[string]pattern
	lengths  map[uint32][]int // lengths of the patterns with this prefix, longest first
	filter   []uint64         // one bit for the hash of each prefix
	names    map[string]bool
}

func newIndex() index {
	return index{patterns: map[string]pattern{}, lengths: map[uint32][]int{}, filter: make([]uint64, 16), names: map[string]bool{}}
}

// fold makes one of the characters that the encodings exchange for one another:
// a space is "+" in a form, and base64url has "-" and "_" for "+" and "/".
var fold = strings.NewReplacer("+", " ", "-", " ", "_", "/")

func (x *index) has(value string) bool {
	p, ok := x.patterns[fold.Replace(value)]
	return ok && !p.base64
}

func (x *index) add(name, value string) {
	x.names[name] = true
	for _, form := range forms(value) {
		x.put(form, pattern{name: name})
		for _, written := range spellings(form) {
			for _, middle := range base64Middles(written) {
				x.put(middle, pattern{name: name, base64: true})
			}
		}
	}
}

// spellings are what escaping makes of a text, each once: most secrets have
// nothing in them to escape.
func spellings(text string) []string {
	all := []string{text}
	for _, escaped := range []string{url.QueryEscape(text), url.PathEscape(text), inJSON(text), html.EscapeString(text)} {
		if !slices.Contains(all, escaped) {
			all = append(all, escaped)
		}
	}
	return all
}

func (x *index) put(text string, p pattern) {
	text = fold.Replace(text)
	if len(text) < prefix {
		return
	}
	if known, ok := x.patterns[text]; ok && !known.base64 {
		return
	}
	x.patterns[text] = p
	key := prefixOf(text)
	if lengths := x.lengths[key]; !slices.Contains(lengths, len(text)) {
		lengths = append(lengths, len(text))
		slices.SortFunc(lengths, func(a, b int) int { return b - a })
		x.lengths[key] = lengths
	}
	if len(x.lengths) > 8*len(x.filter) {
		x.filter = make([]uint64, 4*len(x.filter))
		for key := range x.lengths {
			x.mark(key)
		}
	}
	x.mark(key)
}

func (x *index) mark(key uint32) {
	bit := x.bit(key)
	x.filter[bit/64] |= 1 << (bit % 64)
}

func (x *index) bit(key uint32) uint32 {
	return (key * 2654435761) >> 8 & uint32(len(x.filter)*64-1) //#nosec G115 -- the filter has a fixed, small size
}

// find reports every pattern in a folded text, the longest at each place.
func (x *index) find(text string, found func(from, to int, p pattern)) {
	for i := 0; i+prefix <= len(text); i++ {
		key := prefixOf(text[i:])
		if bit := x.bit(key); x.filter[bit/64]&(1<<(bit%64)) == 0 {
			continue
		}
		for _, n := range x.lengths[key] {
			if i+n > len(text) {
				continue
			}
			if p, ok := x.patterns[text[i:i+n]]; ok {
				found(i, i+n, p)
				break
			}
		}
	}
}

func prefixOf(text string) uint32 {
	_ = text[3]
	return uint32(text[0]) | uint32(text[1])<<8 | uint32(text[2])<<16 | uint32(text[3])<<24
}

// forms are the byte sequences that stand for the same value: as it is, in the
// normal forms of Unicode, and in ISO 8859-1 where it fits.
func forms(value string) []string {
	all := []string{value}
	if isASCII(value) {
		return all
	}
	for _, form := range []string{norm.NFC.String(value), norm.NFD.String(value), latin1(value)} {
		if len(form) >= minSecret && !slices.Contains(all, form) {
			all = append(all, form)
		}
	}
	return all
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

func latin1(value string) string {
	bytes := make([]byte, 0, len(value))
	for _, r := range norm.NFC.String(value) {
		if r > 0xff {
			return ""
		}
		bytes = append(bytes, byte(r)) //#nosec G115 -- at most 0xff, see above
	}
	return string(bytes)
}

func inJSON(value string) string {
	text, err := json.Marshal(value)
	if err != nil {
		return value
	}
	return string(text[1 : len(text)-1])
}

// base64Middles are the characters that a value has in any base64 text that
// holds it, for each of the three ways in which it can lie across the groups of
// three bytes. Characters that share bits with a neighbour are left out.
func base64Middles(value string) []string {
	middles := make([]string, 0, 3)
	for before := range 3 {
		text := base64.RawStdEncoding.EncodeToString(append(make([]byte, before), value...))
		first := (before*8 + 5) / 6
		last := (before + len(value)) * 8 / 6
		middles = append(middles, text[first:last])
	}
	return middles
}
