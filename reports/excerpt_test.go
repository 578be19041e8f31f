package reports_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
)

func TestAnExcerptIsTheBeginningOfALongText(t *testing.T) {
	short := strings.Repeat("a", 16<<10)
	assert.Equal(t, short, reports.Excerpt(short), "what is not long stays whole")

	long := short + "b"
	got := reports.Excerpt(long)
	assert.True(t, strings.HasPrefix(got, short+"\n… cut here: 16385 bytes in all, SHA-256 "))
	assert.NotEqual(t, got, reports.Excerpt(short+"c"), "the digest tells apart what was cut off")

	for _, letter := range []string{"ä", "€", "😀"} {
		for shift := range 4 {
			text := strings.Repeat("a", shift) + strings.Repeat(letter, 16<<10)
			assert.True(t, utf8.ValidString(reports.Excerpt(text)), "it is cut at a character: %s, %d", letter, shift)
			assert.Less(t, len(reports.Excerpt(text)), 17<<10)
		}
	}
	assert.Less(t, len(reports.Excerpt(strings.Repeat("\xbf", 64<<10))), 17<<10, "bytes that are no text are cut somewhere")
}
