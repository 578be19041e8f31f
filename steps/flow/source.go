package flow

import "fmt"

// Source knows the values that stand in the templates of requests.
type Source interface {
	// Value returns a value for a request: a value of its parties or of another party, or one that
	// the target gave earlier. The error says that the target has not given it yet.
	Value(r Request, v Value) (string, error)
}

// Known is a Source of values that are known beforehand: those of one app and one
// user, and what a program has got from answers. Code verifiers and their
// challenges need not be among them.
type Known map[ValueName]string

// Value implements Source.
func (k Known) Value(r Request, v Value) (string, error) {
	if v.Name == CodeVerifier || v.Name == CodeChallenge {
		return proofValue(r, v.Name)
	}
	if value, ok := k[v.Name]; ok && v == (Value{Name: v.Name}) {
		return value, nil
	}
	return "", fmt.Errorf("there is no %s that could be sent", v)
}

// proofValue returns the code verifier of the authorization request behind a
// request, or its challenge.
func proofValue(r Request, name ValueName) (string, error) {
	key, ok := ProofKeyOf(r)
	if !ok {
		return "", fmt.Errorf("no authorization request stands behind the %s, so that it has no %s", r.Kind(), name)
	}
	if name == CodeChallenge {
		return key.Challenge(), nil
	}
	return key.Verifier, nil
}
