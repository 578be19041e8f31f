// Package connect opens the target of a run: the reference server in this process,
// its image, or the server that a target file names. It asks what the target offers
// and closes it at the end. It prepares nothing there: see packages plan and static.
//
// Begin reading with Open.
package connect
