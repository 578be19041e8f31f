// Package forecast says, before a run, what the run would do: how many scenarios would run, what
// they would send and create, and why the others would not run. On a Salesforce target it also
// writes the metadata that the run would deploy.
//
// Begin reading with Check.
package forecast
