"""What several documents of one run ask for is made once: it is kept for the run that was asked for last."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.view import RunView

T = TypeVar("T")


def of_last_run(make: Callable[[RunView], T]) -> Callable[[RunView], T]:
    """A function of a run whose last value is kept; nobody may change what it returns.

    A run that differs in anything, such as the mark of a document that was replaced, is another one.
    """
    kept: list[tuple[RunView, T]] = []

    @wraps(make)
    def made(run: RunView) -> T:
        for known, value in tuple(kept):
            if known is run:
                return value
        value = make(run)
        kept[:] = [(run, value)]
        return value

    return made
