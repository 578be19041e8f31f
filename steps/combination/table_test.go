package combination

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/fixtures/settings"
)

const decisions = "../../features/combinations/decisions.yaml"

func ourTable(t *testing.T) *Table {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(decisions))
	require.NoError(t, err)
	table, err := Parse("decisions.yaml", data)
	require.NoError(t, err)
	return table
}

// everyCell goes through all combinations of values, whatever the table says of them.
func everyCell(do func(Cell)) {
	var next func(c Cell, from int)
	next = func(c Cell, from int) {
		if from == size {
			do(c)
			return
		}
		for value := range dimensions[from].Values {
			c[from] = uint8(value)
			next(c, from+1)
		}
	}
	next(Cell{}, 0)
}

// cell returns the usual cell with some other values.
func cell(t *testing.T, but map[string]string) Cell {
	t.Helper()
	var c Cell
	for name, value := range but {
		i := indexOf(name)
		require.GreaterOrEqual(t, i, 0, name)
		c[i] = 0xff
		for at, v := range dimensions[i].Values {
			if v == value {
				c[i] = uint8(at)
			}
		}
		require.NotEqual(t, uint8(0xff), c[i], "%s %s", name, value)
	}
	return c
}

// The test compares the table with sentences of the article and of the protocol's outcome matrix,
// which were copied by hand.
func TestOurTableSaysWhatTheArticleSays(t *testing.T) {
	tests := []struct {
		sentence string
		but      map[string]string
		want     string
	}{
		{"a private client with a backend keeps and sends its secret", nil, "accepted"},
		{
			"a public client has both secret settings deselected and sends none",
			map[string]string{settings.WebServerSecret: Off, settings.RefreshSecret: Off, Secret: None, RefreshSecret: None}, "accepted",
		},
		{"by default the flow is blocked for all apps", map[string]string{settings.AllowFlows: Off}, "refused at the authorization request"},
		{"Enable OAuth is the first of the app's settings", map[string]string{settings.EnableOAuth: Off}, "refused at the authorization request"},
		{"the flow is selected for the app", map[string]string{settings.EnableFlow: Off}, "refused at the authorization request"},
		{
			"with the POST body required, GET cannot be used",
			map[string]string{settings.PostBodyOnly: On, Method: Get, Credentials: Basic}, "refused at the authorization request",
		},
		{
			"with the POST body required, credentials cannot be in a Basic header",
			map[string]string{settings.PostBodyOnly: On, Credentials: Basic}, "refused at the authorization request",
		},
		{"with the POST body required, the body is where they go", map[string]string{settings.PostBodyOnly: On}, "accepted"},
		{"without, GET and a Basic header will do", map[string]string{Method: Get, Credentials: Basic}, "accepted"},
		{"without, POST and a Basic header will do", map[string]string{Credentials: Basic}, "accepted"},
		{
			"selected, PKCE must be implemented",
			map[string]string{settings.RequirePKCE: On, Challenge: None, Verifier: None}, "refused at the authorization request",
		},
		{"not selected, PKCE is optional", map[string]string{Challenge: None, Verifier: None}, "accepted"},
		{"the web server flow requires the secret", map[string]string{Secret: None}, "refused at the token request"},
		{"the refresh token flow requires the secret", map[string]string{RefreshSecret: None}, "refused at the refresh request"},
		{"the two are settings of their own", map[string]string{settings.WebServerSecret: Off, Secret: None}, "accepted"},
		{"both places at once have no source", map[string]string{Credentials: BodyBasic}, "open at the authorization request"},
	}
	table := ourTable(t).For("salesforce")
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			row := table.Decide(cell(t, test.but))
			require.NotNil(t, row)
			assert.Equal(t, test.want, row.Then.String(), row.Name)
		})
	}
}

func TestEachCellIsDecidedByOneRowOrLeftOut(t *testing.T) {
	table := ourTable(t).For("salesforce")
	cells, leftOut := 0, 0
	everyCell(func(c Cell) {
		cells++
		if row := table.Decide(c); row == nil {
			leftOut++
			get := c.Value(Method) == Get && (c.Value(Credentials) == Body || c.Value(Credentials) == BodyBasic)
			verifier := c.Value(Challenge) == None && c.Value(Verifier) == Right
			if !get && !verifier {
				t.Errorf("%v has no row and no reason to be left out", c)
			}
		}
	})
	assert.Equal(t, 128*2*5*2*3*4*4, cells)
	assert.Equal(t, 128*4*4*(2*6+8), leftOut)
}

// Every combination of values is tried: its path, up to where the flow ends, is one of the cases,
// and each case occurs once.
func TestTheCasesAreTheWholeProduct(t *testing.T) {
	if testing.Short() {
		t.Skip("it goes through every cell")
	}
	for _, profile := range []string{"salesforce", "strict"} {
		table := ourTable(t).For(profile)
		cases := map[Path]*Row{}
		for row, list := range table.cases() {
			for _, c := range list {
				require.NotContains(t, cases, c.Path)
				require.Same(t, row, c.Row)
				cases[c.Path] = c.Row
			}
		}
		assert.Len(t, cases, table.Cases())
		everyCell(func(c Cell) {
			row := table.Decide(c)
			if row != nil && cases[Path{c, row.Then.At}.Upto(row.Then.At)] != row {
				t.Errorf("%v is not tried as the row %q decides", c, row.Name)
			}
		})
		assert.Len(t, settingsOf(cases), 128)
	}
}

func settingsOf(cases map[Path]*Row) map[string]bool {
	seen := map[string]bool{}
	for path := range cases {
		seen[path.Cell.Settings().Canonical()] = true
	}
	return seen
}

// The profile strict has one row more. It takes only the cells that it fits from other rows.
func TestProfilesDifferInTheirOwnRows(t *testing.T) {
	table := ourTable(t)
	public := cell(t, map[string]string{settings.WebServerSecret: Off, Challenge: None, Verifier: None, Secret: None})
	assert.Equal(t, Accepted, table.For("salesforce").Decide(public).Then.Outcome)
	row, err := table.For("salesforce").Row("a public client without a challenge")
	require.NoError(t, err, "a feature may name a row of another profile")
	assert.Empty(t, table.For("salesforce").Trials(row, Full))
	assert.NotEmpty(t, table.For("salesforce").For("strict").Trials(row, Full))
	strict := table.For("strict").Decide(public)
	assert.Equal(t, "strict", strict.Profile)
	assert.Equal(t, Decision{Open, Authorization}, strict.Then)
}
