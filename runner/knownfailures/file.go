package knownfailures

import (
	"errors"
	"fmt"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/codecred/codecred/fixtures/textfile"
	"github.com/codecred/codecred/fixtures/yamlfile"
	"github.com/codecred/codecred/reports"
)

// Load reads a file of known failures: a YAML list of entries. With an empty path it
// returns nil. The error is a *reports.Error and says what is wrong, with line and column.
func Load(path string) (*List, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // no list is no error
	}
	data, err := textfile.Read(path, yamlfile.MaxSize)
	if err != nil {
		return nil, reports.UsageError(fmt.Errorf("the known failures: %w", err))
	}
	list, err := parse(data, path)
	if err != nil {
		return nil, reports.UsageError(err)
	}
	return list, nil
}

// parse reads known failures from memory; path names the file in errors.
func parse(data []byte, path string) (*List, error) {
	file, err := yamlfile.Parse(data)
	if err != nil {
		return nil, yamlfile.Of(path, nil, err)
	}
	list := &List{}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return list, nil
	}
	entries, ok := file.Docs[0].Body.(*ast.SequenceNode)
	if !ok || len(file.Docs) > 1 {
		return nil, fmt.Errorf("%s:1:1: known failures are one list: begin each entry with `- scenario:` or `- requirement:`", path)
	}
	var problems []error
	taken := map[string]ast.Node{}
	for _, node := range entries.Values {
		entry, err := parseEntry(node, taken)
		if err != nil {
			problems = append(problems, yamlfile.Of(path, node, err))
			continue
		}
		list.Entries = append(list.Entries, entry)
	}
	return list, textfile.Join(problems...)
}

// parseEntry reads one entry. taken has the subjects of the entries before it.
func parseEntry(node ast.Node, taken map[string]ast.Node) (reports.KnownFailureEntry, error) {
	var entry reports.KnownFailureEntry
	if err := yamlfile.Decode(node, &entry); err != nil {
		return entry, err
	}
	if err := checkEntry(entry); err != nil {
		return entry, err
	}
	subject := entry.Scenario
	if subject == "" { // a requirement may be broken in more than one way
		subject = entry.Requirement + " " + entry.Reason
	}
	if before, twice := taken[subject]; twice {
		return entry, fmt.Errorf("%s is known already by the entry in line %d: keep one", entry.Subject(), before.GetToken().Position.Line)
	}
	taken[subject] = node
	return entry, nil
}

// checkEntry says what is missing from an entry. A person fills in why, owner, link and expires: a
// failure without an explanation is not accepted.
func checkEntry(entry reports.KnownFailureEntry) error {
	if (entry.Scenario == "") == (entry.Requirement == "") {
		return errors.New("an entry names either a scenario or a requirement")
	}
	for _, part := range []struct{ name, value, hint string }{
		{"reason", entry.Reason, "copy it exactly from the report of the failure"},
		{"why", entry.Why, "say why the failure is accepted for now"},
		{"owner", entry.Owner, "say who is responsible"},
		{"link", entry.Link, "give the link of the issue or ticket"},
		{"expires", entry.Expires, "give the last day on which the entry is valid, such as 2026-12-31"},
	} {
		if part.value == "" {
			return fmt.Errorf("%s: %q is missing or empty; %s", entry.Subject(), part.name, part.hint)
		}
	}
	if _, err := time.Parse(time.DateOnly, entry.Expires); err != nil {
		return fmt.Errorf("%s: expires is %q; it must be a day such as 2026-12-31", entry.Subject(), entry.Expires)
	}
	return nil
}
