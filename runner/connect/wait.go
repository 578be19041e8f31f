package connect

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/codecred/codecred/reports"
)

// waitEach is the time between two looks at a target that does not answer yet.
const waitEach = 500 * time.Millisecond

// notYet are the statuses by which what stands before a server says that it is still starting.
var notYet = []int{http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

// wait returns when each server that the target file names answers anything that a server which is there answers, and at the latest
// after the limit. A program that provisions a target is started by codecred, and is not waited for.
func (t *Target) wait(ctx context.Context, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	tick := time.NewTicker(waitEach)
	defer tick.Stop()
	for _, address := range t.addresses {
		for {
			last := t.look(ctx, address)
			if last == nil {
				break
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				return reports.TargetError("the target %s did not answer within %v (--wait): %w", t.Name, limit, last)
			}
		}
	}
	return nil
}

// look asks a server for anything once. The error says why it is not there.
func (t *Target) look(ctx context.Context, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := t.Wire.HTTP().Do(req)
	if err != nil {
		return fmt.Errorf("GET %s: %w", address, err)
	}
	_ = resp.Body.Close()
	if slices.Contains(notYet, resp.StatusCode) {
		return fmt.Errorf("GET %s: answered %d", address, resp.StatusCode)
	}
	return nil
}
