package reports

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strings"
)

// check finds contradictions within a scenario.
func (s Scenario) check() error {
	switch {
	case s.ID == "":
		return fmt.Errorf("scenario %q has no id", s.Name)
	case !slices.Contains(Verdicts, s.Verdict):
		return fmt.Errorf("scenario %s has the unknown verdict %q", s.ID, s.Verdict)
	case !slices.Contains(Levels, s.Level):
		return fmt.Errorf("scenario %s has the unknown level %q", s.ID, s.Level)
	case math.IsNaN(s.DurationMS) || math.IsInf(s.DurationMS, 0) || s.DurationMS < 0:
		return fmt.Errorf("scenario %s took %v ms", s.ID, s.DurationMS)
	case s.Transcript != "" && !isTranscriptPath(s.Transcript):
		return fmt.Errorf("scenario %s has its transcript in %q, which is not in the folder %s/", s.ID, s.Transcript, TranscriptsDir)
	}
	if err := s.checkReason(); err != nil {
		return err
	}
	return s.checkSteps()
}

// checkReason makes sure that a scenario has a reason if its verdict needs one, and that a failed
// scenario says what was sent and received.
func (s Scenario) checkReason() error {
	switch {
	case s.Verdict == Passed && (s.Reason != "" || s.Failure != nil):
		return fmt.Errorf("scenario %s passed, but has a reason for not passing", s.ID)
	case s.Verdict != Passed && s.Reason == "":
		return fmt.Errorf("scenario %s is %s without a reason", s.ID, s.Verdict)
	case s.Verdict == Failed && s.Failure == nil:
		return fmt.Errorf("scenario %s failed, but does not say what was sent, received and expected", s.ID)
	}
	return nil
}

// checkSteps looks for a step that contradicts the verdict.
func (s Scenario) checkSteps() error {
	for _, step := range s.Steps {
		switch {
		case step.Status != StepPassed && step.Status != StepFailed && step.Status != StepSkipped:
			return fmt.Errorf("scenario %s has a step with the unknown status %q", s.ID, step.Status)
		case step.Status != StepPassed && s.Verdict == Passed:
			return fmt.Errorf("scenario %s passed, but its step %q %s", s.ID, step.Text, step.Status)
		}
	}
	return nil
}

// check finds contradictions within a requirement.
func (r Requirement) check() error {
	switch {
	case r.ID == "":
		return fmt.Errorf("requirement %q has no id", r.Statement)
	case !slices.Contains(Verdicts, r.Verdict):
		return fmt.Errorf("requirement %s has the unknown verdict %q", r.ID, r.Verdict)
	case !slices.Contains(Levels, r.Level):
		return fmt.Errorf("requirement %s has the unknown level %q", r.ID, r.Level)
	}
	return nil
}

// isTranscriptPath says whether a path stays in the folder of transcripts.
func isTranscriptPath(name string) bool {
	return path.Clean(name) == name && strings.HasPrefix(name, TranscriptsDir+"/")
}
