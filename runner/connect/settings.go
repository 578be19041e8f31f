package connect

import (
	"cmp"
	"os"
	"strconv"
	"time"

	"github.com/codecred/codecred/fixtures/target"
	"github.com/codecred/codecred/reports"
)

// Setting is one option for the connection to a target, and where its value comes from.
type Setting struct {
	Name  string // its name in the target file, such as limits.parallel
	Value string // readable
	Named bool   // the target file names it; if not, it is a default
}

// Settings returns the options for the connection to a target. It sends nothing. The error is a
// *reports.Error.
func Settings(o Options) ([]Setting, error) {
	file := &target.File{Endpoints: target.DefaultEndpoints(), Limits: referenceLimits(), Proxy: target.Proxy{None: true}}
	if o.Name != "" && o.Name != ContainerTarget {
		var err error
		if file, err = target.Load(o.Name, target.Options{LookupEnv: os.LookupEnv, AllowInlineSecrets: o.AllowInlineSecrets}); err != nil {
			return nil, reports.UsageError(err)
		}
	}
	proxies, err := newProxies(file.Proxy, os.LookupEnv)
	if err != nil {
		return nil, reports.UsageError(err)
	}
	limits, at := file.Limits, file.Endpoints
	var out []Setting
	for _, s := range []struct{ name, value string }{
		{"limits.parallel", strconv.Itoa(limits.Parallel)},
		{"limits.requests_per_second", cmp.Or(unless(limits.RequestsPerSecond, 0), "no limit")},
		{"limits.failed_logins_per_user", strconv.Itoa(limits.FailedLoginsPerUser)},
		{"limits.request_timeout", limits.RequestTimeout.Round(time.Millisecond).String()},
		{"endpoints.authorize", at.Authorize}, {"endpoints.token", at.Token}, {"endpoints.userinfo", at.UserInfo},
		{"proxy", cmp.Or(proxies.String(), "none")},
		{"endpoints.revoke", at.Revoke}, {"endpoints.introspect", at.Introspect}, {"endpoints.echo", at.Echo},
	} {
		out = append(out, Setting{Name: s.name, Value: s.value, Named: file.Named[s.name]})
	}
	return out, nil
}

// unless writes a number, or nothing for the number other.
func unless(n, other int) string {
	if n == other {
		return ""
	}
	return strconv.Itoa(n)
}
