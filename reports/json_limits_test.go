package reports_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestResultsOverALimitAreRefusedInLittleMemory(t *testing.T) {
	good := string(sample.JSON(t, sample.Results()))
	with := func(more string) string { return strings.Replace(good, `"scenarios": [`, `"scenarios": [`+more, 1) }
	for name, row := range map[string]struct{ text, says string }{
		"many scenarios": {with(strings.Repeat("{},", 1<<20)), "results have more than 300000 values: is this a results.json of codecred?"},
		"many values":    {strings.Replace(good, "{", `{"excess":[`+strings.Repeat("0,", 1<<19)+"0],", 1), "results have more than 300000 values"},
		"deep values":    {strings.Replace(good, "{", `{"excess":`+strings.Repeat("[", 1<<20)+",", 1), "results are not one JSON document: line 1, column 10010: "},
		"many are wrong": {with(strings.Repeat("{},", 2_000)), " more"},
		"a line of it":   {strings.Replace(good, `"seed": 7`, `"seed": !`, 1), "not one JSON document: line 10, column 13: invalid character '!'"},
		"UTF-16":         {"\xFF\xFE{\x00}\x00", "results are in UTF-16; save the file as UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := reports.ReadJSON(strings.NewReader(row.text))
			runtime.ReadMemStats(&after)
			require.ErrorContains(t, err, row.says)
			assert.LessOrEqual(t, strings.Count(err.Error(), "\n"), 50)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(512<<20))
		})
	}
	_, err := reports.ReadJSON(spaces{})
	assert.ErrorContains(t, err, "results are larger than 128 MiB")
}

// spaces is an endless text.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestResultsWithAByteOrderMarkAreRead(t *testing.T) {
	got, err := reports.ReadJSON(strings.NewReader("\uFEFF" + strings.ReplaceAll(string(sample.JSON(t, sample.Results())), "\n", "\r\n")))
	require.NoError(t, err)
	assert.NotEmpty(t, got.Scenarios)
}
