package play

import (
	"io"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v34"
)

// silentFormat is the name of a godog formatter that writes nothing: verdicts
// and reports are our own.
const silentFormat = "codecred"

func init() {
	godog.Format(silentFormat, "writes nothing", func(string, io.Writer) godog.Formatter { return silent{} })
}

type silent struct{}

type (
	pickle     = messages.Pickle
	pickleStep = messages.PickleStep
	definition = godog.StepDefinition
)

func (silent) TestRunStarted()                                    {}
func (silent) Feature(*messages.GherkinDocument, string, []byte)  {}
func (silent) Pickle(*pickle)                                     {}
func (silent) Defined(*pickle, *pickleStep, *definition)          {}
func (silent) Failed(*pickle, *pickleStep, *definition, error)    {}
func (silent) Passed(*pickle, *pickleStep, *definition)           {}
func (silent) Skipped(*pickle, *pickleStep, *definition)          {}
func (silent) Undefined(*pickle, *pickleStep, *definition)        {}
func (silent) Pending(*pickle, *pickleStep, *definition)          {}
func (silent) Ambiguous(*pickle, *pickleStep, *definition, error) {}
func (silent) Summary()                                           {}
