package flow

// EchoRequest asks the endpoint that shows an authorization answer to apps which
// have no page of their own.
type EchoRequest struct{ Base }

// NewEcho asks the echo endpoint with nothing to show.
func NewEcho() *EchoRequest { return &EchoRequest{Base{Parties: Usual(), Method: "GET"}} }

// NewFollow follows the redirect of an accepted authorization request to the echo
// endpoint. Source: Headless Identity Implementation Guide.
func NewFollow(from *AuthorizationRequest, answer Reading) *EchoRequest {
	r := NewEcho()
	r.Parties, r.From = from.Parties, from
	for name, values := range answer.Query {
		for _, value := range values {
			r.Params.Add(name, Template(value))
		}
	}
	return r
}

// Kind implements Request.
func (r *EchoRequest) Kind() Kind { return Echo }

// Clone implements Request.
func (r *EchoRequest) Clone() Request { return &EchoRequest{r.clone()} }

// DiscoveryRequest asks what a site publishes of itself, OpenID Connect Discovery
// 1.0, section 4.
type DiscoveryRequest struct{ Base }

// NewDiscovery asks for the site's metadata.
func NewDiscovery() *DiscoveryRequest {
	return &DiscoveryRequest{Base{Parties: Usual(), Method: "GET"}}
}

// Kind implements Request.
func (r *DiscoveryRequest) Kind() Kind { return Discovery }

// Clone implements Request.
func (r *DiscoveryRequest) Clone() Request { return &DiscoveryRequest{r.clone()} }

// KeySetRequest asks for the keys that a site publishes, RFC 7517, section 5.
type KeySetRequest struct {
	Base

	URL string // where they are; it need not be on the site
}

// NewKeySet asks for the keys at a URL.
func NewKeySet(url string) *KeySetRequest {
	return &KeySetRequest{Base{Parties: Usual(), Method: "GET"}, url}
}

// Kind implements Request.
func (r *KeySetRequest) Kind() Kind { return KeySet }

// Clone implements Request.
func (r *KeySetRequest) Clone() Request { return &KeySetRequest{r.clone(), r.URL} }

// PreflightRequest asks, as a browser does, whether a page may use an endpoint.
type PreflightRequest struct {
	Base

	Endpoint Kind // the kind of request that the page wants to send
}

// NewPreflight asks for a page of an origin, "https://page.example", whether it
// may send a POST to the endpoint of a kind of request.
//
// Source: Fetch Standard, section 4.8 (CORS-preflight fetch).
func NewPreflight(endpoint Kind, origin string) *PreflightRequest {
	return &PreflightRequest{
		Endpoint: endpoint,
		Base: Base{
			Parties: Usual(), Method: "OPTIONS",
			Headers: []Header{
				{OriginHeader, Template(origin)},
				{AskedMethod, "POST"},
				{AskedHeaders, "content-type"},
			},
		},
	}
}

// Kind implements Request.
func (r *PreflightRequest) Kind() Kind { return Preflight }

// Clone implements Request.
func (r *PreflightRequest) Clone() Request { return &PreflightRequest{r.clone(), r.Endpoint} }
