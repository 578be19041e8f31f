// Package static assigns to scenarios what is listed of a target that nobody changes:
// its orgs, apps and users. Where something is missing for a scenario, it says what,
// and it suggests what somebody would have to prepare.
//
// Targets that can be changed are prepared by package plan.
//
// Begin reading with Inventory and Inventory.AssignAll.
package static
