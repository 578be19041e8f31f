package steps

import "github.com/codecred/codecred/steps/need"

// plan finds and plans a line.
func plan(n *need.Need, text string) error {
	line, err := Find(text)
	if err != nil {
		return err
	}
	return line.Plan(n)
}
