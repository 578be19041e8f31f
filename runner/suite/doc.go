// Package suite turns features into scenarios: it parses them, finds what each line
// means and what it needs of a target, and selects scenarios by tags, names,
// requirements, profile and shard. It sends nothing and knows no target.
//
// Begin reading with Load and Suite.Select.
package suite
