package features

import (
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// yamlSource is a YAML file in which positions are looked up.
type yamlSource struct{ root ast.Node }

// positions reads a file that is known to be YAML.
func positions(data []byte) yamlSource {
	doc, err := parser.ParseBytes(data, 0)
	if err != nil || len(doc.Docs) == 0 {
		return yamlSource{}
	}
	return yamlSource{doc.Docs[0].Body}
}

// token returns where that stands to which keys and indexes lead. Where they lead to nothing, such as to
// a cell that is missing, it returns what comes nearest.
func (s yamlSource) token(at []any) *token.Token {
	node := s.root
	for _, step := range at {
		next := child(node, step)
		if next == nil {
			break
		}
		node = next
	}
	return beginning(node)
}

// child returns what stands under a key or an index; nil for nothing.
func child(node ast.Node, step any) ast.Node {
	switch n := plainNode(node).(type) {
	case *ast.MappingNode:
		for _, pair := range n.Values {
			if key := pair.Key.GetToken(); key != nil && key.Value == step {
				return pair
			}
		}
	case *ast.SequenceNode:
		if i, ok := step.(int); ok && i < len(n.Values) {
			return n.Values[i]
		}
	}
	return nil
}

// plainNode returns the node behind a pair or an anchor.
func plainNode(node ast.Node) ast.Node {
	switch n := node.(type) {
	case *ast.MappingValueNode:
		return plainNode(n.Value)
	case *ast.AnchorNode:
		return plainNode(n.Value)
	default:
		return node
	}
}

// beginning returns where a node begins: a mapping at its first key.
func beginning(node ast.Node) *token.Token {
	switch n := node.(type) {
	case nil:
		return nil
	case *ast.MappingNode:
		if len(n.Values) > 0 {
			return n.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return node.GetToken()
}
