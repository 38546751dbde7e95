"""Rewrites a reviewed program so that every value it computes is looked at: `x.y` becomes `__seen__(__seen__(x).y)`."""

from __future__ import annotations

import ast

NAME = "__seen__"
LEFT = frozenset({"super", "__object__"})
"""Calls of these are the compiler's or the policy's business."""


class _Seeing(ast.NodeTransformer):
    def _seen(self, node: ast.expr) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return node
        return ast.copy_location(ast.Call(ast.Name(NAME, ast.Load()), [node], []), node)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return node if node.id in LEFT or node.id.startswith("__") else self._seen(node)

    visit_Attribute = visit_Subscript = _seen  # noqa: N815

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if isinstance(node.func, ast.Attribute) and node.func.attr == "__setattr__":
            self.generic_visit(node.func)  # open where it is called at once
            node.args = [self.visit(each) for each in node.args]
            return node
        return self._seen(node)

    def _left(self, node: ast.AST) -> ast.AST:
        return node

    visit_MatchValue = visit_MatchMapping = _left  # noqa: N815 - names and attributes only

    def visit_MatchClass(self, node: ast.MatchClass) -> ast.AST:
        node.patterns = [self.visit(each) for each in node.patterns]
        node.kwd_patterns = [self.visit(each) for each in node.kwd_patterns]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:  # annotations stay: under the __future__ import they are texts
            node.value = self.visit(node.value)
        node.target = self.visit(node.target)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return node


def seen(tree: ast.Module) -> ast.Module:
    """The tree, changed in place."""
    return ast.fix_missing_locations(_Seeing().visit(tree))  # type: ignore[no-any-return]
