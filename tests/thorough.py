"""How much a test tries: a part of the cases on every change, all of them in `make evidence`."""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
THOROUGH = bool(os.environ.get("STEELYARD_THOROUGH"))


def part(cases: Sequence[T], of: int) -> list[T]:
    """Every `of`-th case; all where the tests are thorough."""
    return list(cases if THOROUGH else cases[::of])


def number(few: int, many: int) -> int:
    """How many random cases are tried."""
    return many if THOROUGH else few
