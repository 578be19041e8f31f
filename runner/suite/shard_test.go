package suite

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseShard(t *testing.T) {
	for text, want := range map[string]Shard{"": {}, "1/1": {1, 1}, "2/4": {2, 4}, "0/4": {4, 4}} {
		got, err := ParseShard(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"1", "a/b", "5/4", "1/0", "-1/4", "1/4/2", "9999999/9999999"} {
		_, err := ParseShard(text)
		assert.ErrorContains(t, err, fmt.Sprintf("%q", text))
	}
}

func TestShardsHoldEveryScenarioOnce(t *testing.T) {
	list := embedded(t).Scenarios
	total := 0
	for i := 1; i <= 5; i++ {
		total += len(Shard{Index: i, Count: 5}.Part(list))
	}
	assert.Equal(t, len(list), total)
}
