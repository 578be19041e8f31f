package redact_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"

	"github.com/codecred/codecred/steps/wire/redact"
)

// encoding is one way in which a value can be written.
type encoding struct {
	name   string
	encode func(string) string
}

// each writes every byte by a format.
func each(format string) func(string) string {
	return func(s string) string {
		var out strings.Builder
		for i := range len(s) {
			fmt.Fprintf(&out, format, s[i])
		}
		return out.String()
	}
}

// eachRune writes every character by a format.
func eachRune(format string) func(string) string {
	return func(s string) string {
		var out strings.Builder
		for _, r := range s {
			fmt.Fprintf(&out, format, r)
		}
		return out.String()
	}
}

func asJSON(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(text)
}

func twice(f func(string) string) func(string) string {
	return func(s string) string { return f(f(s)) }
}

func with(before, after string, f func(string) string) func(string) string {
	return func(s string) string { return f(before + s + after) }
}

var encodings = []encoding{
	{"raw", func(s string) string { return s }},
	{"form", url.QueryEscape},
	{"path", url.PathEscape},
	{"percent, upper", each("%%%02X")},
	{"percent, lower", each("%%%02x")},
	{"percent twice", twice(each("%%%02X"))},
	{"form twice", twice(url.QueryEscape)},
	{"JSON", asJSON},
	{"JSON in JSON", twice(asJSON)},
	{"form in JSON", func(s string) string { return asJSON("a=" + url.QueryEscape(s) + "&b") }},
	{"quoted", strconv.Quote},
	{"quoted in ASCII", strconv.QuoteToASCII},
	{"HTML", html.EscapeString},
	{"HTML, decimal", eachRune("&#%d;")},
	{"HTML, hexadecimal", eachRune("&#x%X;")},
	{"hexadecimal", func(s string) string { return hex.EncodeToString([]byte(s)) }},
	{"hexadecimal, upper", each("%02X")},
	{"hexadecimal, odd", func(s string) string { return "a" + hex.EncodeToString([]byte(s)) }},
	{"NFC", norm.NFC.String},
	{"NFD", norm.NFD.String},
	{"NFD in a form", func(s string) string { return url.QueryEscape(norm.NFD.String(s)) }},
}

func init() {
	for name, e := range map[string]*base64.Encoding{
		"base64": base64.StdEncoding, "base64, bare": base64.RawStdEncoding, "base64url": base64.URLEncoding, "base64url, bare": base64.RawURLEncoding,
	} {
		of := func(s string) string { return e.EncodeToString([]byte(s)) }
		encodings = append(encodings,
			encoding{name, of},
			encoding{name + " of user:password", with("u:", "", of)},
			encoding{name + " in the middle", with("{\"x\":1", "\"}", of)},
			encoding{name + " of a form", func(s string) string { return of("a:" + url.QueryEscape(s)) }},
			encoding{name + " in a form", func(s string) string { return url.QueryEscape(of(s)) }},
		)
	}
}

var secrets = map[string]string{
	"word":        "hunter-two-secret",
	"four bytes":  "a1B2",
	"signs":       `p@ss w+rd/"&<>'%41\n=?#;,`,
	"escapes":     `%2541&amp;\u0041`,
	"Unicode":     "pässwörd-naïve-日本",
	"beyond BMP":  "key🔑key🔑",
	"code":        "aPrxCdr9.W1pQ==",
	"long":        strings.Repeat("0123456789abcdef", 20),
	"spaces":      "one two  three",
	"like base64": "QWxhZGRpbjpvcGVu",
}

func TestNoEncodingLeaks(t *testing.T) {
	contexts := []string{"%s", "before %s after", `{"a":"%s"}`, "/path/%s?x", "<p>%s</p>", "x%sx", "AAAA%s", "a=%s&b=c"}
	for name, secret := range secrets {
		for _, e := range encodings {
			t.Run(name+"/"+e.name, func(t *testing.T) {
				set := redact.New(nil)
				set.Register("password", secret)
				for _, context := range contexts {
					encoded := e.encode(secret)
					redacted := set.Redact(fmt.Sprintf(context, encoded))
					assert.Contains(t, redacted, "[password]", "%s in %s", encoded, context)
					assert.NotContains(t, redacted, encoded)
					assert.NotContains(t, redacted, secret)
					assert.Equal(t, redacted, set.Redact(redacted), "twice is the same as once")
				}
			})
		}
	}
}

func FuzzRedact(f *testing.F) {
	for _, secret := range secrets {
		f.Add(secret, "before ", " after")
		f.Add(secret, "password=", "&x=%")
		f.Add(secret, `{"token": "`, `\"}`)
	}
	f.Fuzz(func(t *testing.T, secret, before, after string) {
		if len(secret) < 4 || !utf8.ValidString(secret) || strings.Contains("[password]", secret) || strings.ContainsAny(secret, "[]") {
			t.Skip("not searched for")
		}
		if strings.ContainsAny(before, `%\&`) {
			t.Skip("the sign of an escape right before a value makes another text of it")
		}
		set := redact.New(nil)
		set.Register("password", secret)
		for _, e := range encodings {
			encoded := e.encode(secret)
			redacted := set.Redact(before + encoded + after)
			for shown := range strings.SplitSeq(redacted, "[password]") {
				if strings.Contains(shown, encoded) {
					t.Errorf("%s: %q holds %q", e.name, redacted, encoded)
				}
			}
		}
	})
}

func TestPlaces(t *testing.T) {
	cases := map[string]struct{ text, want string }{
		"query":             {"https://a/b?code=abc&state=s", "https://a/b?code=[code]&state=s"},
		"fragment":          {"https://a/b#access_token=abc&x=y", "https://a/b#access_token=[access_token]&x=y"},
		"escaped":           {"redirect_uri=https%3A%2F%2Fa%3Fcode%3Dabc%26state%3Ds", "redirect_uri=https%3A%2F%2Fa%3Fcode%3D[code]%26state%3Ds"},
		"JSON":              {`{"access_token":"a\"b","token_type":"Bearer"}`, `{"access_token":"[access_token]","token_type":"Bearer"}`},
		"JSON with spaces":  {"{\"password\" : \"x\"}", "{\"password\" : \"[password]\"}"},
		"JSON, deep":        {`{"a":[{"b":{"otp":123456}}]}`, `{"a":[{"b":{"otp":[otp]}}]}`},
		"JSON, list":        {`{"password":["a","b"],"c":1}`, `{"password":[[password]],"c":1}`},
		"JSON, cut off":     {`{"id_token":"eyJhb`, `{"id_token":"[id_token]`},
		"JSON, escaped":     {`{"u":"https://a?code=abc\u0026b=c"}`, `{"u":"https://a?code=[code]\u0026b=c"}`},
		"upper case":        {"PASSWORD=x&A=b", "PASSWORD=[password]&A=b"},
		"part of a name":    {`grant_type=authorization_code&status_code=7&"status_code":"otp_sent"`, `grant_type=authorization_code&status_code=7&"status_code":"otp_sent"`},
		"no value":          {"password=&code=", "password=&code="},
		"nothing to redact": {"the request is refused: 400", "the request is refused: 400"},
		"empty":             {"", ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			set := redact.New(nil)
			assert.Equal(t, tc.want, set.Redact(tc.text))
			assert.Equal(t, tc.want, set.Redact(tc.want))
		})
	}
}

func TestSecretsOnTopOfOthers(t *testing.T) {
	run := redact.New(nil)
	run.Register("client_secret", "of-the-run")
	scenario := redact.New(run)
	scenario.Register("password", "of-the-scenario")
	const text = "of-the-run, of-the-scenario"
	assert.Equal(t, "[client_secret], [password]", scenario.Redact(text))
	assert.Equal(t, "[client_secret], of-the-scenario", run.Redact(text))
}

func TestShortAndAwkwardValues(t *testing.T) {
	set := redact.New(nil)
	set.Register("password", "")
	set.Register("password", "abc")
	assert.Equal(t, "abc", set.Redact("abc"))
	set.Register("password", "password")
	assert.Equal(t, "my [secret]", set.Redact("my password"))
}

func TestSecretsAreSafeForConcurrentUse(t *testing.T) {
	run := redact.New(nil)
	var all sync.WaitGroup
	for _, secret := range manySecrets(8) {
		all.Go(func() {
			own := redact.New(run)
			for range 20 {
				run.Register("token", secret)
				assert.NotContains(t, own.Redact("a "+secret), secret)
			}
		})
	}
	all.Wait()
}

// manySecrets are tokens that have the same beginning, as those of one org do.
func manySecrets(n int) []string {
	random := rand.New(rand.NewPCG(1, 2))
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("00D5%016x%016x", random.Uint64(), random.Uint64())
	}
	return all
}

func TestValuesAloneAreRedactedWhereTextsHaveNamesOfTheirOwn(t *testing.T) {
	set := redact.New(nil)
	set.Register("secret", "hunter2")
	assert.Equal(t, `"code":"not_offered", token=[secret], [secret]`, set.RedactValues(`"code":"not_offered", token=hunter2, %68unter2`))
}
