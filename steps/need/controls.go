package need

import "errors"

// errNothingRefused is the error of a control without a refusal.
var errNothingRefused = errors.New("it is the control of no refusal: put it below a line that judges the request before it, " +
	"as in `Then the authorization request is refused`, with no other request between them")

// Send notes that a line sends requests, so that the lines below it are about the last of them.
func (n *Need) Send() { n.refused = false }

// Refuse notes that a line may find that the last answer gives nothing, so that a control may follow.
func (n *Need) Refuse() { n.refused = true }

// Control notes a line that is the control of a refusal. The error says that no line has judged the
// request that the control varies, so that it would be the control of nothing.
func (n *Need) Control() error {
	if !n.refused {
		return errNothingRefused
	}
	n.refused = false
	return nil
}
