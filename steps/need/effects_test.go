package need_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/codecred/codecred/steps/need"
)

func TestSideEffects(t *testing.T) {
	for name, row := range map[string]struct {
		lines []string
		want  []string
	}{
		"none": {[]string{"a private client", "the app asks for authorization"}, nil},
		"a wrong password": {
			[]string{"a private client", "the app asks for authorization with a wrong password"},
			[]string{"sends wrong passwords of one user, who may be locked out: at most 1"},
		},
		"a password left out": {
			[]string{"a private client", `the app asks for authorization without the parameter "password"`},
			[]string{"sends wrong passwords of one user, who may be locked out: at most 1"},
		},
		"a change of the org": {
			[]string{"a private client", `the administrator turns "` + flows + `" off for the org`}, []string{"changes settings of its org"},
		},
		"a change of the app": {
			[]string{"a private client", `the administrator turns "` + oauth + `" off for the app`}, []string{"changes its app"},
		},
		"time":       {[]string{"a private client", "2 hours pass"}, []string{"moves the clock of its org forward"}},
		"revocation": {[]string{"a private client", "the app holds tokens", "the app revokes the refresh token"}, []string{string(need.Revokes)}},
		"the same twice": {
			[]string{"a private client", "the app asks for authorization", "the same request is sent again", "the same request is sent again"},
			[]string{string(need.Reuse)},
		},
		"a registration": {[]string{"a private client", "the app registers a new user"}, []string{string(need.NewUser)}},
		"a reset": {
			[]string{"a private client", "the app has asked for a password reset", "the app sets a new password"},
			[]string{string(need.Message), string(need.Password)},
		},
		"no user": {[]string{"a private client", "the administrator deletes the user"}, []string{string(need.NoUser)}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, row.want, needOf(t, row.lines...).SideEffects()) })
	}
}
