package reports

import (
	"bytes"
	_ "embed" // for the schema
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// ResultsSchema is the JSON Schema (draft 2020-12) of results.json.
//
//go:embed results.schema.json
var ResultsSchema []byte

// ErrOtherVersion says that results were written for another version of the model.
var ErrOtherVersion = errors.New("results of another version")

// WriteJSON writes results as JSON, the same bytes for the same results: scenarios, requirements
// and members are sorted. Results that contradict themselves are an error, see [Results.Check].
func WriteJSON(w io.Writer, r *Results) error {
	if err := r.Check(); err != nil {
		return err
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r.Normalized())
}

// ReadJSON reads what WriteJSON wrote. It returns an error for another version ([ErrOtherVersion]),
// for a document that the schema does not allow, for results that contradict themselves and for
// data after the document. Unknown members are ignored, because a later program may write more.
// Exchanges are in the transcripts and are not read.
func ReadJSON(reader io.Reader) (*Results, error) {
	data, err := io.ReadAll(io.LimitReader(reader, maxResults+1))
	if err != nil {
		return nil, fmt.Errorf("read results: %w", err)
	}
	if len(data) > maxResults {
		return nil, fmt.Errorf("results are larger than %d MiB: is this a results.json of codecred?", maxResults>>20)
	}
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return nil, errors.New("results are in UTF-16; save the file as UTF-8, or take it as codecred wrote it")
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // some shells and editors put it there
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("results are not one JSON document: %s%w; was the file cut off?", position(data, err), err)
	}
	if err := checkVersion(document); err != nil {
		return nil, err
	}
	if left := maxValues; !within(document, &left) {
		return nil, fmt.Errorf("results have more than %d values: is this a results.json of codecred?", maxValues)
	}
	schema, err := resultsSchema()
	if err != nil {
		return nil, err
	}
	if err := schema.Validate(document); err != nil {
		return nil, fmt.Errorf("results do not fit schema %s: %s", Schema, firstLines(err.Error()))
	}
	var r Results
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("read results: %w", err)
	}
	return &r, r.Check()
}

// Limits of results that are read. A whole run has some MB and 60,000 values; the answers that it quotes are excerpts.
const (
	maxResults = 128 << 20 // bytes
	maxValues  = 300_000   // the validator takes 7 kB for each that is wrong
	maxWrong   = 50        // lines of what is wrong
)

// position returns the line and the column of an error of JSON, for a text of errors; "" if they are not known.
func position(data []byte, err error) string {
	at, ok := errors.AsType[*json.SyntaxError](err)
	if !ok || at.Offset < 1 || at.Offset > int64(len(data)) {
		return ""
	}
	before := data[:at.Offset-1]
	return fmt.Sprintf("line %d, column %d: ", bytes.Count(before, []byte("\n"))+1, len(before)-bytes.LastIndexByte(before, '\n'))
}

// within counts the values in a JSON value and reports whether no more than left are there.
func within(value any, left *int) bool {
	if *left--; *left < 0 {
		return false
	}
	switch v := value.(type) {
	case map[string]any:
		for _, member := range v {
			if !within(member, left) {
				return false
			}
		}
	case []any:
		for _, item := range v {
			if !within(item, left) {
				return false
			}
		}
	}
	return true
}

// firstLines returns the first lines of a text, and how many more there are.
func firstLines(text string) string {
	lines := strings.Split(text, "\n")
	if left := len(lines) - maxWrong; left > 0 {
		lines = append(lines[:maxWrong], fmt.Sprintf("and %d more", left))
	}
	return strings.Join(lines, "\n")
}

// checkVersion returns one error for another version and a different one for a broken file.
func checkVersion(document any) error {
	members, ok := document.(map[string]any)
	if !ok {
		return errors.New("results are not a JSON object: is this a results.json of codecred?")
	}
	name, ok := members["schema"].(string)
	if !ok {
		return errors.New(`results have no "schema": is this a results.json of codecred?`)
	}
	if name != Schema {
		return fmt.Errorf("%w: schema %q, this program reads %q; use the version of codecred that wrote the file, or run the suite again", ErrOtherVersion, name, Schema)
	}
	return nil
}

var resultsSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(ResultsSchema))
	if err != nil {
		return nil, fmt.Errorf("schema of results: %w", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(Schema, document); err != nil {
		return nil, fmt.Errorf("schema of results: %w", err)
	}
	return compiler.Compile(Schema)
})
