// Package phrase holds what may follow "with" or "without" in a line that sends a
// request: each phrase is one way in which a request differs from the usual one. A
// phrase is read once. It then says what it needs of the target, and makes the
// difference in a request.
//
// It sends nothing and judges nothing.
//
// Begin with List in phrase.go. The phrases themselves stand in one file for each
// thing that they are about: login.go, client.go, pkce.go, token.go and so on.
package phrase
