package suite

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseTags(t *testing.T) {
	tests := []struct {
		name, expr string
		tags       []string
		selects    bool
	}{
		{"nothing selects everything", "", nil, true},
		{"a tag that is there", "@a", []string{"@a"}, true},
		{"a tag that is not there", "@a", []string{"@b"}, false},
		{"case counts", "@a", []string{"@A"}, false},
		{"and needs both", "@a and @b", []string{"@a"}, false},
		{"and has both", "@a and @b", []string{"@b", "@a"}, true},
		{"or needs one", "@a or @b", []string{"@b"}, true},
		{"not", "not @a", []string{"@b"}, true},
		{"not twice", strings.Repeat("not ", 2) + "@a", []string{"@a"}, true},
		{"not binds tighter than and", "not @a and @b", []string{"@b"}, true},
		{"and binds tighter than or", "@a or @b and @c", []string{"@a"}, true},
		{"parentheses bind first", "(@a or @b) and @c", []string{"@a"}, false},
		{"parentheses without spaces", "not(@a or @b)", []string{"@c"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			expr, err := parseTags(tt.expr)
			require.NoError(t, err)
			assert.Equal(t, tt.selects, expr(tt.tags))
		})
	}
}

func TestParseTagsRefusesWhatIsNoExpression(t *testing.T) {
	for name, expr := range map[string]string{
		"no at sign":               "a",
		"an at sign alone":         "@",
		"the old grammar's and":    "@a && @b",
		"the old grammar's or":     "@a,@b or",
		"and without a right side": "@a and",
		"or without a left side":   "or @a",
		"two tags without a word":  "@a @b",
		"an open parenthesis":      "(@a",
		"a closing one too many":   "@a)",
		"empty parentheses":        "()",
		"not without anything":     "not",
		"a word in upper case":     "@a AND @b",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseTags(expr)
			require.Error(t, err)
			assert.ErrorContains(t, err, expr)
		})
	}
}

func FuzzParseTags(f *testing.F) {
	for _, seed := range []string{"", "@a", "not (@a or @b) and @c", "((((", "@a @b", strings.Repeat("not ", 2)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		expr, err := parseTags(text)
		if err != nil {
			return
		}
		both, err := parseTags("not (" + text + ")")
		if len(tagWords(text)) == 0 {
			return // the empty expression has no negation
		}
		require.NoError(t, err)
		assert.NotEqual(t, expr([]string{"@a"}), both([]string{"@a"}), "%q and its negation agree", text)
	})
}
