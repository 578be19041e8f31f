package runner

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/reports"
)

// says sends a whole answer that announces the end of the connection.
func says(status, header, body string) func(*hostile.Front, *hostile.Conversation) {
	return hostile.Misbehave(hostile.Answers(hostile.Answer(status, header+"Connection: close\r\n", body)))
}

const jsonType = "Content-Type: application/json\r\n"

// targets misbehave in every request, or in one of several.
func targets() []misdeed {
	return []misdeed{
		{
			name: "target/429 to everyone, for eleven days", to: everyone("/authorize"), do: says("429 Too Many Requests", "Retry-After: 999999\r\n", ""), hangs: true,
			want: all(reports.Errored, nil), says: "answered 429",
		},
		{
			name: "target/503 to everyone, at once again", to: everyone("/authorize"), do: says("503 Service Unavailable", "Retry-After: 0\r\n", ""),
			want: all(reports.NotRun, nil), says: "it gives no answer of the flow (503",
		},
		{
			name: "target/502 from what stands before it", to: everyone("/authorize"), do: says("502 Bad Gateway", "Content-Type: text/html\r\n", "<h1>Bad Gateway</h1>"),
			want: all(reports.NotRun, nil), says: "it gives no answer of the flow (502",
		},
		{
			name: "target/504 from what stands before it", to: by(victim, "/token"), do: says("504 Gateway Timeout", "", ""),
			want: want{victim: reports.Errored}, says: "did not deal with the token request",
		},
		{
			name: "target/hangs up on everyone", to: everyone("/authorize"), do: hostile.Misbehave(func(c *hostile.Conversation) { c.ReadRequest() }),
			want: all(reports.Errored, nil), says: ": reset: ",
		},
		{
			name: "target/refuses everyone", to: everyone("/authorize"), do: says("400 Bad Request", jsonType, `{"error":"invalid_request"}`),
			want: all(reports.Inconclusive, want{bystander: reports.Failed}),
		},
		{
			name: "target/answers everything with nothing", to: everyone("/authorize"), do: says("200 OK", jsonType, "{}"), want: all(reports.NotRun, nil), says: `(200 application/json "{}")`,
		},
		{
			name: "target/answers everything with a page", to: everyone("/authorize"), do: says("200 OK", "Content-Type: text/html\r\n", "<form>"),
			want: all(reports.NotRun, nil), says: `(200 text/html "<form>")`,
		},
		{
			name: "target/JSON that is a page", to: by(victim, "/token"), do: says("200 OK", "Content-Type: text/html\r\n", `<html>`), want: want{victim: reports.Failed},
		},
		{
			name: "target/tokens that are numbers", to: by(victim, "/token"), do: says("200 OK", jsonType, `{"access_token":1,"token_type":["Bearer"]}`), want: want{victim: reports.Failed},
		},
		{
			name: "target/JSON too deep to read", to: by(victim, "/token"), do: says("200 OK", jsonType, string(bytes.Repeat([]byte("["), 1<<19))), want: want{victim: reports.Failed},
		},
		{
			name: "target/refuses the control", to: second(by(withControl, "/authorize")), do: says("401 Unauthorized", jsonType, `{"error":"invalid_client"}`),
			want: want{withControl: reports.Inconclusive}, says: "expected the control of the refusal to be accepted",
		},
		{
			name: "target/hangs up on the control", to: second(by(withControl, "/authorize")), do: hostile.Misbehave(func(c *hostile.Conversation) { c.ReadRequest() }),
			want: want{withControl: reports.Errored}, says: ": reset: ",
		},
		{
			name: "target/answers one scenario with another's answer", to: either(by(victim, "/authorize"), by(bystander, "/authorize")), do: swap(),
			want: want{victim: reports.Failed, bystander: reports.Failed}, says: "expected the token request to be accepted",
		},
		{
			name: "target/redirects elsewhere, with a code", to: by(victim, "/authorize"), do: edit(func(resp *http.Response) { resp.Header.Set("Location", "https://evil.example/?code=aPrx123456789") }),
			want: want{victim: reports.Failed},
		},
	}
}

// edit passes a request on and changes its answer.
func edit(change func(*http.Response)) func(*hostile.Front, *hostile.Conversation) {
	return func(f *hostile.Front, c *hostile.Conversation) {
		f.Pass(c, func(resp *http.Response) { change(resp); resp.Close = true })
	}
}

// either selects what one of two selects.
func either(a, b func(*http.Request) bool) func(*http.Request) bool {
	return func(head *http.Request) bool { return a(head) || b(head) }
}

// second selects the second of the requests that are selected, and those after it.
func second(of func(*http.Request) bool) func(*http.Request) bool {
	var seen atomic.Int64
	return func(head *http.Request) bool { return of(head) && seen.Add(1) > 1 }
}

// swap gives each of two requests the answer to the other.
func swap() func(*hostile.Front, *hostile.Conversation) {
	there, back := make(chan http.Response), make(chan http.Response)
	return edit(func(resp *http.Response) {
		body, _ := io.ReadAll(resp.Body)
		resp.Body = io.NopCloser(bytes.NewReader(body))
		select {
		case there <- *resp:
			*resp = <-back
		case other := <-there:
			back <- *resp
			*resp = other
		case <-time.After(soon): // nobody to swap with: the row will tell
		}
	})
}

// sessions have something wrong below HTTP.
func sessions() []misdeed {
	secure := func(name, says string, trusted bool, change func(*x509.Certificate)) misdeed {
		pair, encoded, err := hostile.Certify(change)
		if err != nil {
			panic(err)
		}
		if !trusted {
			encoded = nil
		}
		return misdeed{
			name: "session/" + name, tls: &tls.Config{Certificates: []tls.Certificate{pair}}, ca: encoded,
			want: all(reports.Errored, nil), says: says,
		}
	}
	none := func(*x509.Certificate) {}
	old := secure("an old version of TLS", ": tls: ", true, none)
	old.tls.MaxVersion = tls.VersionTLS11
	hangs := secure("hangs in the handshake", ": timeout: ", true, none)
	hangs.hangs = true
	hangs.tls.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		<-time.After(2 * patience)
		return nil, io.EOF
	}
	return []misdeed{
		secure("a certificate that nobody knows", ": tls: ", false, none),
		secure("a certificate that has expired", ": tls: ", true, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) }),
		secure("a certificate of tomorrow", ": tls: ", true, func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().AddDate(0, 0, 1), time.Now().AddDate(0, 0, 2)
		}),
		secure("a certificate of somebody else", ": tls: ", true, func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"other.example"} }),
		old, hangs,
	}
}
