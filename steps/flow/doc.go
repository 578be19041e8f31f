// Package flow is the typed vocabulary of the Authorization Code and Credentials
// Flow: the kinds of request, the parties that send them, the values that they
// hold, and what an answer to one means. It works without Gherkin and without a
// target that was prepared: a program that knows an app and a user can make a
// request, send it with package wire, and read the answer.
//
// It does not decide whether an answer is right. Package steps does, by the lines
// of a scenario.
//
// Begin with Kind in kind.go, then Request in request.go and Write in write.go,
// then Read in reading.go, which holds the one meaning of accepted and refused.
package flow
