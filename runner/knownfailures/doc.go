// Package knownfailures reads the list of failures that are accepted for a time, and applies it to
// the scenarios of a run: a failure on the list counts as known until its entry expires, and an
// entry that is no longer true is stale.
//
// Begin reading with Load and List.Apply.
package knownfailures
