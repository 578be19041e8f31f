package mutant

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/constant"
	"go/format"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// walker finds the mutants of a file.
type walker struct {
	*copier
	*source
	info *types.Info
	pkg  *types.Package

	function string         // or package variable
	seen     map[string]int // names of mutants
}

func (w *walker) walk() {
	w.seen = map[string]int{}
	for _, declaration := range w.tree.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			w.function = nameOf(d)
			w.within(d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.VAR {
					w.function = v.Names[0].Name
					w.within(v)
				}
			}
		}
	}
}

// nameOf returns the name of a function, after that of its receiver's type.
func nameOf(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	receiver := d.Recv.List[0].Type
	if pointer, ok := receiver.(*ast.StarExpr); ok {
		receiver = pointer.X
	}
	if generic, ok := receiver.(*ast.IndexExpr); ok {
		receiver = generic.X
	}
	return fmt.Sprint(receiver) + "." + d.Name.Name
}

func (w *walker) within(root ast.Node) {
	ast.PreorderStack(root, nil, func(n ast.Node, stack []ast.Node) bool {
		parent := parentOf(stack)
		if w.isUnseen(n, parent) {
			return false
		}
		if s, ok := n.(ast.Stmt); ok {
			w.statement(s, parent)
		}
		if r, ok := n.(*ast.ReturnStmt); ok {
			w.results(r, stack)
		}
		if e, ok := n.(ast.Expr); ok {
			return w.expression(e, parent)
		}
		return true
	})
}

// unseen are the fields, functions and parameters of the reference server that take what no client
// compares: names of rules and requirements, and the words of an error, which no document fixes.
var unseen = []string{"ID", "Says", "Requirements", "Description", "Detail", "serving", "name", "says", "serves", "description", "closed", "tokenless"}

func (w *walker) isUnseen(n, parent ast.Node) bool {
	field, ok := n.(*ast.KeyValueExpr)
	if ok {
		return isNamed(field.Key)
	}
	call, ok := parent.(*ast.CallExpr)
	if !ok || n == call.Fun {
		return false
	}
	if _, composite := n.(*ast.CompositeLit); composite && isNamed(call.Fun) {
		return true
	}
	signature, ok := w.info.Types[call.Fun].Type.(*types.Signature)
	i := slices.IndexFunc(call.Args, func(arg ast.Expr) bool { return arg == n })
	if !ok || i < 0 || signature.Params().Len() == 0 {
		return false
	}
	return slices.Contains(unseen, signature.Params().At(min(i, signature.Params().Len()-1)).Name())
}

func isNamed(e ast.Expr) bool {
	ident, ok := e.(*ast.Ident)
	return ok && slices.Contains(unseen, ident.Name)
}

// parentOf returns the innermost node around a node, apart from parentheses.
func parentOf(stack []ast.Node) ast.Node {
	for _, n := range slices.Backward(stack) {
		if _, ok := n.(*ast.ParenExpr); !ok {
			return n
		}
	}
	return nil
}

// mutant adds a mutant and returns its number.
func (w *walker) mutant(n ast.Node, change string) int {
	var text bytes.Buffer
	_ = format.Node(&text, w.set, n) // a buffer takes everything
	m := Mutant{
		Number: len(w.Mutants) + 1, Function: w.function, Change: change, Line: w.set.Position(n.Pos()).Line,
		File:   shortName(w.path),
		Source: shortened(strings.Join(strings.Fields(text.String()), " ")),
	}
	w.seen[m.Name()]++
	if times := w.seen[m.Name()]; times > 1 {
		m.Change += fmt.Sprintf(" (%d)", times)
	}
	w.Mutants = append(w.Mutants, m)
	return m.Number
}

func shortened(text string) string {
	const longest = 100
	if len(text) > longest {
		return strings.ToValidUTF8(text[:longest], "") + "…"
	}
	return text
}

// wrap puts a call around a node, whose first argument is the number of the mutant.
func (w *walker) wrap(n ast.Node, change, function, after string) {
	w.around(w.offset(n.Pos()), w.offset(n.End()), fmt.Sprintf("mutant.%s(%d, ", function, w.mutant(n, change)), after+")")
}

// locks are the methods whose absence only a race shows.
var locks = []string{"Lock", "Unlock", "RLock", "RUnlock"}

// statement leaves out a statement that does something by itself.
func (w *walker) statement(s ast.Stmt, parent ast.Node) {
	switch parent.(type) {
	case *ast.BlockStmt, *ast.CaseClause:
	default:
		return
	}
	switch s := s.(type) {
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		if !ok {
			return
		}
		if method, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains(locks, method.Sel.Name) {
			return
		}
		if w.isPanic(call) {
			return
		}
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE || isBlank(s.Lhs[0]) {
			return
		}
	case *ast.IncDecStmt, *ast.RangeStmt:
	default:
		return
	}
	w.around(w.offset(s.Pos()), w.offset(s.End()), fmt.Sprintf("if !mutant.Skip(%d) { ", w.mutant(s, "left out")), " }")
}

func (w *walker) isPanic(call *ast.CallExpr) bool {
	name, ok := call.Fun.(*ast.Ident)
	return ok && name.Name == "panic"
}

func isBlank(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "_"
}

// results makes each value that a function returns the zero value of its type.
func (w *walker) results(r *ast.ReturnStmt, stack []ast.Node) {
	signature := w.signatureAround(stack)
	if signature == nil || signature.Results().Len() != len(r.Results) {
		return
	}
	for i, result := range r.Results {
		tv := w.info.Types[result]
		wanted, ok := w.written(signature.Results().At(i).Type())
		if ok && !isFunctionText(result) && !tv.IsNil() && tv.Value == nil && !isBool(tv.Type) {
			w.wrap(result, "the zero value", "Zero["+wanted+"]", "")
		}
	}
}

// signatureAround returns the type of the innermost function around a node.
func (w *walker) signatureAround(stack []ast.Node) *types.Signature {
	for _, n := range slices.Backward(stack) {
		switch n := n.(type) {
		case *ast.FuncLit:
			signature, _ := w.info.TypeOf(n).(*types.Signature)
			return signature
		case *ast.FuncDecl:
			signature, _ := w.info.Defs[n.Name].Type().(*types.Signature)
			return signature
		}
	}
	return nil
}

// written returns a type as the file would write it; false if it cannot.
func (w *walker) written(t types.Type) (string, bool) {
	can := true
	text := types.TypeString(t, func(p *types.Package) string {
		if p == w.pkg {
			return ""
		}
		can = can && slices.ContainsFunc(w.tree.Imports, func(s *ast.ImportSpec) bool { return s.Name == nil && s.Path.Value == strconv.Quote(p.Path()) })
		return p.Name()
	})
	return text, can
}

// expression changes an expression. It returns false if nothing inside may be changed.
func (w *walker) expression(e ast.Expr, parent ast.Node) bool {
	tv, ok := w.info.Types[e]
	if !ok || tv.IsType() {
		_, isType := e.(*ast.StructType)
		return !isType && !tv.IsType()
	}
	if tv.Value != nil {
		w.constant(e, tv, parent)
		return false
	}
	switch {
	case isBool(tv.Type):
		w.condition(e, parent)
	case isPredicate(tv.Type):
		w.predicate(e, parent)
	}
	return true
}

func isBool(t types.Type) bool {
	return types.Identical(t, types.Typ[types.Bool]) || types.Identical(t, types.Typ[types.UntypedBool])
}

// isPredicate reports whether a type is a function of one value to a bool.
func isPredicate(t types.Type) bool {
	s, ok := t.Underlying().(*types.Signature)
	return ok && s.Params().Len() == 1 && s.Results().Len() == 1 && isBool(s.Results().At(0).Type()) && s.TypeParams().Len() == 0
}

// constant changes a number, a literal text, or true and false.
func (w *walker) constant(e ast.Expr, tv types.TypeAndValue, parent ast.Node) {
	if b, ok := parent.(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
		return // the comparison is changed as a whole
	}
	wanted, ok := w.written(types.Default(tv.Type))
	if !ok {
		return
	}
	switch tv.Value.Kind() {
	case constant.Bool:
		w.wrap(e, strconv.FormatBool(!constant.BoolVal(tv.Value)), "Not", "")
	case constant.String:
		if !hasLiteral(e) {
			return
		}
		other := `""`
		if constant.StringVal(tv.Value) == "" {
			other = `"mutated"`
		}
		w.wrap(e, other, "Text["+wanted+"]", ", "+other)
	case constant.Int:
		w.number(e, tv, wanted)
	default: // the server has no constants of other kinds
	}
}

// number moves a whole number, and doubles or halves a time.
func (w *walker) number(e ast.Expr, tv types.TypeAndValue, wanted string) {
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsInteger == 0 {
		return
	}
	up, down := int64(1), int64(-1)
	if wanted == "time.Duration" {
		v, _ := constant.Int64Val(tv.Value)
		up, down = v, -v/2
	}
	w.wrap(e, fmt.Sprintf("%+d", up), "Plus["+wanted+"]", fmt.Sprintf(", %d", up))
	if basic.Info()&types.IsUnsigned == 0 {
		w.wrap(e, fmt.Sprintf("%+d", down), "Plus["+wanted+"]", fmt.Sprintf(", %d", down))
	}
}

func hasLiteral(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		_, literal := n.(*ast.BasicLit)
		found = found || literal
		return true
	})
	return found
}

var edges = map[token.Token]string{token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">"}

// condition changes a bool value: a part of && and || only in the way that the whole is not.
func (w *walker) condition(e ast.Expr, parent ast.Node) {
	if _, ok := e.(*ast.ParenExpr); ok {
		return
	}
	if !isAssigned(e, parent) {
		always, never := waysOf(parent)
		if always {
			w.wrap(e, "true", "Always", "")
		}
		if never {
			w.wrap(e, "false", "Never", "")
		}
	}
	b, ok := e.(*ast.BinaryExpr)
	if !ok {
		return
	}
	var function, change string
	switch b.Op {
	case token.LAND:
		function, change = "And", "||"
	case token.LOR:
		function, change = "Or", "&&"
	default:
		if other, ok := edges[b.Op]; ok && w.info.Types[b.X].Value == nil && w.info.Types[b.Y].Value == nil { // a constant is moved itself
			w.between(b, fmt.Sprintf("mutant.Edge(%d, ", w.mutant(b, other)), fmt.Sprintf(", %q, ", b.Op), ")")
		}
		return
	}
	w.between(b, fmt.Sprintf("mutant.%s(%d, ", function, w.mutant(b, change)), ", func() bool { return (", ") })")
}

// between puts a call around both sides of an operator, in place of it.
func (w *walker) between(b *ast.BinaryExpr, before, middle, after string) {
	w.around(w.offset(b.Pos()), w.offset(b.End()), before, after)
	at := w.offset(b.OpPos)
	w.edits = append(w.edits, edit{at: at, until: at + len(b.Op.String()), text: middle})
}

// waysOf says how a condition is changed, by what it is a part of.
func waysOf(parent ast.Node) (always, never bool) {
	switch p := parent.(type) {
	case *ast.BinaryExpr:
		return p.Op != token.LOR, p.Op != token.LAND
	case *ast.UnaryExpr:
		return false, false // as the whole is
	default:
		return true, true
	}
}

// isAssigned reports whether an expression is a variable that gets a value or whose address is
// taken.
func isAssigned(e ast.Expr, parent ast.Node) bool {
	switch p := parent.(type) {
	case *ast.AssignStmt:
		return slices.Contains(p.Lhs, e)
	case *ast.UnaryExpr:
		return p.Op == token.AND
	case *ast.RangeStmt:
		return p.Key == e || p.Value == e
	}
	return false
}

// predicate changes a function that is a condition, where it is an argument or the value of a
// field. Its own text, if it stands there, is changed inside.
func (w *walker) predicate(e ast.Expr, parent ast.Node) {
	if call, ok := e.(*ast.CallExpr); ok && slices.ContainsFunc(call.Args, isFunctionText) || isFunctionText(e) {
		return
	}
	never := true
	switch p := parent.(type) {
	case *ast.KeyValueExpr:
	case *ast.CallExpr:
		if p.Fun == e {
			return
		}
		switch fmt.Sprint(p.Fun) {
		case "Not", "On", "doing": // as the whole is, or another kind of function
			return
		case "Both":
			never = false
		}
	default:
		return
	}
	w.wrap(e, "always true", "AlwaysOf", "")
	if never {
		w.wrap(e, "never true", "NeverOf", "")
	}
}

func isFunctionText(e ast.Expr) bool {
	_, ok := e.(*ast.FuncLit)
	return ok
}
