// Package forecast says what a run would do, before it is done: how many scenarios
// would run, what they would send and make, and what keeps the others from running. On
// a Salesforce target it also writes the metadata that the run would deploy.
//
// Begin reading with Check.
package forecast
