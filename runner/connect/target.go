package connect

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/container"
	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/fixtures/provisioning/httpapi"
	"github.com/codecred/codecred/fixtures/redact"
	"github.com/codecred/codecred/fixtures/refserver"
	"github.com/codecred/codecred/fixtures/refserver/rules"
	"github.com/codecred/codecred/fixtures/refserver/tenant"
	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/need"
	"github.com/codecred/codecred/steps/wire"
)

// ContainerTarget is the name of the target that is the reference server's image.
const ContainerTarget = "container"

// Options say which server is tested, and how requests are sent to it.
type Options struct {
	// Name is empty for the reference server inside this process, "container"
	// for its image, or the path of a target file.
	Name               string
	AllowInlineSecrets bool
	Parallel           int           // requests at a time; 0 means the limit of the target
	Wait               time.Duration // how long a target is waited for that does not answer yet; 0 for not at all
	Version            string
	Profile            features.Profile // profile of a reference server that is started here
	// Reference sets up the reference server inside this process.
	Reference refserver.Options
	// InProcess sends requests to the reference server inside this process without a network, which
	// a proof needs for its many servers.
	InProcess bool
}

// Target is a server that is open for a run.
type Target struct {
	Name         string
	Kind         string // embedded, container, or how its file provisions it
	Provisioner  provisioning.Provisioner
	Capabilities provisioning.Capabilities
	NotSupported []target.NotSupported
	Limits       target.Limits
	Pinned       *target.Scope  // what the target file wants to be decided; nil for nothing
	Declared     string         // the digest of the target file, see target.File; empty without one
	Paths        flow.Endpoints // of the endpoints, by kind of request
	Wire         *wire.Client
	Secrets      *redact.Secrets

	PlainHTTP provisioning.PlainHTTP

	proxies   *proxies                                          // nil for a reference server that is started here
	addresses []string                                          // that the target file names
	shortcut  func(network http.RoundTripper) http.RoundTripper // nil if there is none
	closers   []func() error
}

// Open opens the server that a run tests and asks what it offers. The
// error is a *reports.Error: a file that is wrong is a usage error, a server that does
// not answer is not.
func Open(ctx context.Context, o Options) (*Target, error) {
	t := &Target{Secrets: redact.New(nil)}
	if err := t.open(ctx, o); err != nil {
		return nil, t.Secrets.Error(errors.Join(err, t.Close()))
	}
	if o.Wait > 0 {
		if err := t.wait(ctx, o.Wait); err != nil {
			return nil, errors.Join(err, t.Close())
		}
	}
	asking, cancel := context.WithTimeout(ctx, t.Limits.RequestTimeout)
	defer cancel()
	var err error
	if t.Capabilities, err = t.Provisioner.Capabilities(asking); err != nil {
		if asking.Err() != nil && ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("no answer within %v: %w", t.Limits.RequestTimeout, err)
		}
		return nil, t.Secrets.Error(errors.Join(reports.TargetError("the target %s does not say what it offers: %w", t.Name, err), t.Close()))
	}
	return t, nil
}

func (t *Target) open(ctx context.Context, o Options) error {
	switch o.Name {
	case "":
		return t.openEmbedded(ctx, o)
	case ContainerTarget:
		return t.openContainer(ctx, o)
	default:
		return t.openFile(o)
	}
}

func (t *Target) openEmbedded(ctx context.Context, o Options) error {
	options := o.Reference
	options.Profile, options.Cost = rules.Profile(o.Profile), tenant.TestPasswordCost
	// The server keeps running after an interrupt, because the run still cleans up on it.
	server, err := refserver.Start(context.WithoutCancel(ctx), refserver.ServeOptions{Server: options, Version: o.Version})
	if err != nil {
		return reports.TargetError("the reference server did not start: %w", err)
	}
	t.closers = append(t.closers, server.Close)
	t.Name, t.Kind = "the reference server", "embedded"
	if o.InProcess {
		t.shortcut = server.InProcess
	}
	return t.openReference(server.ProvisioningURL, server.Token, o)
}

func (t *Target) openContainer(ctx context.Context, o Options) error {
	binary, err := container.StaticBinary()
	if err != nil {
		return reports.TargetError("%w", err)
	}
	server, err := container.Start(ctx, container.Options{
		Binary: binary, Args: []string{"--password-cost", "cheap", "--profile", string(o.Profile)},
	})
	if err != nil {
		return reports.TargetError("%w", err)
	}
	t.closers = append(t.closers, func() error { return server.Stop(context.WithoutCancel(ctx)) })
	t.Name, t.Kind = "the reference server", "container"
	return t.openReference(server.ProvisioningURL, server.Token, o)
}

// openReference connects to a reference server that was started for this run.
func (t *Target) openReference(provisioning, token string, o Options) error {
	base, err := url.Parse(provisioning)
	if err != nil {
		return reports.TargetError("the reference server's provisioning URL: %w", err)
	}
	source := &httpapi.Source{URL: base, Token: token}
	t.Limits = referenceLimits()
	t.speak(&target.File{Source: source, Endpoints: target.DefaultEndpoints(), Limits: t.Limits}, o)
	return nil
}

// referenceLimits are those of a reference server that is started for a run. It always answers, but
// it shares its machine with the run and with whatever else is busy there: an answer that is late
// says nothing about it. It locks nobody out, so that everything can be tried.
func referenceLimits() target.Limits {
	limits := target.DefaultLimits(true)
	limits.FailedLoginsPerUser = 100
	limits.Parallel = 16
	limits.RequestTimeout = 2 * time.Minute
	return limits
}

func (t *Target) openFile(o Options) error {
	file, err := target.Load(o.Name, target.Options{LookupEnv: os.LookupEnv, AllowInlineSecrets: o.AllowInlineSecrets})
	if err != nil {
		return reports.UsageError(err)
	}
	if t.proxies, err = newProxies(file.Proxy, os.LookupEnv); err != nil {
		return reports.UsageError(err)
	}
	t.proxies.hide(t.Secrets)
	t.addresses, t.PlainHTTP = file.Source.Addresses(), file.PlainHTTP
	t.Name, t.Kind, t.NotSupported, t.Pinned, t.Declared = file.Name, file.Source.Kind(), file.NotSupported, file.Scope, file.Digest
	t.speak(file, o)
	return nil
}

// provisioningTimeout limits one provisioning call, unless the target file sets another limit. It
// is long, because a target answers when the change is in effect, which takes up to ten minutes on
// a real org.
const provisioningTimeout = 15 * time.Minute

// busyRetries is how often a request is repeated when the target answers that it is busy. With many
// requests at a time, this may happen to one request several times in a row.
const busyRetries = 8

// busyWait is the longest wait before such a request is repeated, whatever the target asks for. If
// the request timeout is shorter, the longest wait is half of the timeout.
const busyWait = 5 * time.Second

// speak creates the wire client and the provisioner of a target.
func (t *Target) speak(file *target.File, o Options) {
	t.Limits = file.Limits
	if o.Parallel > 0 {
		t.Limits.Parallel = o.Parallel
	}
	options := wire.Options{
		RootCAs:           file.TLS.CAs,
		ClientCertificate: file.TLS.Certificate,
		ServerName:        file.TLS.ServerName,
		RequestTimeout:    t.Limits.RequestTimeout,
		RequestsPerSecond: float64(t.Limits.RequestsPerSecond),
		Parallel:          t.Limits.Parallel,
		UserAgent:         "codecred/" + o.Version,
		MaxRetries:        busyRetries,
		Shortcut:          t.shortcut,
		MaxRetryWait:      min(busyWait, t.Limits.RequestTimeout/2),
	}
	if t.proxies != nil {
		options.Proxy = t.proxies.of
	}
	t.Wire = wire.NewClient(options)
	admin := t.Wire.WithTimeout(provisioningTimeout)
	t.Provisioner = file.Source.Open(admin.HTTP(), file.Allowed(), t.Secrets)
	t.Paths = paths(file.Endpoints)
	maps.DeleteFunc(t.Paths, func(k flow.Kind, _ string) bool {
		_, not := t.Unsupported(need.PartOf(k))
		return not
	})
	t.closers = append(t.closers, t.Provisioner.Close, func() error { t.Wire.Close(); admin.Close(); return nil })
}

// forgotPath is where a password is reset, in two requests.
const forgotPath = "/services/auth/headless/forgot_password"

// paths returns the paths of the endpoints by the kind of request that goes there.
func paths(e target.Endpoints) flow.Endpoints {
	return flow.Endpoints{
		"authorization request": e.Authorize, "token request": e.Token, "refresh request": e.Token,
		"userinfo request": e.UserInfo, "revocation request": e.Revoke, "introspection request": e.Introspect,
		"registration request":       "/services/auth/headless/init/registration",
		"passwordless login request": "/services/auth/headless/init/passwordless/login",
		"forgot password request":    forgotPath, "password reset request": forgotPath,
		"echo request": e.Echo, "discovery request": "/.well-known/openid-configuration",
	}
}

// Close ends what Open started. It removes nothing from the target.
func (t *Target) Close() error {
	var errs []error
	for _, v := range slices.Backward(t.closers) {
		errs = append(errs, v())
	}
	t.closers = nil
	return errors.Join(errs...)
}

// ForResults describes the target in the form of the results, without secrets.
func (t *Target) ForResults() reports.Target {
	out := reports.Target{
		Name: t.Name, Kind: t.Kind, Orgs: string(t.Capabilities.Orgs), NotSupported: []string{},
		Implementation: t.Secrets.RedactValues(t.Capabilities.Implementation.Name), Version: t.Secrets.RedactValues(t.Capabilities.Implementation.Version),
	}
	for _, entry := range t.NotSupported {
		text := entry.Name
		if entry.Reason != "" {
			text = fmt.Sprintf("%s: %s", entry.Name, strings.TrimSpace(entry.Reason))
		}
		out.NotSupported = append(out.NotSupported, text)
	}
	return out
}
