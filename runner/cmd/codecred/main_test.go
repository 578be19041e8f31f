package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
)

// TestMain makes codecred a command of the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"codecred": main})
}

// TestScripts runs the command as a user does; each script is a file of
// testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":     exits,
			"interrupt": interrupt,
			"taken":     taken,
			"page":      page,
			"await":     await,
			"serve":     serve,
			"end":       end,
			"program":   program,
			"agree":     agree,
			"gone":      gone,
			"swept":     swept,
			"deployed":  deployed,
			"accept":    accept,
			"same":      same,
			"tear":      tear,
		},
		RequireExplicitExec: true,
		Condition: func(name string) (bool, error) {
			if name == "hup" { // under nohup, SIGHUP is ignored by the tests and by what they start
				return !signal.Ignored(syscall.SIGHUP), nil
			}
			return false, fmt.Errorf("there is no condition %q", name)
		},
	})
}

// exits runs codecred and expects an exit code: exits CODE ARG...
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARG...")
	}
	err := ts.Exec("codecred", args[1:]...)
	got := 0
	failed := &exec.ExitError{}
	if errors.As(err, &failed) {
		got = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("codecred ended with %d, not %s", got, args[0])
	}
}

// serve starts codecred serve in the background with its output in a file, for
// the rest of the script: serve FILE ARG...
func serve(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath("codecred")
	ts.Check(err)
	log, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	cmd := exec.Command(path, append([]string{"serve"}, args[1:]...)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), log, log
	ts.Check(cmd.Start())
	endIt := sync.OnceFunc(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			ts.Logf("codecred serve: %v", err)
		}
		_ = log.Close()
	})
	servers.Store(ts.Getenv("WORK"), endIt)
	ts.Defer(endIt)
}

// servers end the server of a script, by the script's folder.
var servers sync.Map

// end ends the server that serve started. (A script's own stop would end the
// script.)
func end(ts *testscript.TestScript, _ bool, _ []string) {
	if endIt, ok := servers.Load(ts.Getenv("WORK")); ok {
		endIt.(func())()
	}
}

// interrupt runs codecred and ends it when a file has LINES lines: with SIGKILL, or with SIGINT or
// SIGTERM, SIGHUP and an expected exit code: interrupt kill|int=CODE|term=CODE|hup=CODE FILE LINES ARG...
func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath("codecred")
	ts.Check(err)
	cmd := exec.Command(path, args[3:]...)
	cmd.Dir, cmd.Env = ts.Getenv("WORK"), os.Environ()
	for _, name := range []string{"TOKEN", "URL", "INSTANCE", "SITE"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	lines, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(cmd.Start())
	ts.Defer(func() { _ = cmd.Process.Kill() })
	waitFor(ts, ts.MkAbs(args[1]), func(text string) bool { return 1+strings.Count(text, `"result":`) >= lines })
	name, code, _ := strings.Cut(args[0], "=")
	ts.Check(cmd.Process.Signal(map[string]os.Signal{"kill": os.Kill, "int": os.Interrupt, "term": syscall.SIGTERM, "hup": syscall.SIGHUP}[name]))
	_ = cmd.Wait() // its exit code is compared below
	if got := strconv.Itoa(cmd.ProcessState.ExitCode()); name != "kill" && got != code {
		ts.Fatalf("codecred ended with %s, not %s:\n%s", got, code, output.String())
	}
}

// taken listens on a free port while the script runs and sets TAKEN to it.
func taken(ts *testscript.TestScript, _ bool, _ []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { _ = listener.Close() })
	ts.Setenv("TAKEN", listener.Addr().String())
}

// page answers every request with a login page while the script runs, and sets PAGE to its URL.
func page(ts *testscript.TestScript, _ bool, _ []string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<form method="post"><input name="user"><input name="word" type="password"></form>`)) // a client that has closed the connection needs no answer
	}))
	ts.Defer(server.Close)
	ts.Setenv("PAGE", server.URL)
}

// await waits until a file holds a line NAME=VALUE and sets the variable:
// await FILE NAME VARIABLE
func await(ts *testscript.TestScript, _ bool, args []string) {
	text := waitFor(ts, ts.MkAbs(args[0]), func(text string) bool { return strings.Contains(text, args[1]+"=") })
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(line, args[1]+"="); ok {
			ts.Setenv(args[2], strings.TrimSpace(value))
		}
	}
}

// waitFor polls a file until enough accepts its complete lines.
func waitFor(ts *testscript.TestScript, path string, enough func(string) bool) string {
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
	defer stop()
	for {
		data, _ := os.ReadFile(path) // the file may not exist yet
		if enough(string(data)) && bytes.HasSuffix(data, []byte("\n")) {
			return string(data)
		}
		select {
		case <-ctx.Done():
			ts.Fatalf("%s never held what was waited for: %s", path, data)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// An error may quote text of a target, which must not control the terminal.
func TestAnErrorIsPrintedEscaped(t *testing.T) {
	var out bytes.Buffer
	assert.Equal(t, reports.ExitTarget, fail(&out, errors.New("it answered \x1b[2J\u202e")))
	assert.Equal(t, "codecred: it answered \\x1b[2J\\u202e\n", out.String())
	assert.Equal(t, reports.ExitUsage, fail(io.Discard, reports.UsageError(errors.New("no such flag"))))
}
