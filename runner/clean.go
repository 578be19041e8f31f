package runner

import (
	"context"
	"errors"
	"fmt"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/runner/plan"
)

// clean removes what was prepared, also after the run was interrupted. What a
// provisioner that removes everything itself could not remove is left to
// removeRest.
func (r *round) clean(ctx context.Context) {
	if all, ok := r.admin.(provisioning.Remover); ok {
		_ = all.RemoveAll(context.WithoutCancel(ctx)) // removeRest says what is left
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), plan.RemovalLimit)
	defer cancel()
	err := r.remove(ctx)
	if err == nil && len(r.outcome.notRemoved) == 0 { // what is left stays in the journal, for --resume to try again
		err = r.journal.MarkClean()
	}
	r.outcome.left(err)
}

// removeRest removes what a provisioner that removes everything itself could not
// remove at the end of a round. Its error names what is left.
func (r *run) removeRest(ctx context.Context) error {
	if all, ok := r.admin.(provisioning.Remover); ok {
		return all.RemoveAll(context.WithoutCancel(ctx))
	}
	return nil
}

// remove removes what the plan has made and what scenarios registered. Its error says what
// is still there.
func (r *round) remove(ctx context.Context) error {
	if r.plan.Single == nil {
		return r.plan.Remove(ctx, r.admin, r.Target.Limits.Parallel)
	}
	now, _ := r.barrier.Now()
	return errors.Join(r.removeRegistered(ctx), r.plan.EmptySingle(ctx, r.admin, now, r.Target.Limits.Parallel))
}

// removeRegistered removes the users who registered themselves: they are in no plan.
func (r *round) removeRegistered(ctx context.Context) error {
	var left []error
	for _, user := range r.registered {
		found, err := r.admin.FindUser(ctx, user.OrgID, user.Username)
		if err != nil {
			left = append(left, fmt.Errorf("the user %s may still be there: %w", user.Username, err))
		}
		for _, u := range found {
			if err := r.admin.DeleteUser(ctx, user.OrgID, u.ID); err != nil && !provisioning.IsNotFound(err) {
				left = append(left, fmt.Errorf("the user %s is still there: %w", user.Username, err))
			}
		}
	}
	return errors.Join(left...)
}
