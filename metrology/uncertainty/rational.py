"""IdentifiedDriver models that are rational functions of their inputs, for which the complex step needs no check.

Sums, differences, products and quotients of the arguments and of numbers stay analytic whatever the arguments are. The
proof is the function's own bytecode: nothing in it but those four operations. Anything else (a call, a name, a
comparison, a power, an instruction this list does not know) leaves the check in place.
"""

from __future__ import annotations

import dis
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import CodeType

MOVES = frozenset(
    {
        "CACHE",
        "COPY",
        "LOAD_FAST",
        "LOAD_FAST_BORROW",
        "LOAD_FAST_BORROW_LOAD_FAST_BORROW",
        "LOAD_FAST_LOAD_FAST",
        "NOP",
        "RESUME",
        "RETURN_VALUE",
        "STORE_FAST",
        "STORE_FAST_LOAD_FAST",
        "STORE_FAST_STORE_FAST",
        "SWAP",
        "UNARY_NEGATIVE",
    }
)
OPERATIONS = frozenset({"+", "-", "*", "/", "+=", "-=", "*=", "/="})
VARIADIC = 0x04 | 0x08  # flags CO_VARARGS and CO_VARKEYWORDS of a code object


@lru_cache(maxsize=4096)
def is_rational(code: CodeType, arguments: int) -> bool:
    """Whether a function called with so many numbers is a rational function of them.

    Args:
        code: The function's code object.
        arguments: How many numbers it is called with; all its parameters must be among them.

    Returns:
        True only where the bytecode proves it.
    """
    if code.co_argcount != arguments or code.co_kwonlyargcount or code.co_flags & VARIADIC:
        return False
    return all(_is_rational(step) for step in dis.get_instructions(code))


def _is_rational(step: dis.Instruction) -> bool:
    """Whether one instruction keeps rational functions rational."""
    if step.opname in {"LOAD_CONST", "LOAD_SMALL_INT"}:
        return step.argval.__class__ in {int, float}
    if step.opname == "BINARY_OP":
        return step.argrepr in OPERATIONS
    return step.opname in MOVES
