package terminal

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/har"
	"github.com/codecred/codecred/reports/internal/sample"
)

func terminalText(t testing.TB, r *reports.Results, options Options) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, Write(&out, r, options))
	return out.String()
}

func TestTerminalGolden(t *testing.T) {
	written := sample.Results()
	require.NoError(t, har.WriteAll(t.TempDir(), written))
	for name, options := range map[string]Options{
		"terminal.txt":        {Dir: "out"},
		"terminal_narrow.txt": {Width: 72, Dir: "out"},
		"terminal_color.txt":  {Width: 100, Dir: "out", Color: true},
	} {
		t.Run(name, func(t *testing.T) {
			sample.Golden(t, name, []byte(terminalText(t, written, options)))
		})
	}
}

// The last line is the verdict. It is never wrapped, so that a script can find it.
func TestTerminalEndsWithTheVerdict(t *testing.T) {
	for _, r := range []*reports.Results{
		sample.Results(), sample.Run(reports.Conformant, sample.Passed("a.feature:1")), sample.Run(reports.ErrorRun),
	} {
		lines := strings.Split(strings.TrimSpace(terminalText(t, r, Options{Width: 20})), "\n")
		assert.Equal(t, r.VerdictLine(), lines[len(lines)-1])
	}
}

func TestTerminalSaysWhatAVendorNeeds(t *testing.T) {
	failed := sample.Scenario(reports.Failed, "features/pkce.feature:31", "a wrong verifier got an access token")
	failed.Transcript = "transcripts/pkce-31.har"
	text := terminalText(t, sample.Run(reports.NonConformant, failed), Options{Dir: "out"})
	f := failed.Failure
	for _, want := range []string{
		failed.ID, failed.Name, failed.Reason, f.Step, f.Expected, f.Observed, f.Statement, f.Source, "CC-PKCE-01 (MUST)",
		"POST /services/oauth2/token HTTP/1.1", "Content-Type: application/json", `"token_type":"Bearer"`, "out/transcripts/pkce-31.har (shortened above)",
	} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "Content-Length", "a field that explains nothing")
}

func TestTerminalGroupsEqualReasons(t *testing.T) {
	var scenarios []reports.Scenario
	for line := range 100 {
		scenarios = append(scenarios, sample.Scenario(reports.NotRun, fmt.Sprintf("a.feature:%03d", line), "the org could not be made"))
	}
	text := terminalText(t, sample.Run(reports.Incomplete, scenarios...), Options{})
	assert.Equal(t, 1, strings.Count(text, "the org could not be made"))
	assert.Contains(t, text, "100 ×")
	assert.Contains(t, text, "a.feature:000, a.feature:001, a.feature:002 and 97 more")
}

func TestTerminalNamesEveryFailureBeyondTheDetailed(t *testing.T) {
	var scenarios []reports.Scenario
	for line := range maxDetailed + 5 {
		failed := sample.Scenario(reports.Failed, fmt.Sprintf("a.feature:%03d", line), "leaked")
		failed.Failure.Observed = fmt.Sprintf("leaked at place %d", line) // each a cause of its own
		scenarios = append(scenarios, failed)
	}
	text := terminalText(t, sample.Run(reports.NonConformant, scenarios...), Options{})
	assert.Equal(t, maxDetailed, strings.Count(text, "RFC 7636, section 4.6"))
	for _, s := range scenarios {
		assert.Contains(t, text, s.ID)
	}
}

func TestTerminalTellsACauseOnce(t *testing.T) {
	waits := sample.Scenario(reports.Inconclusive, "a.feature:9", "the control was refused")
	waits.Failure = sample.Failure()
	waits.Failure.Answer = "the token request was accepted: 200 with an access token"
	scenarios := []reports.Scenario{waits}
	for line := range 6 {
		failed := sample.Scenario(reports.Failed, fmt.Sprintf("a.feature:%d", line), "accepted")
		failed.Failure.Answer = waits.Failure.Answer
		scenarios = append(scenarios, failed)
	}
	text := terminalText(t, sample.Run(reports.NonConformant, scenarios...), Options{})
	assert.Equal(t, 1, strings.Count(text, "RFC 7636, section 4.6"), "the others are only named")
	assert.Contains(t, text, "fails in the same way: a.feature:1, a.feature:2, a.feature:3, a.feature:4, a.feature:5\n")
	assert.Contains(t, text, "could not be decided because of it: a.feature:9\n")
	assert.Contains(t, text, "waits for a.feature:0 (CC-PKCE-01)\n")
}

func TestTerminalRespectsWidth(t *testing.T) {
	for _, width := range []int{40, 60, 80, 132} {
		t.Run(strconv.Itoa(width), func(t *testing.T) {
			r := sample.Results()
			r.Scenarios[0].Failure.Received += strings.Repeat("long", 300)
			for line := range strings.SplitSeq(terminalText(t, r, Options{Width: width}), "\n") {
				isVerdict := strings.HasSuffix(line, "(exit 1)")
				isWord := !strings.Contains(strings.TrimSpace(line), " ")
				if !isVerdict && !isWord && utf8.RuneCountInString(line) > width {
					t.Errorf("line of %d characters on %d columns: %q", utf8.RuneCountInString(line), width, line)
				}
			}
		})
	}
}

func TestTerminalCutsLongMessages(t *testing.T) {
	for name, test := range map[string]struct{ body, note string }{
		"many lines":    {strings.Repeat("line\n", 100), "… 78 more lines"},
		"one long line": {strings.Repeat("x", maxWireColumn+1234), "… 1234 more characters"},
	} {
		t.Run(name, func(t *testing.T) {
			failed := sample.Scenario(reports.Failed, "a.feature:1", "leaked")
			failed.Failure.Sent = "GET / HTTP/1.1"
			failed.Failure.Received = "HTTP/1.1 200 OK\n\n" + test.body
			failed.Transcript = "transcripts/a.har"
			text := terminalText(t, sample.Run(reports.NonConformant, failed), Options{Dir: "out"})
			assert.Contains(t, text, test.note)
			assert.Contains(t, text, "out/transcripts/a.har (shortened above)")
		})
	}
}

func TestTerminalSaysOfNoWholeMessageThatItIsShortened(t *testing.T) {
	failed := sample.Scenario(reports.Failed, "a.feature:1", "leaked")
	failed.Failure.Sent = "GET / HTTP/1.1"
	failed.Failure.Received = "HTTP/1.1 200 OK\nX-A: b\n\n" + strings.Repeat("x", maxWireColumn)
	failed.Transcript = "transcripts/a.har"
	text := terminalText(t, sample.Run(reports.NonConformant, failed), Options{Dir: "out"})
	assert.Contains(t, text, strings.Repeat("x", maxWireColumn)+"\n")
	assert.Contains(t, text, "out/transcripts/a.har\n")
}

// TestTerminalShowsOnlyWhatThereIs holds that a small run has a small report.
func TestTerminalShowsOnlyWhatThereIs(t *testing.T) {
	r := sample.Run(reports.Conformant, sample.Passed("a.feature:1"))
	r.Reason = "every selected MUST was decided and met"
	text := terminalText(t, r, Options{})
	assert.Contains(t, text, "\n           passed\na.feature       1\n\n", "no sum of one file, and no verdict that does not occur")
	assert.NotContains(t, text, r.Reason, "the last line says so")
	assert.Contains(t, text, "412 requests in 1.5s (275 a second)")
	r.Run.Finished = r.Run.Started
	assert.Contains(t, terminalText(t, r, Options{}), "412 requests in 0s\n")
}

func TestATableHasColumnsWhereTheyFit(t *testing.T) {
	r := sample.Run(reports.Conformant, sample.Passed("a.feature:1"))
	assert.Contains(t, terminalText(t, r, Options{Width: 17}), "\na.feature       1\n")
	assert.Contains(t, terminalText(t, r, Options{Width: 16}), "\na.feature\n  1 passed\n")
}

func TestAGroupNamesThreeOfItsScenarios(t *testing.T) {
	assert.Equal(t, "a, b, c", group{ids: []string{"a", "b", "c"}}.examples())
	assert.Equal(t, "a, b, c and 1 more", group{ids: []string{"a", "b", "c", "d"}}.examples())
}

func TestTerminalShowsForeignControlCharactersEscaped(t *testing.T) {
	failed := sample.Scenario(reports.Failed, "a.feature:1"+sample.Hostile, sample.Hostile)
	failed.Name, failed.Feature, failed.Rule, failed.Transcript = sample.Hostile, sample.Hostile, sample.Hostile, "transcripts/"+sample.Hostile
	failed.Requirements = []string{sample.Hostile}
	f := failed.Failure
	for _, text := range []*string{&f.Step, &f.Expected, &f.Observed, &f.Sent, &f.Received, &f.Statement, &f.Source} {
		*text = sample.Hostile
	}
	r := sample.Run(reports.NonConformant, failed, sample.Scenario(reports.NotRun, "b.feature"+sample.Hostile, sample.Hostile))
	r.Reason = sample.Hostile
	r.Run.NotRemoved, r.Scenarios[0].Observed = []string{sample.Hostile}, []string{sample.Hostile}
	r.Run.Target.Name, r.Run.Target.Site, r.Run.Profile, r.Run.Harness.Version = sample.Hostile, sample.Hostile, sample.Hostile, sample.Hostile
	sample.AssertHarmless(t, terminalText(t, r, Options{Dir: "out" + sample.Hostile}))
	assert.Contains(t, terminalText(t, r, Options{}), `\x1b[2J\x1b]0;owned\a\r\b\u009b31m\u202eevil\u200b\xff\x00end`)
}

func TestTerminalSaysTheReasonOnce(t *testing.T) {
	failed := sample.Scenario(reports.Failed, "a.feature:1", "expected 400; "+sample.Failure().Observed)
	text := terminalText(t, sample.Run(reports.NonConformant, failed), Options{})
	assert.Equal(t, 1, strings.Count(text, sample.Failure().Observed))
}
