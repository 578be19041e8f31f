package ownsuite_test

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/cucumber/godog"

	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/ownsuite"
	"github.com/codecred/codecred/steps"
	"github.com/codecred/codecred/steps/flow"
	"github.com/codecred/codecred/steps/wire"
)

// A godog suite whose features mix lines of codecred with a line of its own. The
// target is the reference server inside this process; with the path of a target file
// as connect.Options.Name it is a server of yours.
func Example() {
	suite, err := ownsuite.Open(context.Background(), connect.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	status := godog.TestSuite{
		ScenarioInitializer: func(sc *godog.ScenarioContext) {
			suite.Register(sc)
			sc.Step(`^our portal finds the endpoints of the site$`, findEndpoints)
		},
		Options: &godog.Options{
			Paths: []string{"testdata/portal.feature"}, Strict: true, Concurrency: 2,
			Format: "progress", Output: io.Discard, // in a test of yours: TestingT: t
		},
	}.Run()
	fmt.Println("status", status)
	fmt.Println("left", suite.Close())
	// Output:
	// status 0
	// left <nil>
}

// findEndpoints is a line of the suite's own. The world of its scenario knows the org
// that was prepared, and what it sends belongs to the scenario's transcript.
func findEndpoints(ctx context.Context) error {
	world, ok := steps.WorldOf(ctx)
	if !ok {
		return fmt.Errorf("the scenario has no line of codecred")
	}
	site := world.Env.Orgs[flow.TheOrg].Site
	answer := world.Session.Do(ctx, wire.Request{Label: "metadata request", URL: site + "/.well-known/openid-configuration"})
	if answer.Err != nil {
		return answer.Err
	}
	if answer.Response.Status != http.StatusOK {
		return fmt.Errorf("the site answered %d", answer.Response.Status)
	}
	return nil
}
