package reports

import "strings"

// Area returns the area of a requirement by its id: PKCE for CC-PKCE-01. It is
// empty where the id has another form.
func Area(id string) string {
	parts := strings.Split(id, "-")
	if len(parts) != 3 {
		return ""
	}
	return parts[1]
}
