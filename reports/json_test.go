package reports_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestJSONGolden(t *testing.T) {
	sample.Golden(t, "results.json", sample.JSON(t, sample.Results()))
}

func TestReadingWhatWasWrittenGivesTheSameResults(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written := drawResults(t)
		data := sample.JSON(t, written)
		read, err := reports.ReadJSON(bytes.NewReader(data))
		require.NoError(t, err)
		assert.Equal(t, written.Normalized(), read)
		assert.Equal(t, string(data), string(sample.JSON(t, read)))
	})
}

// drawResults generates a consistent run with any scenarios, in any order.
func drawResults(t *rapid.T) *reports.Results {
	ids := rapid.SliceOfDistinct(rapid.StringMatching(`features/[a-z]{1,6}\.feature:[0-9]{1,3}`), func(id string) string { return id }).Draw(t, "ids")
	scenarios := make([]reports.Scenario, len(ids))
	for i, id := range ids {
		verdict := rapid.SampledFrom(reports.Verdicts).Draw(t, "verdict")
		reason := ""
		if verdict != reports.Passed {
			reason = rapid.StringN(1, 40, -1).Draw(t, "reason")
		}
		s := sample.Scenario(verdict, id, reason)
		s.Name = rapid.String().Draw(t, "name")
		s.DurationMS = rapid.Float64Range(0, 1e6).Draw(t, "duration")
		s.Settings = map[string]any{
			"app.callback_urls":             []any{rapid.String().Draw(t, "url")},
			"policy.refresh_token_validity": rapid.Float64Range(0, 1e9).Draw(t, "seconds"),
		}
		s.Requirements = []string{rapid.StringMatching(`CC-[A-Z]{2}-0[1-9]`).Draw(t, "requirement")}
		scenarios[i] = s
	}
	r := sample.Run(reports.ErrorRun, scenarios...)
	r.Run.Target.NotSupported = rapid.SliceOf(rapid.String()).Draw(t, "not supported")
	return r
}

func TestJSONIsTheSameInAnyOrder(t *testing.T) {
	one, other := sample.Passed("b.feature:1"), sample.Passed("a.feature:2")
	assert.Equal(t, string(sample.JSON(t, sample.Run(reports.Conformant, one, other))), string(sample.JSON(t, sample.Run(reports.Conformant, other, one))))
}

func TestWritingLeavesTheResultsAlone(t *testing.T) {
	r := sample.Run(reports.Conformant, sample.Passed("b.feature:1"), sample.Passed("a.feature:2"))
	r.Scenarios[0].Touches = []string{"CC-B-01", "CC-A-01"}
	assert.Equal(t, []string{"CC-A-01", "CC-B-01"}, r.Normalized().Scenarios[1].Touches)
	sample.JSON(t, r)
	assert.Equal(t, "b.feature:1", r.Scenarios[0].ID)
	assert.Equal(t, []string{"CC-B-01", "CC-A-01"}, r.Scenarios[0].Touches)
}

func TestJSONNeverHoldsNull(t *testing.T) {
	r := sample.Run(reports.ErrorRun, reports.Scenario{ID: "a.feature:1", Level: reports.Info, Verdict: reports.NotRun, Reason: "interrupted"})
	r.Run.Target.NotSupported = nil
	assert.NotContains(t, string(sample.JSON(t, r)), "null")
}

func TestWriteJSONRefusesAContradiction(t *testing.T) {
	r := sample.Results()
	r.ExitCode = 0
	var out bytes.Buffer
	require.ErrorContains(t, reports.WriteJSON(&out, r), "contradict themselves")
	assert.Empty(t, out.Bytes())
}

func TestReadJSONRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		replace, with string
		want          string
	}{
		"another version":      {`"codecred/results/v1"`, `"codecred/results/v2"`, "use the version of codecred that wrote the file"},
		"no schema":            {`"schema":`, `"scheme":`, `results have no "schema"`},
		"a missing member":     {`"profile":`, `"profiles":`, "profile"},
		"a missing list":       {`"scenarios": [`, `"scenes": [`, "scenarios"},
		"an unknown verdict":   {`"verdict": "unstable"`, `"verdict": "flaky"`, "verdict"},
		"an unknown level":     {`"level": "SHOULD"`, `"level": "MAY"`, "level"},
		"an unknown count":     {`"unstable": 1,`, `"unstable": 1, "flaky": 0,`, "flaky"},
		"a negative count":     {`"unstable": 1,`, `"unstable": -1,`, "unstable"},
		"a wrong count":        {`"unstable": 1,`, `"unstable": 2,`, "1 scenarios are unstable, 2 are counted"},
		"a wrong exit code":    {`"exit_code": 1`, `"exit_code": 4`, "has exit code 1, not 4"},
		"a wrong type":         {`"seed": 7`, `"seed": "7"`, "seed"},
		"a time that is none":  {`"started": "2026-11-24T12:00:00Z"`, `"started": "noon"`, "started"},
		"a failure taken away": {`"failure":`, `"failures":`, "failure"},
		"text after it":        {"  ]\n}\n", "  ]\n}\n{}", "not one JSON document"},
		"half a file":          {`"requirements": [` + "\n    {", "", "was the file cut off?"},
	} {
		t.Run(name, func(t *testing.T) {
			whole := string(sample.JSON(t, sample.Results()))
			changed := strings.ReplaceAll(whole, test.replace, test.with)
			_, err := reports.ReadJSON(strings.NewReader(changed))
			require.ErrorContains(t, err, test.want)
		})
	}
	_, err := reports.ReadJSON(strings.NewReader(`{"schema":"codecred/results/v9"}`))
	require.ErrorIs(t, err, reports.ErrOtherVersion)
	_, err = reports.ReadJSON(strings.NewReader(`[]`))
	require.ErrorContains(t, err, "results are not a JSON object")
	for _, other := range []string{``, `[]`, `"results"`, `<html>`} {
		_, err := reports.ReadJSON(strings.NewReader(other))
		require.Error(t, err, other)
	}
}

func TestReadJSONPassesOverUnknownMembers(t *testing.T) {
	later := strings.Replace(string(sample.JSON(t, sample.Results())), `"seed":`, `"weather": {"rain": true}, "seed":`, 1)
	_, err := reports.ReadJSON(strings.NewReader(later))
	require.NoError(t, err)
}

// TestSchemaDescribesEveryMember forbids additional properties in every object of the schema: then
// a member that is written but not described does not validate.
func TestSchemaDescribesEveryMember(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(reports.ResultsSchema))
	require.NoError(t, err)
	closeObjects(t, "", object(t, document))
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("urn:closed", document))
	closed, err := compiler.Compile("urn:closed")
	require.NoError(t, err)

	var results any
	require.NoError(t, json.Unmarshal(sample.JSON(t, sample.Results()), &results))
	require.NoError(t, closed.Validate(results))
	object(t, results)["surprise"] = 1
	require.Error(t, closed.Validate(results))
}

// object is a value of a JSON document that has members.
func object(t *testing.T, value any) map[string]any {
	t.Helper()
	members, ok := value.(map[string]any)
	require.True(t, ok, "%v is no object", value)
	return members
}

func closeObjects(t *testing.T, name string, schema map[string]any) {
	members, isObject := schema["properties"].(map[string]any)
	if isObject {
		assert.NotEmpty(t, schema["description"], "of %s", name)
		schema["additionalProperties"] = false
	}
	for member, inner := range members {
		described := object(t, inner)
		assert.True(t, described["description"] != nil || described["$ref"] != nil, "%s.%s has no description", name, member)
		closeObjects(t, member, described)
	}
	definitions, _ := schema["$defs"].(map[string]any)
	for definition, inner := range definitions {
		assert.NotEmpty(t, object(t, inner)["description"], "of %s", definition)
		closeObjects(t, definition, object(t, inner))
	}
}

func TestSchemaKnowsTheVerdictsOfTheModel(t *testing.T) {
	var schema struct {
		Properties map[string]struct{ Enum []any }
		Defs       map[string]struct{ Enum []any } `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(reports.ResultsSchema, &schema))
	assert.ElementsMatch(t, texts(reports.Verdicts), schema.Defs["verdict"].Enum)
	assert.ElementsMatch(t, texts(reports.Levels), schema.Defs["level"].Enum)
	assert.ElementsMatch(t, texts(reports.RunVerdicts), schema.Properties["verdict"].Enum)
}

func texts[S ~string](list []S) []any {
	var out []any
	for _, s := range list {
		out = append(out, string(s))
	}
	return out
}

func FuzzReadJSON(f *testing.F) {
	f.Add(sample.JSON(f, sample.Results()))
	f.Add([]byte(`{"schema":"codecred/results/v1"}`))
	f.Add([]byte(`{"schema":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := reports.ReadJSON(bytes.NewReader(data))
		if err != nil {
			return
		}
		_, err = reports.ReadJSON(bytes.NewReader(sample.JSON(t, r)))
		require.NoError(t, err, "what can be read can be written and read again")
	})
}
