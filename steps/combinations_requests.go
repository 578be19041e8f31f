package steps

import "github.com/codecred/codecred/steps/combination"

// placements say where credentials or a secret stand.
var placements = map[string]placement{
	combination.None:      {},
	combination.Body:      {body: true},
	combination.Basic:     {basic: true},
	combination.BodyBasic: {body: true, basic: true},
	combination.Query:     {query: true},
	combination.Wrong:     {body: true},
}

// combinedAuthorization is the authorization request of a cell.
func combinedAuthorization(c combination.Cell) *request {
	r := newAuthorization(partiesOf(c), c.Value(combination.Challenge) == combination.S256)
	r.method = c.Value(combination.Method)
	r.login.placement = placements[c.Value(combination.Credentials)]
	return r
}

// combinedTokenRequest exchanges the code that a cell's authorization request gave.
func combinedTokenRequest(from *request, c combination.Cell) *request {
	r := newTokenRequest(from, false)
	switch c.Value(combination.Verifier) {
	case combination.Wrong:
		r.set("code_verifier", "{random}")
	case combination.None:
		r.remove("code_verifier")
	}
	r.client = combinedClient(r.client, c.Value(combination.Secret))
	return r
}

// combinedRefresh uses the refresh token that a cell's token request gave.
func combinedRefresh(from *request, c combination.Cell) *request {
	r := newRefresh(from, false)
	r.client = combinedClient(r.client, c.Value(combination.RefreshSecret))
	return r
}

func combinedClient(client clientAuth, secret string) clientAuth {
	client.placement = placements[secret]
	if secret == combination.Wrong {
		client.secret = "{random}"
	}
	return client
}
