"""Changes of a module: numbers, comparisons, edges, and/or, min/max, up/down, arithmetic, conditions."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final, TypeGuard

from tests.mutations.mutant import Mutant, neighbours

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NUMBER: Final = re.compile(r"[+-]?\d[\d_]*(\.\d+)?")
NAMES: Final = {
    "min": "max", "max": "min", "any": "all", "all": "any", "at_most": "at_least", "at_least": "at_most",
    "add": "subtract", "subtract": "add", "multiply": "divide", "divide": "multiply",
}  # fmt: skip
WORDS: Final = {"up": "down", "down": "up"}
OPERATORS: Final[dict[type[ast.AST], tuple[tuple[str, str], ...]]] = {
    ast.Lt: (("<", "<="), ("<", ">")), ast.LtE: (("<=", "<"), ("<=", ">=")),
    ast.Gt: ((">", ">="), (">", "<")), ast.GtE: ((">=", ">"), (">=", "<=")),
    ast.Eq: (("==", "!="),), ast.NotEq: (("!=", "=="),), ast.In: (("in", "not in"),), ast.NotIn: (("not in", "in"),),
    ast.Is: (("is", "is not"),), ast.IsNot: (("is not", "is"),),
    ast.And: (("and", "or"),), ast.Or: (("or", "and"),),
    ast.Add: (("+", "-"),), ast.Sub: (("-", "+"),), ast.Mult: (("*", "/"),), ast.Div: (("/", "*"),),
    ast.FloorDiv: (("//", "*"),), ast.Mod: (("%", "*"),), ast.Pow: (("**", "*"),),
}  # fmt: skip
CONDITIONS = ast.If | ast.IfExp | ast.While
OWN_MUTANTS = ast.Compare | ast.BoolOp


class PythonMutants:
    """Every mutant of a module, but those that can change no result:

    - `strict=True` of zip only reports lists of unequal length;
    - the index 0 becomes 1, not -1, which is the same element of a list of one;
    - a number is quantized to the exponent of another, not to its value: every whole number there is the same.

    Args:
        file: The module.
    """

    def __init__(self, file: Path) -> None:
        self._file, self._source = file, file.read_text("utf-8")
        lines = self._source.splitlines(keepends=True)
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))
        self._lines = lines

    def __iter__(self) -> Iterator[Mutant]:
        """In the order of the tree; texts that nobody computes with are left alone."""
        tree = ast.parse(self._source)
        self._first = {id(n.slice) for n in ast.walk(tree) if isinstance(n, ast.Subscript)}
        strict = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.keyword) and n.arg == "strict"}
        exponents = {id(c) for n in ast.walk(tree) if _quantizes(n) for c in ast.walk(n.args[0])}
        skipped = {
            id(inner) for outer in ast.walk(tree) if isinstance(outer, ast.JoinedStr) for inner in ast.walk(outer)
        }
        for node in ast.walk(tree):
            if id(node) in strict or id(node) in exponents:
                continue
            if id(node) not in skipped or isinstance(node, ast.BinOp | ast.Compare | ast.IfExp):
                yield from self._of(node)

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, ast.Constant):
            yield from self._constant(node)
        elif isinstance(node, ast.Name) and node.id in NAMES:
            yield self._replaced(*self._span(node), NAMES[node.id])
        elif isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            for operator, a, b in zip(node.ops, operands, operands[1:], strict=False):
                yield from self._between(operator, a, b)
        elif isinstance(node, ast.BoolOp):
            for a, b in zip(node.values, node.values[1:], strict=False):
                yield from self._between(node.op, a, b)
        elif isinstance(node, ast.BinOp | ast.AugAssign):
            a, b = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.target, node.value)
            yield from self._between(node.op, a, b)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
            start, end = self._span(node)
            yield self._replaced(start, end, self._source[self._span(node.operand)[0] : end])
        yield from self._condition(node)

    def _constant(self, node: ast.Constant) -> Iterator[Mutant]:
        start, end = self._span(node)
        text = self._source[start:end]
        if isinstance(node.value, bool):
            yield self._replaced(start, end, str(not node.value))
        elif isinstance(node.value, int):
            others = ["1"] if text == "0" and id(node) in self._first else neighbours(text)
            yield from (self._replaced(start, end, number) for number in others)
        elif isinstance(node.value, str) and NUMBER.fullmatch(node.value):
            yield from (self._replaced(start, end, f'"{number}"') for number in neighbours(node.value))
        elif node.value in WORDS:
            yield self._replaced(start, end, f'"{WORDS[str(node.value)]}"')

    def _condition(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, CONDITIONS) and not isinstance(node.test, OWN_MUTANTS) and not _for_types(node.test):
            start, end = self._span(node.test)
            yield self._replaced(start, end, f"not ({self._source[start:end]})")
        for condition in getattr(node, "ifs", ()):
            if not isinstance(condition, OWN_MUTANTS):
                start, end = self._span(condition)
                yield self._replaced(start, end, f"not ({self._source[start:end]})")

    def _between(self, operator: ast.AST, a: ast.expr, b: ast.expr) -> Iterator[Mutant]:
        start, end = self._span(a)[1], self._span(b)[0]
        for before, after in OPERATORS.get(type(operator), ()):
            pattern = rf"\b{before}\b" if before.isalpha() else re.escape(before).replace(r"\ ", r"\s+")
            found = re.search(pattern, self._source[start:end])
            if found is not None:
                yield self._replaced(start + found.start(), start + found.end(), after)

    def _replaced(self, start: int, end: int, after: str) -> Mutant:
        line = next(n for n, first in enumerate(self._starts) if first > start)
        text = self._source[:start] + after + self._source[end:]
        return Mutant(self._file, line, start - self._starts[line - 1], self._source[start:end], after, text)

    def _span(self, node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        ends = ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset))
        first, last = (self._starts[n - 1] + self._characters(n, column) for n, column in ends)
        return first, last

    def _characters(self, line: int, column: int) -> int:
        """A column of the tree counts bytes."""
        return len(self._lines[line - 1].encode()[:column].decode())


def _for_types(test: ast.expr) -> bool:
    """Imports for annotations change nothing that runs."""
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _quantizes(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether it is ``x.quantize(Decimal(1))``, with any whole number."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "quantize"):
        return False
    to = node.args[0]
    whole = isinstance(to, ast.Call) and to.args and isinstance(to.args[0], ast.Constant)
    return bool(whole) and isinstance(to.args[0].value, int)  # type: ignore[attr-defined]
