package reports

import (
	"bytes"
	_ "embed" // for the schema
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	data, err := io.ReadAll(reader)
	if err != nil {
		return nil, fmt.Errorf("read results: %w", err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("results are not one JSON document: %w; was the file cut off?", err)
	}
	if err := checkVersion(document); err != nil {
		return nil, err
	}
	schema, err := resultsSchema()
	if err != nil {
		return nil, err
	}
	if err := schema.Validate(document); err != nil {
		return nil, fmt.Errorf("results do not fit schema %s: %w", Schema, err)
	}
	var r Results
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("read results: %w", err)
	}
	return &r, r.Check()
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
