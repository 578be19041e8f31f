package flow

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

// TestLeaks looks for a code or a token in each place that an answer has.
func TestLeaks(t *testing.T) {
	for name, tt := range map[string]struct {
		reply *wire.Response
		want  []string
	}{
		"nowhere":                   {reply(400, `{"error":"x"}`), nil},
		"in the query":              {reply(302, "", "Location", "/x?code="+testCode), []string{"a code in the Location's query"}},
		"in the fragment":           {reply(302, "", "Location", "/x#access_token="+testCode), []string{"a access_token in the Location's fragment"}},
		"as a second value":         {reply(302, "", "Location", "/x?code=&code="+testCode), []string{"a code in the Location's query"}},
		"in a Location that breaks": {reply(302, "", "Location", "http://[?code="+testCode), nil},
		"in a cookie":               {reply(400, "", "Set-Cookie", "Token="+testCode), []string{"a token in the cookie Token"}},
		"in a header":               {reply(400, "", "X-Auth-Code", testCode), []string{"a auth_code in the header X-Auth-Code"}},
		"in another header":         {reply(400, "", "X-Trace", testCode), nil},
		"deep in JSON":              {reply(400, `{"a":[{"b":{"Refresh_Token":"`+testCode+`"}}]}`), []string{"a refresh_token in the body"}},
		"in a second Location":      {reply(302, "", "Location", "/x", "Location", "/y?code="+testCode), []string{"a code in the Location's query"}},
		"in a second header":        {reply(400, "", "X-Auth-Code", "none", "X-Auth-Code", testCode), []string{"a auth_code in the header X-Auth-Code"}},
		"in a URL of a header":      {reply(200, "", "Refresh", "0; url=https://a.example/x?code="+testCode), []string{"a code in the header Refresh"}},
		"in URLs of a header": {
			reply(200, "", "Link", "<https://a.example/?id_token="+testCode+">, <https://a.example/?code="+testCode+">"),
			[]string{"a code in the header Link", "a id_token in the header Link"},
		},
		"in a list of JSON":         {reply(400, `{"code":["`+testCode+`"]}`), []string{"a code in the body"}},
		"in a list":                 {reply(400, `[{"code":"`+testCode+`"}]`), []string{"a code in the body"}},
		"in JSON, twice":            {reply(400, `{"code":"`+testCode+`","code":""}`), []string{"a code in the body"}},
		"in JSON, after a list":     {reply(400, `{"a":[{}],"code":"`+testCode+`"}`), []string{"a code in the body"}},
		"in a URL of JSON":          {reply(400, `{"to":"https://a.example/x?a=1&code=`+testCode+`"}`), []string{"a code in the body's query"}},
		"in a path of JSON":         {reply(400, `{"to":"/callback?a=1&code=`+testCode+`"}`), []string{"a code in the body's query"}},
		"beside it in JSON":         {reply(400, `{"code":{"trace":"`+testCode+`"},"trace":"`+testCode+`"}`), nil},
		"in text, twice":            {reply(400, "code="+testCode+"&code="+testCode), []string{"a code in the body"}},
		"in text, two":              {reply(400, "code="+testCode+"&id_token="+testCode), []string{"a code in the body", "a id_token in the body"}},
		"in text, a word":           {reply(400, "code=access_denied"), nil},
		"in text, too short":        {reply(400, "code=abc.123"[:len("code=abc.12")]), nil},
		"a number of an error":      {reply(400, `{"code":"123456"}`), nil},
		"a number with letters":     {reply(400, `{"code":"E100123"}`, "X-Code", "ERRNUM-1042"), nil},
		"more letters":              {reply(400, `{"code":"Abcdefg1042"}`), []string{"a code in the body"}},
		"letters, a longer number":  {reply(400, `{"code":"E1001234"}`), []string{"a code in the body"}},
		"letters behind the number": {reply(400, `{"code":"E1001a"}`), []string{"a code in the body"}},
		"a longer number":           {reply(400, `{"code":"1234567"}`), []string{"a code in the body"}},
		"in order":                  {reply(400, "id_token="+testCode, "X-Token", testCode, "Code", testCode), []string{"a code in the header Code", "a id_token in the body", "a token in the header X-Token"}},
	} {
		assert.Equal(t, tt.want, Leaks(tt.reply), name)
	}
}

func TestHiddenCodesAreBoundedAndInOrder(t *testing.T) {
	headers := []string{}
	for _, letter := range "gfedcba" {
		headers = append(headers, "X-"+string(letter), string(letter)+"234567890123456")
	}
	want := HiddenCodes(reply(400, "", headers...), wire.Request{}, "1234567890123456")
	require.Equal(t, []string{"a234567890123456", "b234567890123456", "c234567890123456"}, want, "three at most")
	for range 20 {
		assert.Equal(t, want, HiddenCodes(reply(400, "", headers...), wire.Request{}, "1234567890123456"), "the same each time")
	}
	code := "a2345678901234=="
	assert.Equal(t, []string{code}, HiddenCodes(reply(400, url.QueryEscape(code)+" "+code), wire.Request{}, code), "each once")
	for _, sent := range []wire.Request{
		{URL: "https://site.example/" + code}, {Query: "a=" + url.QueryEscape(code)}, {Body: []byte(code)},
		{Header: []reports.Field{{Name: "Cookie", Value: "sid=" + code}}},
	} {
		assert.Empty(t, HiddenCodes(reply(400, code), sent, code), "it was sent")
	}
}
