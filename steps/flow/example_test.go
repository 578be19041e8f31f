package flow_test

import (
	"fmt"
	"net/http"

	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

// An answer is read for the kind of request that it answers: the same redirect may
// be accepted for one and mean nothing for another.
func ExampleRead() {
	const callback = "https://app.example/callback"
	answers := []*wire.Response{
		{Status: 302, Header: http.Header{"Location": {callback + "?code=aPrx4711"}}},
		{Status: 302, Header: http.Header{"Location": {callback + "?error=access_denied"}}},
		{Status: 400, Header: http.Header{}, Body: []byte(`{"error":"invalid_grant","code":"aPrx47110815"}`)},
	}
	for _, answer := range answers {
		reading := flow.Read(flow.Authorization, answer, callback)
		fmt.Printf("%s: %s\n", reading.Outcome, reading.Form)
	}
	// Output:
	// accepted: 302 to the callback URL with a code
	// refused: 302 to the callback URL with the error "access_denied"
	// neither accepted nor refused: 400 with the error "invalid_grant", yet with a code in the body in it
}

// A request is made of templates. It is the same for every app and every user until
// it is written, so that it can be changed in one thing and sent again.
func ExampleWrite() {
	endpoints := flow.Endpoints{flow.Authorization: "/services/oauth2/authorize"}
	values := flow.Known{
		flow.ClientID: "3MVG9", flow.Callback: "https://app.example/callback",
		flow.Username: "ada@example.com", flow.Password: "analytical",
	}
	login := flow.NewAuthorization(flow.Usual(), false)
	sent, err := flow.Write(login, "https://acme.example", endpoints, values)
	fmt.Println(sent.Method, sent.URL, err)
	fmt.Println(string(sent.Body))

	login.Login.Placement = flow.Placement{Basic: true}
	sent, err = flow.Write(login, "https://acme.example", endpoints, values)
	fmt.Println(string(sent.Body), err)
	fmt.Println(sent.Header[len(sent.Header)-1])
	// Output:
	// POST https://acme.example/services/oauth2/authorize <nil>
	// response_type=code_credentials&client_id=3MVG9&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&username=ada%40example.com&password=analytical
	// response_type=code_credentials&client_id=3MVG9&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback <nil>
	// {Authorization Basic YWRhQGV4YW1wbGUuY29tOmFuYWx5dGljYWw=}
}

// Leaks finds what lets somebody in wherever it stands.
func ExampleLeaks() {
	answer := &wire.Response{
		Status: 403,
		Header: http.Header{"Set-Cookie": {"auth_code=aPrx47110815; Path=/"}},
		Body:   []byte(`{"error":"access_denied","debug":{"access_token":"00D!AQ4711"}}`),
	}
	for _, leak := range flow.Leaks(answer) {
		fmt.Println(leak)
	}
	// Output:
	// a access_token in the body
	// a auth_code in the cookie auth_code
}
