package runner

import (
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/codecred/codecred/features"
	"github.com/codecred/codecred/fixtures/refserver"
)

func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestZZDrive(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("N"))
	if n == 0 {
		t.Skip()
	}
	p, err := newProver(ProveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		c, w := cpu(), time.Now()
		r, err := p.run(t.Context(), features.Salesforce, refserver.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("cpu %v wall %v scenarios %d requests %d %s", cpu()-c, time.Since(w), len(r.Scenarios), r.Run.Requests, r.Verdict)
	}
}
