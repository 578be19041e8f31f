package main

import (
	"bytes"
	"context"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/reports"
)

// Every flag of every command refuses an empty value, from the command line and from its variable.
// The table is the command line itself, so a new flag is in it.
func TestAnEmptyValueIsWrongUsage(t *testing.T) {
	for _, command := range model(t) {
		for _, flag := range command.Flags {
			if flag.Name == "help" {
				continue
			}
			name := "--" + flag.Name
			t.Run(command.Name+" "+name, func(t *testing.T) {
				wrongUsage(t, name, command.Name, name+"=")
				if !flag.IsBool() {
					wrongUsage(t, name, command.Name, name, "")
					wrongUsage(t, name, command.Name, name, " ")
				}
				if flag.IsSlice() {
					wrongUsage(t, name, command.Name, name, "a,")
					wrongUsage(t, name, command.Name, name, "a", name, "")
				}
				for _, variable := range flag.Envs {
					t.Setenv(variable, "")
					wrongUsage(t, variable, command.Name)
				}
			})
		}
		for _, argument := range command.Positional {
			if emptyByDefault(argument) {
				continue
			}
			t.Run(command.Name+" "+argument.Name, func(t *testing.T) { wrongUsage(t, argument.Name, command.Name, "") })
		}
	}
}

// An empty variable of a flag that the command does not have is ignored.
func TestAnEmptyVariableOfAnotherCommandIsNoError(t *testing.T) {
	t.Setenv("CODECRED_TARGET", "")
	assert.Equal(t, reports.ExitConformant, run(t.Context(), []string{"version"}, io.Discard, io.Discard))
}

// An argument that may be left out is still read: its default may be empty.
func TestAnArgumentWithAnEmptyDefaultIsTaken(t *testing.T) {
	var out bytes.Buffer
	assert.Equal(t, reports.ExitConformant, run(t.Context(), []string{"completion", "-c", "bash"}, &out, io.Discard))
	assert.Contains(t, out.String(), "codecred")
}

// wrongUsage expects the command line to be refused as wrong, in a message that names what is empty.
func wrongUsage(t *testing.T, names string, args ...string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	stop() // a command that starts by mistake ends at once
	var out, errOut bytes.Buffer
	assert.Equal(t, reports.ExitUsage, run(ctx, args, &out, &errOut), "%q", args)
	assert.Contains(t, errOut.String(), names, "%q", args)
	assert.Regexp(t, `the value is empty|bool value must be`, errOut.String(), "%q", args)
	assert.Empty(t, out.String(), "%q", args)
}
