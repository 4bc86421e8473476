"""What a source or a standard shows while its driver waits for it: told to who looks on, and kept nowhere."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOLD: ContextVar[Callable[[str], None] | None] = ContextVar("told", default=None)


@contextmanager
def told(to: Callable[[str], None]) -> Iterator[None]:
    """Within a call of a driver: what is seen meanwhile is passed on.

    Args:
        to: Takes each text, in the thread of the call.
    """
    before = _TOLD.set(to)
    try:
        yield
    finally:
        _TOLD.reset(before)


def seen(text: str) -> None:
    """Pass on what is shown at this moment; nobody need be there to take it."""
    if (to := _TOLD.get()) is not None:
        to(text)
