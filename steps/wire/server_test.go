package wire_test

import (
	"context"
	"crypto/tls"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/codecred/codecred/fixtures/hostile"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func serve(t *testing.T, behave func(*hostile.Conversation)) *hostile.Peer {
	t.Helper()
	return serveTLS(t, nil, behave)
}

func serveTLS(t *testing.T, config *tls.Config, behave func(*hostile.Conversation)) *hostile.Peer {
	t.Helper()
	peer, err := hostile.Start(t.Context(), config, behave)
	require.NoError(t, err)
	t.Cleanup(peer.Close)
	return peer
}

// limited are options with small limits, but for the time that a request may take:
// on a busy machine every answer may be late.
func limited() wire.Options {
	return wire.Options{RequestTimeout: patience, MaxBody: 64 << 10, MaxHeader: 16 << 10, MaxRetryWait: 20 * time.Millisecond}
}

// quick are options for a server that never answers.
func quick() wire.Options {
	o := limited()
	o.RequestTimeout = 300 * time.Millisecond
	return o
}

// patience is how long a test waits for what must happen.
const patience = time.Minute

func newClient(t *testing.T, o wire.Options) *wire.Client {
	t.Helper()
	c := wire.NewClient(o)
	t.Cleanup(c.Close)
	return c
}

func newSession(t *testing.T, o wire.Options) *wire.Session {
	t.Helper()
	return newClient(t, o).Session("features/a.feature:1", redact.New(nil))
}

func authorization(p *hostile.Peer) wire.Request {
	return wire.Request{
		Label: "authorization request", Method: http.MethodPost, URL: p.URL + "/services/oauth2/authorize",
		Header: []reports.Field{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}},
		Body:   []byte("response_type=code_credentials&username=ada&password=correct-horse-9"),
	}
}

func do(t *testing.T, s *wire.Session, r wire.Request) *wire.Exchange {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	return s.Do(ctx, r)
}
