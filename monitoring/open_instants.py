"""The instants of one line that have no value yet, and when its meters are asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitoring.sample import Point

LONGEST: Final = 600.0
"""Seconds after which a meter that does not answer is asked again at the latest."""


class OpenInstants:
    """What is missing on a line.

    Args:
        retry: Seconds after which a meter that did not answer is asked again; each time twice as long.
    """

    def __init__(self, retry: float) -> None:
        self._retry = retry
        self._open: dict[Point, set[int]] = {}
        self._again: dict[str, float] = {}
        self._failures: dict[str, int] = {}

    def add(self, of: Point, instants: Iterable[int]) -> None:
        """Instants are missing."""
        if found := set(instants):
            self._open.setdefault(of, set()).update(found)

    def remove(self, of: Point, instants: Iterable[int]) -> None:
        """Instants have a value, or will have none."""
        left = self._open.get(of, set())
        left.difference_update(instants)
        if not left:
            self._open.pop(of, None)

    def of(self, meter: str) -> list[tuple[Point, list[int]]]:
        """What is missing of a meter, oldest first."""
        return [(p, sorted(i)) for p, i in self._open.items() if p.meter == meter]

    def failed(self, meter: str, now: float) -> None:
        """A meter did not answer."""
        n = self._failures[meter] = self._failures.get(meter, 0) + 1
        self._again[meter] = now + min(self._retry * 2.0 ** min(n - 1, 20), LONGEST)

    def answered(self, meter: str) -> None:
        """A meter answered: what is missing of it is asked for at once."""
        self._failures.pop(meter, None)
        self._again.pop(meter, None)

    def later(self, meter: str, moment: float) -> None:
        """Ask for what is missing of a meter not before a time, though it answers."""
        self._again[meter] = moment

    def set_back(self, now: float) -> None:
        """The clock was set back: nothing waits for a time that was, and instants that are still to come are not missing."""
        self._again.clear()
        for of, left in list(self._open.items()):
            self.remove(of, [i for i in left if i > now])

    def due(self, now: float) -> list[str]:
        """Meters of which something is missing, and that may be asked now."""
        meters = dict.fromkeys(p.meter for p in self._open)
        return [m for m in meters if self._again.get(m, 0.0) <= now]

    def next(self) -> float:
        """When something is to be asked for again; infinite where nothing is missing."""
        return min((self._again.get(p.meter, 0.0) for p in self._open), default=float("inf"))

    def count(self) -> int:
        """How many instants are missing."""
        return sum(map(len, self._open.values()))
