package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the command itself a command of the scripts.
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
			"stop":      stop,
		},
		RequireExplicitExec: true,
	})
}

// exits runs codecred and wants an exit code: exits CODE ARG...
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
	cmd.Stdout, cmd.Stderr = log, log
	ts.Check(cmd.Start())
	end := sync.OnceFunc(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			ts.Logf("codecred serve: %v", err)
		}
		_ = log.Close()
	})
	servers.Store(ts.Getenv("WORK"), end)
	ts.Defer(end)
}

// servers end the server of a script, by the script's folder.
var servers sync.Map

// stop ends the server that serve started.
func stop(ts *testscript.TestScript, _ bool, _ []string) {
	if end, ok := servers.Load(ts.Getenv("WORK")); ok {
		end.(func())()
	}
}

// interrupt runs codecred and ends it once a file holds a text: with SIGINT,
// and then it wants an exit code, or with SIGKILL for the code "kill":
// interrupt CODE FILE TEXT ARG...
func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath("codecred")
	ts.Check(err)
	cmd := exec.Command(path, args[3:]...)
	cmd.Dir, cmd.Env = ts.Getenv("WORK"), append(os.Environ(), "TOKEN="+ts.Getenv("TOKEN"), "URL="+ts.Getenv("URL"))
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	ts.Check(cmd.Start())
	ts.Defer(func() { _ = cmd.Process.Kill() })
	waitFor(ts, ts.MkAbs(args[1]), args[2])
	signal := os.Interrupt
	if args[0] == "kill" {
		signal = os.Kill
	}
	ts.Check(cmd.Process.Signal(signal))
	_ = cmd.Wait() // its exit code is compared below
	if got := strconv.Itoa(cmd.ProcessState.ExitCode()); args[0] != "kill" && got != args[0] {
		ts.Fatalf("codecred ended with %s, not %s:\n%s", got, args[0], output.String())
	}
}

// taken listens on a free port while the script runs and sets TAKEN to it.
func taken(ts *testscript.TestScript, _ bool, _ []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { _ = listener.Close() })
	ts.Setenv("TAKEN", listener.Addr().String())
}

// page serves a page to log in at, whatever is asked for, while the script runs,
// and sets PAGE to its URL.
func page(ts *testscript.TestScript, _ bool, _ []string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<form method="post"><input name="user"><input name="word" type="password"></form>`)) // who hangs up needs none
	}))
	ts.Defer(server.Close)
	ts.Setenv("PAGE", server.URL)
}

// await waits until a file holds a line NAME=VALUE and sets the variable:
// await FILE NAME VARIABLE
func await(ts *testscript.TestScript, _ bool, args []string) {
	text := waitFor(ts, ts.MkAbs(args[0]), args[1]+"=")
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(line, args[1]+"="); ok {
			ts.Setenv(args[2], strings.TrimSpace(value))
		}
	}
}

// waitFor polls a file until it holds a text.
func waitFor(ts *testscript.TestScript, path, text string) string {
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
	defer stop()
	for {
		data, _ := os.ReadFile(path) // not there yet is no fault
		if bytes.Contains(data, []byte(text)) && bytes.HasSuffix(data, []byte("\n")) {
			return string(data)
		}
		select {
		case <-ctx.Done():
			ts.Fatalf("%s never held %q", path, text)
		case <-time.After(5 * time.Millisecond):
		}
	}
}
