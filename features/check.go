package features

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// idForm is the form of an id; its first group is the area.
var idForm = regexp.MustCompile(`^CC-([A-Z]+)-[0-9]{2,3}$`)

// check calls report for each field that is wrong, with the problem in words. area is the area of
// the file that has the requirement; home is the file to which its id belongs.
func (r Requirement) check(area, home string, report func(field, problem string)) {
	if problem := idProblem(r.ID, area, home); problem != "" {
		report("id", problem)
	}
	if levels := []Level{Must, Should, Info}; !slices.Contains(levels, r.Level) {
		report("level", notOneOf("level", r.Level, levels))
	}
	if problem := r.profileProblem(); problem != "" {
		report("profiles", problem)
	}
	if problem := sentenceProblem(r.Text); problem != "" {
		report("text", problem)
	}
	r.checkSource(report)
	for i, key := range r.Settings {
		if strings.TrimSpace(key) == "" || slices.Contains(r.Settings[:i], key) {
			report("settings", fmt.Sprintf("setting %q is empty or occurs twice: name each setting once", key))
		}
	}
}

func (r Requirement) checkSource(report func(field, problem string)) {
	tags := []Trust{Documented, SDK, Live, ThirdParty, Standard, Inferred}
	if !slices.Contains(tags, r.Trust) {
		report("trust", notOneOf("trust", r.Trust, tags))
		return
	}
	if problem := sourceProblem(r.Source, r.Trust); problem != "" {
		report("source", fmt.Sprintf("source %q %s", r.Source, problem))
	}
	if r.Trust == Inferred && r.Level == Must && strings.TrimSpace(r.Note) == "" {
		report("level", "level is MUST, but trust is INF: use at most SHOULD, or say in the note what is lost where it is broken")
	}
}

func idProblem(id, area, home string) string {
	match := idForm.FindStringSubmatch(id)
	switch {
	case match == nil:
		return fmt.Sprintf("id %q does not have the form CC-AREA-NN", id)
	case match[1] != area:
		return fmt.Sprintf("id %q does not belong to the area of this file, %s: move the entry to %s, or give it an id of %s",
			id, area, home, area)
	}
	return ""
}

func (r Requirement) profileProblem() string {
	known := []Profile{Salesforce, Strict}
	if len(r.Profiles) == 0 {
		return "profiles is missing or empty: name salesforce, strict or both"
	}
	for i, p := range r.Profiles {
		if !slices.Contains(known, p) {
			return notOneOf("profile", p, known)
		}
		if slices.Contains(r.Profiles[:i], p) {
			return fmt.Sprintf("profile %q occurs twice", p)
		}
	}
	return ""
}

func sentenceProblem(text string) string {
	switch {
	case strings.TrimSpace(text) == "":
		return "text is missing or empty: write the sentence that a server meets"
	case !strings.HasSuffix(text, "."):
		return fmt.Sprintf("text %q does not end with a full stop: write one sentence", text)
	}
	return ""
}

func notOneOf[T ~string](field string, got T, allowed []T) string {
	words := make([]string, len(allowed))
	for i, word := range allowed {
		words[i] = string(word)
	}
	return fmt.Sprintf("%s %q is not one of %s", field, string(got), strings.Join(words, ", "))
}
