package reports_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/internal/sample"
)

func TestExchangeAsOnTheWire(t *testing.T) {
	for name, test := range map[string]struct {
		exchange       reports.Exchange
		sent, received string
	}{
		"a token request": {
			reports.Exchange{
				Request:  reports.Message{Method: "POST", URL: "https://acme.example/token?a=b%20c", Proto: "HTTP/1.1", Header: []reports.Field{{"Accept", "*/*"}}, Body: "code=(redacted)"},
				Response: &reports.Message{Proto: "HTTP/1.1", Status: 400, Header: []reports.Field{{"Content-Type", "application/json"}}, Body: `{"error":"invalid_grant"}`},
			},
			"POST /token?a=b%20c HTTP/1.1\nHost: acme.example\nAccept: */*\n\ncode=(redacted)",
			"HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{\"error\":\"invalid_grant\"}",
		},
		"a Host of its own, no answer": {
			reports.Exchange{
				Request: reports.Message{Method: "GET", URL: "https://acme.example", Header: []reports.Field{{"host", "other.example"}}},
				Error:   "the connection was reset",
			},
			"GET /\nhost: other.example\n",
			"the connection was reset",
		},
		"an address that is none, a status that is none, a long body": {
			reports.Exchange{
				Request:  reports.Message{Method: "GET", URL: "%zz", Proto: "HTTP/1.1"},
				Response: &reports.Message{Proto: "HTTP/2.0", Status: 299, Body: "abc", Truncated: true},
			},
			"GET %zz HTTP/1.1\n",
			"HTTP/2.0 299\n\nabc\n… the body goes on",
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.sent, test.exchange.Sent())
			assert.Equal(t, test.received, test.exchange.Received())
		})
	}
}

func TestSentLeavesTheExchangeAlone(t *testing.T) {
	x := sample.Exchange()
	fields := len(x.Request.Header)
	_, _ = x.Sent(), x.Sent()
	assert.Len(t, x.Request.Header, fields)
}
