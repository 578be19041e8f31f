package suite

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/textfile"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/combination"
	"github.com/codecred/codecred/steps/need"
)

// Suite is every scenario of a set of features, with the catalogue that they
// point into.
type Suite struct {
	Scenarios []*Scenario // in the order of files and lines
	Catalogue *features.Catalogue
	Grids     []*features.Grid     // the tables of what is tried; none where a folder has none
	Table     *combination.Table   // with the rows of the profile
	Strength  combination.Strength // how much of it is tried
	Source    string               // "embedded" or the folder
	Digest    string               // SHA-256 of all files, hex

	found *foundLines
}

// Scenario is one scenario. Each example of an outline is a scenario of its own.
type Scenario struct {
	ID           string // file and line
	File         *File
	Name         string
	Feature      string
	Rule         string
	Tags         []string               // with their @
	Requirements []features.Requirement // that it checks: one in each profile
	Touched      []features.Requirement // that it depends on and does not check
	Steps        []string
	Given        []bool // which of the Steps are preconditions: what stands below Given is not checked
	Need         *need.Need

	Lines []steps.Line // the steps, each with its definition

	extent extent
}

// Level is the strongest level of the scenario's requirements that are in a profile.
func (s *Scenario) Level(profile features.Profile) reports.Level {
	level := reports.Info
	for _, r := range s.Requirements {
		switch {
		case !r.In(profile):
		case r.Level == features.Must:
			return reports.Must
		case r.Level == features.Should:
			level = reports.Should
		}
	}
	return level
}

// Strongest is the strongest level of the scenario's requirements in any profile.
func (s *Scenario) Strongest() reports.Level {
	level := reports.Info
	for _, profile := range []features.Profile{features.Salesforce, features.Strict} {
		if of := s.Level(profile); of == reports.Must || of == reports.Should && level == reports.Info {
			level = of
		}
	}
	return level
}

// touches begins a tag that names a requirement which a scenario depends on and does not check.
const touches = "@touches:"

// checksOne returns an error if the scenario checks several requirements in one profile: if it
// failed, nobody would know which of them is broken.
func (s *Scenario) checksOne() error {
	for _, profile := range []features.Profile{features.Salesforce, features.Strict} {
		var ids []string
		for _, r := range s.Requirements {
			if r.In(profile) {
				ids = append(ids, r.ID)
			}
		}
		if len(ids) > 1 {
			return fmt.Errorf("it checks %s in the profile %s, and may check one: write a scenario for each, or tag what it only depends on with %s%s",
				strings.Join(ids, " and "), profile, touches, ids[1])
		}
	}
	return nil
}

// IsGiven says whether a line is a precondition: if it does not hold, the scenario decides nothing.
func (s *Scenario) IsGiven(line int) bool { return line < len(s.Given) && s.Given[line] }

// Load reads the features of a folder, or the embedded ones if dir is empty, and plans every
// scenario for the profile and strength of the selection. It reports all mistakes together, each
// with its file and line. The embedded ones are read once for each profile and strength: nobody may
// change what Load returns.
func Load(dir string, sel Selection) (*Suite, error) {
	if dir == "" {
		return ofProgram(sel)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("the features folder %q cannot be read: name a folder that holds *.feature files", dir)
	}
	s, err := load(Sources(dir), filepath.ToSlash(filepath.Clean(dir)), dir, sel)
	return s, textfile.Join(err)
}

// inProgram is the source of a suite that is part of the program.
const inProgram = "embedded"

// embeddedSuites holds the suites of the embedded features.
var embeddedSuites = struct {
	mu  sync.Mutex
	all map[planned]func() (*Suite, error)
}{all: map[planned]func() (*Suite, error){}}

// planned is what the plans of scenarios depend on.
type planned struct {
	profile  features.Profile
	strength combination.Strength
}

func ofProgram(sel Selection) (*Suite, error) {
	at := planned{sel.Profile, sel.Strength}
	embeddedSuites.mu.Lock()
	read := embeddedSuites.all[at]
	if read == nil {
		read = sync.OnceValues(func() (*Suite, error) { return load(features.FS, "features", inProgram, sel) })
		embeddedSuites.all[at] = read
	}
	embeddedSuites.mu.Unlock()
	return read()
}

func load(fsys fs.FS, root, source string, sel Selection) (*Suite, error) {
	var grids []*features.Grid
	var wrongGrids error
	var reading sync.WaitGroup
	reading.Go(func() { grids, wrongGrids = features.Grids(fsys, root) })
	catalogue, err := loadCatalogue(fsys, root)
	reading.Wait()
	if err != nil {
		return nil, err
	}
	table, err := loadTable(fsys)
	if err != nil {
		return nil, err
	}
	if wrongGrids != nil {
		return nil, wrongGrids
	}
	if source != inProgram { // a test holds the embedded ones against one another
		if err := checkFeatures(grids, fsys, root); err != nil {
			return nil, err
		}
	}
	s := &Suite{
		Catalogue: catalogue, Grids: grids, Table: table.For(string(sel.Profile)), Strength: sel.Strength, Source: source, found: &foundLines{byText: map[string]steps.Line{}},
	}
	return s, s.read(fsys, root)
}

// checkFeatures holds each grid of a folder against the feature that is written from it.
func checkFeatures(grids []*features.Grid, fsys fs.FS, root string) error {
	var problems []error
	for _, g := range grids {
		problems = append(problems, g.CheckFeature(fsys, root))
	}
	return errors.Join(problems...)
}

// loadCatalogue reads the catalogue beside the features; a folder without one
// uses ours.
func loadCatalogue(fsys fs.FS, root string) (*features.Catalogue, error) {
	c, err := features.Load(fsys, root)
	if errors.Is(err, fs.ErrNotExist) {
		return features.Load(features.FS, "features")
	}
	return c, err
}

func (s *Suite) read(fsys fs.FS, root string) error {
	sum := sha256.New()
	var files []*feature
	var reading sync.WaitGroup
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !features.IsSource(name) {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if problem, ok := errors.AsType[textfile.Problem](err); ok { // and what is wrong with the other files
			files = append(files, &feature{problems: []error{problem}})
			return nil
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(data), data)
		if path.Ext(name) == ".feature" {
			f := &feature{path: path.Join(root, name)}
			files = append(files, f)
			reading.Go(func() { f.read(s, data) })
		}
		return nil
	})
	reading.Wait()
	s.Digest = hex.EncodeToString(sum.Sum(nil))
	switch {
	case err != nil:
		return fmt.Errorf("read the features: %w", err)
	case len(files) == 0:
		return fmt.Errorf("%s holds no *.feature file", root)
	}
	var problems []error
	for _, f := range files {
		s.Scenarios = append(s.Scenarios, f.scenarios...)
		problems = append(problems, f.problems...)
	}
	return errors.Join(problems...)
}

// feature is one file that is read, beside others at the same time.
type feature struct {
	path      string
	scenarios []*Scenario
	problems  []error
}

// read reads the scenarios of the file. It changes nothing of the suite but what find keeps.
func (f *feature) read(s *Suite, data []byte) {
	ids := 0
	newID := func() string { ids++; return strconv.Itoa(ids) }
	doc, err := parse(data, newID)
	switch {
	case err != nil:
		f.problems = []error{fmt.Errorf("%s does not parse: %w", f.path, err)}
		return
	case doc.Feature == nil:
		f.problems = []error{fmt.Errorf("%s holds no feature", f.path)}
		return
	case len(scenarios(doc.Feature)) == 0:
		f.problems = []error{fmt.Errorf("%s holds no scenario", f.path)}
		return
	}
	if err := checkExpansion(f.path, doc.Feature); err != nil {
		f.problems = []error{err}
		return
	}
	pickles := gherkin.Pickles(*doc, f.path, newID)
	f.problems = emptyScenarios(f.path, doc.Feature, pickles)
	rules := ruleNames(doc.Feature)
	at := stepLines(doc.Feature)
	within, in := extents(doc.Feature, bytes.Count(data, []byte("\n"))+1), &File{Path: f.path, Text: data}
	for _, pickle := range pickles {
		scenario, errs := s.scenario(f.path, pickle, at)
		scenario.Feature, scenario.Rule, scenario.File = doc.Feature.Name, rules[pickle.AstNodeIds[0]], in
		scenario.extent = within[pickle.AstNodeIds[0]]
		if len(pickle.AstNodeIds) > 1 { // the second is the row of an outline's examples
			scenario.extent = extent{int(pickle.Location.Line), int(pickle.Location.Line)}
		}
		in.scenarios = append(in.scenarios, scenario)
		f.scenarios = append(f.scenarios, scenario)
		f.problems = append(f.problems, errs...)
	}
}

// scenario reads one pickle and lets its lines say what they need. at has the line of each step in the file.
func (s *Suite) scenario(file string, pickle *messages.Pickle, at map[string]int64) (*Scenario, []error) {
	line := pickle.Location.Line
	out := &Scenario{ID: fmt.Sprintf("%s:%d", file, line), Name: pickle.Name, Need: need.New()}
	out.Need.Table, out.Need.Strength = s.Table, s.Strength
	var problems []error
	problem := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("%s: %w", out.ID, fmt.Errorf(format, args...)))
	}
	for _, tag := range pickle.Tags {
		out.Tags = append(out.Tags, tag.Name)
		id, touched := strings.CutPrefix(tag.Name, touches)
		id = strings.TrimPrefix(id, "@")
		if !strings.HasPrefix(id, "CC-") {
			continue
		}
		r, ok := s.Catalogue.Lookup(id)
		switch {
		case !ok:
			problem("the catalogue has no requirement %s: correct the tag or add an entry to %s", id, s.Catalogue.File(id))
		case touched:
			out.Touched = append(out.Touched, r)
		default:
			out.Requirements = append(out.Requirements, r)
		}
	}
	if err := out.checksOne(); err != nil {
		problem("%w", err)
	}
	if len(out.Requirements) == 0 && len(problems) == 0 {
		problem("it names no requirement: add a tag such as @CC-PKCE-01, see `codecred list requirements`")
	}
	checks := false
	for _, step := range pickle.Steps {
		checksNow, err := s.step(out, step)
		checks = checks || checksNow
		if err != nil {
			problems = append(problems, fmt.Errorf("%s:%d: %w", file, at[step.AstNodeIds[0]], err))
		}
	}
	if !checks && len(problems) == 0 {
		problem("no line of it checks anything, so every server would pass: add a Then line, such as `Then the authorization request is accepted`")
	}
	return out, problems
}

// step adds a step to a scenario, and lets its line say what it needs. It reports whether the step checks what the
// target does.
func (s *Suite) step(sc *Scenario, step *messages.PickleStep) (checks bool, err error) {
	given := step.Type == messages.PickleStepType_CONTEXT
	line, err := s.find(step.Text)
	sc.Steps, sc.Given, sc.Lines = append(sc.Steps, step.Text), append(sc.Given, given), append(sc.Lines, line)
	switch {
	case step.Argument != nil:
		return true, fmt.Errorf("%q: no step takes a table or a text below it", step.Text)
	case err != nil:
		return true, err
	default:
		return line.Judges() && !given, line.Plan(sc.Need)
	}
}

// Lookup finds a scenario by its id.
func (s *Suite) Lookup(id string) (*Scenario, bool) {
	i := slices.IndexFunc(s.Scenarios, func(sc *Scenario) bool { return sc.ID == id })
	if i < 0 {
		return nil, false
	}
	return s.Scenarios[i], true
}
