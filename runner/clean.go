package runner

import (
	"context"
	"errors"
	"fmt"

	"github.com/codecred/codecred/fixtures/provisioning"
	"github.com/codecred/codecred/runner/plan"
)

// clean removes what was prepared, also after the run was interrupted. If a Remover could not
// remove everything, removeRest tries again at the end.
func (r *round) clean(ctx context.Context) {
	if all, ok := r.admin.(provisioning.Remover); ok {
		_ = all.RemoveAll(context.WithoutCancel(ctx)) // removeRest reports what is left
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), plan.RemovalLimit)
	defer cancel()
	err := r.remove(ctx)
	if err == nil && len(r.outcome.notRemoved) == 0 { // otherwise it stays in the journal, so that --resume tries again
		err = r.journal.MarkClean()
	}
	r.outcome.left(err)
}

// removeRest removes what a Remover could not remove at the end of a round. Its error names what is
// left.
func (r *run) removeRest(ctx context.Context) error {
	if all, ok := r.admin.(provisioning.Remover); ok {
		return all.RemoveAll(context.WithoutCancel(ctx))
	}
	return nil
}

// remove removes what the plan has created and what scenarios have registered. Its error says what
// still exists.
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
