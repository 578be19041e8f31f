// Package mutant changes the source of other packages in one small place after the other, so that a proof can
// see whether somebody notices: a condition becomes true or false, && becomes ||, a number or a bound is moved, a
// statement is left out, a text or a returned value is changed.
//
// A mutant has to be played against hundreds of scenarios, and there are thousands of mutants. To build each by
// itself, as tools for mutation testing do (gremlins, go-mutesting, ooze), takes hours: such tools ask whether the
// tests of a package fail, and rebuild them each time. So MakeCopy writes one copy of the packages that holds
// all mutants, each behind a function of switch.go (such a copy is known as mutant schemata). The copy is built once,
// with go build -overlay, and Select puts one mutant into effect at a time. The source itself has no switches.
//
// The functions also note which mutants make a difference while a scenario runs, so that only these scenarios are
// played. The values of package variables, such as lists of rules, are made again when a mutant in them is selected.
//
// A negation is not among the changes: it is noticed by whoever notices true or false. Locks are left alone, as
// only a race shows them. Package mutant judges nothing: the tests of package prove do. Begin reading with MakeCopy.
package mutant
