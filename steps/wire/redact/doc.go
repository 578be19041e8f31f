// Package redact takes secret values out of texts before anybody reads them:
// passwords, client secrets, codes, tokens and verifiers.
//
// It hides what it was told of (Secrets.Register), in every encoding; what stands
// where HTTP messages of the flow carry secrets ("password=…", the Authorization
// field); and what an exchange showed in such a place (Secrets.Watch), wherever it
// turns up again. It does not decide what is sent, and it does not judge a server
// that shows a secret: see the package steps for that.
//
// Begin with secrets.go, then search.go.
package redact
