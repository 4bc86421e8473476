"""What the instruments of the room show, to positions that look at one moment."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from drivers.roles import Clock, Reading
    from sequencer.reading_source import Call

ALIKE = Decimal(1)
"""Positions that look at the room within less than this, s, are shown one reading. No regulation says how long."""


class Looks:
    """What the instruments of the room showed last, for all positions of a bench; they look in turn.

    Args:
        clock: The bench's clock.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[Call, tuple[Decimal, Reading]] = {}

    def of(self, call: Call, look: Callable[[], Reading]) -> Reading:
        """The reading that another position has just been given, else a new one."""
        known = self._last.get(call)
        if known is not None and self._clock.elapsed() - known[0] < ALIKE:
            return known[1]
        reading = look()
        self._last[call] = self._clock.elapsed(), reading
        return reading
