"""A measurement model written as a formula, read without running any Python of the person who wrote it.

Only arithmetic, numbers, the names of the inputs and the functions below are accepted; everything else that Python's
grammar knows (attributes, subscripts, comparisons, calls of other names) is refused before anything is evaluated.
"""

from __future__ import annotations

import ast
import keyword
import math
import operator
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LONGEST = 4000
"""Characters of a formula."""

DEEPEST = 200
"""Levels of nesting, each term of a sum being one: far more than a model needs, far fewer than Python's stack has."""

FUNCTIONS = {
    "sqrt": "sqrt", "exp": "exp", "log": "log", "ln": "log", "log10": "log10", "abs": "abs",
    "sin": "sin", "cos": "cos", "tan": "tan", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "min": "minimum", "max": "maximum",
}  # fmt: skip
"""Functions of a formula, each with numpy's name for it: they take numbers, complex numbers and arrays."""

_TWO_ARGUMENTS = {"atan2", "min", "max"}
_CONSTANTS = {"pi": math.pi, "π": math.pi}
_BINARY: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_UNARY: Mapping[type[ast.unaryop], Callable[[Any], Any]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}


class FormulaError(ValueError):
    """A formula is not one: the message names the place and what is accepted."""


class Formula:
    """A model as a function of its inputs, given by position.

    Attributes:
        text: the formula.
        names: the inputs, in the order in which they are given.

    Raises:
        FormulaError: the text is no formula of these inputs, or an input does not occur in it.
    """

    def __init__(self, text: str, names: Sequence[str]) -> None:
        self.text = text
        self.names = tuple(normal(name) for name in names)
        for name in self.names:
            if not name.isidentifier() or keyword.iskeyword(name) or name in {*FUNCTIONS, *_CONSTANTS}:
                raise FormulaError(f"{name!r} cannot name an input: not a plain word, or a function")
        if len(set(self.names)) != len(self.names):
            raise FormulaError(f"two inputs bear one name: {', '.join(self.names)}")
        self._tree = _parsed(text)
        self._check(self._tree, 0)
        used = {node.id for node in ast.walk(self._tree) if isinstance(node, ast.Name)}
        if unused := [name for name in self.names if name not in used]:
            raise FormulaError(f"the model does not contain the input {', '.join(unused)}")

    def __call__(self, *values: Any) -> Any:
        """Return the value of the model; numbers, complex numbers and arrays alike."""
        import numpy as np

        with np.errstate(all="ignore"):  # what is not finite is refused by who asks, with the inputs it came from
            return self._value(self._tree, dict(zip(self.names, values, strict=True)))

    def _check(self, node: ast.expr, depth: int) -> None:
        if depth > DEEPEST:
            raise FormulaError(f"the formula is nested deeper than {DEEPEST} levels")
        if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
            parts = [node.left, node.right]
        elif isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
            parts = [node.operand]
        elif isinstance(node, ast.Call):
            parts = self._arguments(node)
        elif isinstance(node, ast.Name) or _is_number(node):
            parts = []
            if isinstance(node, ast.Name) and node.id not in {*self.names, *_CONSTANTS}:
                raise FormulaError(f"{node.id!r} is not an input; the inputs are {', '.join(self.names)}")
        else:
            hint = "; write a power as **" if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor) else ""
            raise FormulaError(
                f"{_shown(node)} is not part of a formula{hint}: accepted are numbers, names of inputs, "
                f"+ - * / ** and {', '.join(FUNCTIONS)}"
            )
        for part in parts:
            self._check(part, depth + 1)

    def _arguments(self, node: ast.Call) -> list[ast.expr]:
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
            raise FormulaError(f"{_shown(node.func)} is not a function of a formula; known: {', '.join(FUNCTIONS)}")
        wanted = 2 if node.func.id in _TWO_ARGUMENTS else 1
        if len(node.args) != wanted:
            raise FormulaError(f"{node.func.id} takes {wanted} argument(s), not {len(node.args)}")
        return node.args

    def _value(self, node: ast.expr, given: Mapping[str, Any]) -> Any:
        if isinstance(node, ast.BinOp):
            return _BINARY[type(node.op)](self._value(node.left, given), self._value(node.right, given))
        if isinstance(node, ast.UnaryOp):
            return _UNARY[type(node.op)](self._value(node.operand, given))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            import numpy as np

            return getattr(np, FUNCTIONS[node.func.id])(*(self._value(part, given) for part in node.args))
        if isinstance(node, ast.Name):
            return given[node.id] if node.id in given else _CONSTANTS[node.id]
        return _number(node)


def normal(name: str) -> str:
    """Return a name as Python's grammar reads it, so that two spellings of µ are one."""
    return unicodedata.normalize("NFKC", name)


def _parsed(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise FormulaError(f"the formula has {len(text)} characters; at most {LONGEST} are read")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        where = f" at character {error.offset}" if isinstance(error, SyntaxError) and error.offset else ""
        raise FormulaError(f"{text[:60]!r} is not a formula{where}") from None


def _shown(node: ast.expr) -> str:
    try:
        return repr(ast.unparse(node)[:40])
    except RecursionError:
        return "a part nested too deeply"


def _is_number(node: ast.expr) -> bool:
    """Whether a node is a finite number; text, truth values and numbers beyond a double are not."""
    return math.isfinite(_number(node))


def _number(node: ast.expr) -> float:
    """The number that a node is; NaN where it is none."""
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.inf
