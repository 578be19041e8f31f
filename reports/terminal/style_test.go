package terminal

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTerminalOfWhatIsNoTerminal(t *testing.T) {
	read, write, err := os.Pipe()
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, errors.Join(read.Close(), write.Close())) })
	xterm := func(string) string { return "xterm-256color" }
	assert.Equal(t, Options{}, OptionsOf(write, xterm), "a pipe is plain, whatever TERM says")
}

func TestTerminalOfATerminal(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("this machine has no pseudo-terminals: %v", err)
	}
	t.Cleanup(func() { assert.NoError(t, terminal.Close()) })
	for name, test := range map[string]struct {
		environment map[string]string
		live, color bool
	}{
		"a terminal":      {map[string]string{"TERM": "xterm"}, true, true},
		"NO_COLOR":        {map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, true, false},
		"NO_COLOR, empty": {map[string]string{"TERM": "xterm", "NO_COLOR": ""}, true, true},
		"dumb":            {map[string]string{"TERM": "dumb"}, false, false},
		"TERM is not set": {nil, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			options := OptionsOf(terminal, func(name string) string { return test.environment[name] })
			assert.Equal(t, test.live, options.Live)
			assert.Equal(t, test.color, options.Color)
		})
	}
}

func TestPaint(t *testing.T) {
	assert.Equal(t, "text", Options{}.paint(red, "text"))
	assert.Equal(t, "\x1b[31mtext\x1b[0m", Options{Color: true}.paint(red, "text"))
	assert.Empty(t, Options{Color: true}.paint(red, ""))
}
