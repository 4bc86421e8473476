"""What instruments show while a run waits: the newest of each, told to those who follow at most once a second."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from services.bench_work.state import Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.events import Seen

EVERY = 1.0
"""Seconds between two tellings: a person sees no more, and the events of a work are kept in a number that is limited."""


class Looking:
    """The newest of each instrument, until the next entry of its journal.

    Args:
        clock: Seconds that pass.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._newest: dict[tuple[str, str], Shown] = {}
        self._told = float("-inf")

    def take(self, event: Seen) -> bool:
        """Take what is seen; true where it is time to tell it."""
        shown = Shown(role=event.role, position=event.position, text=event.text)
        self._newest[event.role, event.position] = shown
        now = self._clock()
        if now - self._told < EVERY:
            return False
        self._told = now
        return True

    def over(self, position: str = "") -> None:
        """What was waited for has come: what was seen is nothing any more, at a position and of the whole bench."""
        self._newest = {key: one for key, one in self._newest.items() if position and key[1] not in {"", position}}

    @property
    def shown(self) -> tuple[Shown, ...]:
        """All of it."""
        return tuple(self._newest.values())
