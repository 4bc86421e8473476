"""A step of making a demonstration province: rows that one change writes, at a time of the simulated year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from registers.change import Change
    from registers.register import Register

MARK: Final = "（模拟）"
"""Stands in names and remarks of everything that is simulated."""
KEY: Final = "SIM-"
"""Begins keys and serial numbers."""
WHO: Final = "SIM-CLERK"


class Rows(NamedTuple):
    """Rows of a register, as they are from now on."""

    register: Register[Any]
    rows: Sequence[tuple[str, Any]]


class Batch(NamedTuple):
    """What one change writes.

    Attributes:
        time: When, in the simulated year.
        why: Why, in words.
        rows: What is so from then on, in the order in which it is written.
        work: What else is done in the change: what the end of a run writes.
    """

    time: str
    why: str
    rows: Sequence[Rows]
    work: Sequence[Callable[[Change], object]] = ()
