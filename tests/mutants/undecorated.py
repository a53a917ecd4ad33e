"""Code in which decorators are called below the function instead: the same, but mutmut looks into functions then."""

from __future__ import annotations

import ast

KEPT = {"staticmethod", "classmethod", "overload"}


def undecorated(code: str) -> str:
    """The same module, for mutmut to change."""
    return ast.unparse(ast.fix_missing_locations(_Below().visit(ast.parse(code))))


class _Below(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> list[ast.stmt]:
        if any(isinstance(one, ast.Name) and one.id in KEPT for one in node.decorator_list):
            return [node]
        value: ast.expr = ast.Name(node.name)
        for one in reversed(node.decorator_list):
            value = ast.Call(one, [value], [])
        again = [ast.Assign([ast.Name(node.name)], value)] if node.decorator_list else []
        node.decorator_list = []
        return [node, *again]
