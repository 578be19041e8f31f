package combination

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const fine = `rows:
  - {name: blocked, when: {org.allow_code_credentials_flows: off}, then: refused at the authorization request, because: [CC-ORG-02]}
  - {name: no secret, when: {secret: [none, wrong]}, then: refused at the token request, because: [CC-SEC-01]}
  - {name: fine, then: accepted, because: [CC-ORG-04]}
`

func TestParse(t *testing.T) {
	table, err := Parse("t.yaml", []byte(fine))
	require.NoError(t, err)
	rows := table.Rows()
	require.Len(t, rows, 3)
	assert.Equal(t, []int{2, 3, 4}, []int{rows[0].Line, rows[1].Line, rows[2].Line})
	assert.Equal(t, Decision{Refused, Token}, rows[1].Then)
	assert.Equal(t, Values{None, Wrong}, rows[1].When[Secret])
	row, err := table.Row("no secret")
	require.NoError(t, err)
	assert.Same(t, rows[1], row)
	_, err = table.Row("no such row")
	assert.EqualError(t, err, `the decision table has no row "no such row"`)
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	const last = "  - {name: fine, then: accepted, because: [CC-ORG-04]}\n"
	tests := map[string]struct{ text, want string }{
		"no YAML":          {"rows: [", "t.yaml:1:7: sequence end token ']' not found"},
		"nothing":          {"", "t.yaml: it has no rows"},
		"no rows":          {"rows: []", "t.yaml: it has no rows"},
		"an unknown key":   {"rows:\n  - {name: x, wen: {}, then: accepted, because: [A]}\n", `t.yaml:2:15: unknown field "wen"`},
		"no list":          {"rows: {a: b}", "t.yaml: "},
		"an unknown word":  {"rows:\n  - {name: x, when: {method: PUT}, then: accepted, because: [A]}\n", `t.yaml:2: method has no value "PUT": it is one of POST, GET`},
		"an unknown thing": {"rows:\n  - {name: x, when: {metod: GET}, then: accepted, because: [A]}\n", `t.yaml:2: "metod" is no dimension`},
		"an empty row":     {"rows:\n  -\n", "t.yaml:2: the row is empty"},
		"no name":          {"rows:\n  - {then: accepted, because: [A]}\n", "t.yaml:2: the row has no name"},
		"no decision":      {"rows:\n  - {name: x, because: [A]}\n", `t.yaml:2: the row "x" does not say what happens`},
		"a bad decision":   {"rows:\n  - {name: x, then: denied, because: [A]}\n", `"denied" is no decision`},
		"a bad request":    {"rows:\n  - {name: x, then: refused at the door, because: [A]}\n", `"refused at the door" is no decision`},
		"no requirement":   {"rows:\n  - {name: x, then: accepted}\n", `t.yaml:2: the row "x" names no requirement`},
		"decided too early": {
			"rows:\n  - {name: x, when: {secret: none}, then: refused at the authorization request, because: [A]}\n" + last,
			`decides at the authorization request by what only the token request shows`,
		},
		"out of order": {
			"rows:\n  - {name: x, when: {secret: none}, then: refused at the token request, because: [A]}\n" +
				"  - {name: y, when: {method: GET}, then: refused at the authorization request, because: [A]}\n" + last,
			`t.yaml:3: the row "y" is about the authorization request and stands after one about the token request`,
		},
		"one name twice": {
			"rows:\n  - {name: x, when: {method: GET}, then: open at the authorization request}\n" +
				"  - {name: x, when: {method: POST, credentials: none}, then: open at the authorization request}\n" + last,
			`t.yaml:3: the row "x" stands twice`,
		},
		"a row that decides nothing": {
			"rows:\n  - {name: x, when: {method: GET}, then: open at the authorization request}\n" +
				"  - {name: y, when: {method: GET, credentials: none}, then: open at the authorization request}\n" + last,
			`t.yaml:3: the row "y" decides nothing`,
		},
		"cells without a decision": {
			"rows:\n  - {name: x, when: {method: GET}, then: refused at the authorization request, because: [A]}\n",
			"t.yaml:2: the last row must accept what no other row decides",
		},
		"left out without a reason": {"left_out:\n  - when: {method: GET}\nrows:\n" + last, "left_out: map[method:[GET]] has no reason"},
		"left out, unknown":         {"left_out:\n  - {when: {x: y}, reason: z}\nrows:\n" + last, `left_out: "x" is no dimension`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("t.yaml", []byte(test.text))
			assert.ErrorContains(t, err, test.want)
		})
	}
}

func FuzzParse(f *testing.F) {
	ours, err := os.ReadFile(filepath.FromSlash(decisions))
	require.NoError(f, err)
	f.Add(ours)
	f.Add([]byte(fine))
	f.Add([]byte("rows:\n  - 1\n  - []\n"))
	f.Add([]byte("rows: &a [*a]\n"))
	f.Add([]byte("rows:\n  -"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Parse("t.yaml", data)
		if err != nil {
			return
		}
		assert.Equal(t, Accepted, table.rows[len(table.rows)-1].Then.Outcome)
	})
}
