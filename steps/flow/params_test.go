package flow

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestParamsKeepTheirOrder(t *testing.T) {
	p := Params{{"a", "1"}, {"b", "2"}}
	p.Add("a", "3")
	p.Set("a", "0")
	p.Set("c", "4")
	assert.Equal(t, Params{{"a", "0"}, {"b", "2"}, {"a", "3"}, {"c", "4"}}, p)
	assert.Equal(t, Template("0"), p.Get("a"))
	assert.Empty(t, p.Get("d"))

	p.KeepFirst("a", 1)
	assert.Equal(t, Params{{"a", "0"}, {"b", "2"}, {"c", "4"}}, p)
	p.KeepFirst("a", 0)
	p.Remove("c")
	assert.Equal(t, Params{{"b", "2"}}, p)
}

func TestHeadersAreSpeltAsTheyAre(t *testing.T) {
	var b Base
	b.SetHeader("X-A", "1")
	b.SetHeader("x-a", "2")
	b.SetHeader("X-A", "3")
	assert.Equal(t, []Header{{"x-a", "2"}, {"X-A", "3"}}, b.Headers)
	assert.Equal(t, Template("3"), b.HeaderValue("X-A"))
	b.RemoveHeader("X-A")
	assert.Empty(t, b.HeaderValue("X-A"))
	assert.True(t, b.HasHeader("x-a"))
}
