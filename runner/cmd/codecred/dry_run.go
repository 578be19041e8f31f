package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/codecred/codecred/reports"
	"github.com/codecred/codecred/reports/terminal"
	"github.com/codecred/codecred/runner"
	"github.com/codecred/codecred/runner/connect"
	"github.com/codecred/codecred/runner/knownfailures"
	"github.com/codecred/codecred/runner/suite"
)

// dryRun says what would run, and where the value of each option comes from: a flag, a variable,
// the target file, or a default. It sends nothing.
func (c runCommand) dryRun(o runner.Options, parsed *kong.Context, s streams) error {
	suite, selected, err := suite.LoadSelected(o.Features, o.Selection, o.Shard)
	if err != nil {
		return err
	}
	if _, err := knownfailures.Load(o.KnownFailures); err != nil {
		return err
	}
	ofTarget, err := connect.Settings(o.Target)
	if err != nil {
		return err
	}
	dry := reports.DryRun{Scenarios: listScenarios(selected), Suite: len(suite.Scenarios)}
	for _, flag := range parsed.Selected().Flags {
		if flag.Name == "dry-run" || flag.Name == "help" {
			continue
		}
		value, source := strings.Trim(fmt.Sprint(parsed.FlagValue(flag)), "[]"), sourceOf(parsed, flag)
		if flag.Name == "parallel" {
			value, source = parallel(value, source, ofTarget[0])
		}
		dry.Options = append(dry.Options, reports.Option{Name: flag.Name, Value: cmp.Or(value, unset[flag.Name], "none"), Source: source})
	}
	for _, setting := range ofTarget[1:] {
		dry.Options = append(dry.Options, reports.Option{Name: setting.Name, Value: setting.Value, Source: sourceOfSetting(setting)})
	}
	return terminal.WriteDryRun(s.out, dry)
}

// unset says what a flag without a value means.
var unset = map[string]string{
	"target": "the reference server inside the process", "features": "embedded", "tags": "all", "name": "all", "requirement": "all", "shard": "all",
}

// sourceOf says where the value of a flag comes from.
func sourceOf(parsed *kong.Context, flag *kong.Flag) string {
	if slices.ContainsFunc(parsed.Path, func(p *kong.Path) bool { return p.Flag == flag }) {
		return "flag --" + flag.Name
	}
	for _, name := range flag.Envs {
		if _, set := os.LookupEnv(name); set {
			return "variable " + name
		}
	}
	return "default"
}

// parallel handles the only option that both a flag and the target file can set.
func parallel(value, source string, file connect.Setting) (winner, from string) {
	if value != "0" {
		return value, source
	}
	return file.Value, sourceOfSetting(file)
}

func sourceOfSetting(s connect.Setting) string {
	if s.Named {
		return "target file, " + s.Name
	}
	return "default"
}
