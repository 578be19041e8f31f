// Command codecred tests whether an authorization server does what the
// documents of the OAuth 2.0 Authorization Code and Credentials Flow say.
//
// It holds only the flags, and connects the packages that do the work. It judges nothing and sends
// nothing by itself.
//
// Begin reading with cli, the list of commands, then run.go; what a run does is in package runner.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
	kongcompletion "github.com/jotaen/kong-completion"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/escape"
	"github.com/codecred/codecred/reports/formats"
)

// version is set by the build.
var version = "devel"

// cli is the command line. Every flag can be set by CODECRED_ and its name.
type cli struct {
	Run        runCommand                `cmd:"" help:"Run the scenarios against a target and judge it."`
	Check      checkCommand              `cmd:"" help:"Say what a target offers, what would run, and what that would cost."`
	Init       initCommand               `cmd:"" help:"Write a target file with comments, and its JSON Schema next to it."`
	List       listCommand               `cmd:"" help:"List scenarios, requirements, settings, steps, faults or variants."`
	Merge      mergeCommand              `cmd:"" help:"Merge the results of shards."`
	Serve      serveCommand              `cmd:"" help:"Run the reference server."`
	Prove      proveCommand              `cmd:"" help:"Run the scenarios against every deliberate fault and harmless variant."`
	Completion kongcompletion.Completion `cmd:"" help:"Print the shell code for tab completion."`
	Version    versionCommand            `cmd:"" help:"Print the version."`
}

const about = `Conformance tests for the OAuth 2.0 Authorization Code and Credentials Flow.

Exit codes: 0 conformant; 1 not conformant; 2 wrong usage, configuration or feature file; 3 target
not reached or not provisioned, or the harness failed; 4 incomplete; 5 stale known failure.`

func main() {
	slog.SetDefault(slog.New(slog.DiscardHandler)) // net/http logs data that a target sent without a request, which may be a secret
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // nohup has it ignored, so that a run goes on when the terminal ends
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// streams are where a command writes.
type streams struct{ out, err io.Writer }

// exit is an exit code without a message.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// run runs the command line and returns its exit code.
func run(ctx context.Context, args []string, out, errOut io.Writer) (code int) {
	defer func() { // kong calls the Exit function below for --help
		switch left := recover().(type) {
		case nil:
		case exit:
			code = int(left)
		default:
			panic(left)
		}
	}()
	out, errOut = guarded(out), guarded(errOut)
	var c cli
	app := kong.Must(&c,
		kong.Name("codecred"), kong.Description(about), kong.Writers(out, errOut),
		kong.DefaultEnvars("CODECRED"), kong.Vars{"formats": strings.Join(formats.Names(), ", ")},
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(streams{out, errOut}),
	)
	kongcompletion.Register(app)
	refuseEmptyValues(app.Model.Node)
	parsed, err := app.Parse(args)
	if err != nil {
		return fail(errOut, &reports.Error{Exit: reports.ExitUsage, Err: fmt.Errorf("%w; see `codecred --help`", err)})
	}
	return fail(errOut, parsed.Run())
}

// fail prints an error and returns its exit code.
func fail(w io.Writer, err error) int {
	if err == nil {
		return reports.ExitConformant
	}
	if code, ok := errors.AsType[exit](err); ok {
		return int(code)
	}
	fmt.Fprintf(w, "codecred: %s\n", escape.Text(err.Error())) // it may quote text of a target
	if typed, ok := errors.AsType[*reports.Error](err); ok {
		return typed.Exit
	}
	return reports.ExitTarget
}

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(s streams) error {
	_, err := fmt.Fprintf(s.out, "codecred %s\n", version)
	return err
}
