package har

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

// transcriptOf writes a scenario with these exchanges and reads its HAR back.
func transcriptOf(t testing.TB, exchanges ...reports.Exchange) (har, []byte) {
	t.Helper()
	dir := t.TempDir()
	s := sample.Passed("features/settings/pkce.feature:12")
	s.Exchanges = exchanges
	require.NoError(t, Write(dir, "0.1.0", &s))
	data, err := os.ReadFile(filepath.Join(dir, s.Transcript))
	require.NoError(t, err)
	var document har
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&document))
	return document, data
}

func TestTranscriptGolden(t *testing.T) {
	_, data := transcriptOf(t, sample.Exchange())
	sample.Golden(t, "transcript.har", data)
}

func TestTranscriptHasOneExchangeALine(t *testing.T) {
	document, data := transcriptOf(t, sample.Exchange(), sample.Exchange(), sample.Exchange())
	require.Len(t, document.Log.Entries, 3)
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	require.Len(t, lines, 5)
	for i, line := range lines[1:4] {
		var entry harEntry
		require.NoError(t, json.Unmarshal([]byte(strings.TrimSuffix(line, ",")), &entry), line)
		assert.Equal(t, document.Log.Entries[i], entry)
		assert.Equal(t, document.Log.Pages[0].ID, entry.Page)
	}
}

func TestTranscriptHasWhatHARDemands(t *testing.T) {
	_, data := transcriptOf(t, reports.Exchange{Started: sample.Noon, Request: reports.Message{Method: "GET", URL: "https://acme.example/"}, Error: "connection refused"})
	var document struct{ Log map[string]any }
	require.NoError(t, json.Unmarshal(data, &document))
	entries, ok := document.Log["entries"].([]any)
	require.True(t, ok)
	entry := object(t, entries[0])
	for part, members := range map[string]struct {
		value any
		names []string
	}{
		"log":      {document.Log, []string{"version", "creator", "pages", "entries"}},
		"page":     {object(t, document.Log["pages"].([]any)[0]), []string{"startedDateTime", "id", "title", "pageTimings"}},
		"entry":    {entry, []string{"pageref", "startedDateTime", "time", "request", "response", "cache", "timings"}},
		"request":  {entry["request"], []string{"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"}},
		"response": {entry["response"], []string{"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize", "bodySize"}},
		"timings":  {entry["timings"], []string{"send", "wait", "receive"}},
	} {
		for _, name := range members.names {
			require.Contains(t, members.value, name, part)
			assert.NotNil(t, object(t, members.value)[name], "%s.%s", part, name)
		}
	}
}

func TestTranscriptTellsTheExchange(t *testing.T) {
	document, _ := transcriptOf(t, sample.Exchange(), sample.Exchange())
	require.Len(t, document.Log.Entries, 2)
	assert.Equal(t, "1.2", document.Log.Version)
	entry := document.Log.Entries[0]
	assert.Equal(t, "token request", entry.Comment)
	assert.InDelta(t, 8, entry.Time, 0.001)
	assert.Equal(t, []harPair{{"a", "1"}, {"a", "b c"}, {"broken", "%zz"}}, entry.Request.QueryString, "in order, duplicates and broken ones too")
	assert.Equal(t, []harPair{{"sid", "(redacted)"}}, entry.Request.Cookies)
	assert.Equal(t, "application/x-www-form-urlencoded", entry.Request.PostData.MimeType)
	assert.Equal(t, []harPair{{"sid", "(redacted)"}}, entry.Response.Cookies)
	assert.Equal(t, "OK", entry.Response.StatusText)
	assert.Zero(t, entry.Attempts)
}

func TestTranscriptTellsWhatWentWrong(t *testing.T) {
	unanswered := sample.Exchange()
	unanswered.Response, unanswered.Error, unanswered.Attempts = nil, "the connection was reset", 3
	cutOff := sample.Exchange()
	cutOff.Response.Truncated = true
	binary := sample.Exchange()
	binary.Response.Body, binary.Request.Body = "\x1f\x8b\xff", "\xff\xfe"

	document, _ := transcriptOf(t, unanswered, cutOff, binary)
	entries := document.Log.Entries
	assert.Zero(t, entries[0].Response.Status)
	assert.Equal(t, "the connection was reset", entries[0].Error)
	assert.Equal(t, 3, entries[0].Attempts)
	assert.Equal(t, cutNote, entries[1].Response.Content.Comment)
	assert.Equal(t, unknownSize, entries[1].Response.BodySize)
	assert.Equal(t, "base64", entries[2].Response.Content.Encoding)
	body, err := base64.StdEncoding.DecodeString(entries[2].Response.Content.Text)
	require.NoError(t, err)
	assert.Equal(t, binary.Response.Body, string(body), "every byte is kept")
	assert.Equal(t, "base64", entries[2].Request.PostData.Encoding)
}

func TestRedirectIsTold(t *testing.T) {
	redirect := sample.Exchange()
	redirect.Response = &reports.Message{Status: 302, Header: []reports.Field{{Name: "location", Value: "https://app.example/cb?code=(redacted)"}}}
	document, _ := transcriptOf(t, redirect)
	assert.Equal(t, "https://app.example/cb?code=(redacted)", document.Log.Entries[0].Response.RedirectURL)
}

func FuzzTranscript(f *testing.F) {
	f.Add("https://acme.example/?a=%zz&&=", "sid=1; =;", "body\xff")
	f.Add("", sample.Hostile, sample.Hostile)
	f.Fuzz(func(t *testing.T, address, field, body string) {
		header := []reports.Field{{Name: "Cookie", Value: field}, {Name: "Set-Cookie", Value: field}, {Name: field, Value: field}}
		document, _ := transcriptOf(t, reports.Exchange{
			Started: sample.Noon, Duration: time.Second, Request: reports.Message{URL: address, Header: header, Body: body}, Response: &reports.Message{Header: header, Body: body},
		})
		assert.Equal(t, len(body), document.Log.Entries[0].Response.Content.Size)
	})
}

func TestQueryOfAgreesWithTheStandardLibrary(t *testing.T) {
	for _, query := range []string{"a=1&b=2", "a=b%20c+d", "a&b=", "a=1&a=2", "q=x=y"} {
		parsed, err := url.ParseQuery(query)
		require.NoError(t, err)
		got := url.Values{}
		for _, pair := range queryOf("https://acme.example/?" + query + "#fragment") {
			got.Add(pair.Name, pair.Value)
		}
		assert.Equal(t, parsed, got)
	}
	assert.Empty(t, queryOf("https://acme.example/"))
	assert.Equal(t, []harPair{{"a", "1"}, {"b", "2"}}, queryOf("https://acme.example/?&a=1&&b=2&"), "what is empty is no parameter, and ends nothing")
}

// object is a value of a JSON document that has members.
func object(t *testing.T, value any) map[string]any {
	t.Helper()
	members, ok := value.(map[string]any)
	require.True(t, ok, "%v is no object", value)
	return members
}
