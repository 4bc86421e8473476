"""Limits that are ladders, with the rounding of the error already worked in, as tables for a million look-ups.

Rounding is monotone, so the errors that round to within a limit are all those between two values. These are worked out
once for each step of each ladder, in whole units of the last place of the errors: then no row need be rounded at all.
"""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from metrology.decimal_array import Integers
from metrology.exact import exponent_of, from_integer, integer_at, negated, shift
from metrology.limits.ladder import Ladder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ENDLESS = 2**62


class StepTable:
    """The least and the greatest error that each step of each class's ladder accepts.

    Attributes:
        fits: whether every number of the tables has room in 64 bits; if not, the tables must not be used.
    """

    def __init__(
        self,
        ladders: Sequence[Ladder],
        intervals: Sequence[Decimal | None],
        points_places: int,
        error_places: int,
    ) -> None:
        """Work out the tables.

        Args:
            ladders: the ladder of each class.
            intervals: the rounding interval of each class, None to compare the full value.
            points_places: decimal places of the points.
            error_places: decimal places of the errors.
        """
        import numpy as np

        self._rungs = max(len(ladder.steps) for ladder in ladders)
        tops = [
            _padded([_ENDLESS if top is None else top for top in x.tops(points_places)], self._rungs) for x in ladders
        ]
        unders = [x.under(points_places) for x in ladders]
        under = [-_ENDLESS if edge is None else edge for edge in unders]
        sides = [
            _padded([_accepted(step.lower, step.upper, interval, error_places) for step in ladder.steps], self._rungs)
            for ladder, interval in zip(ladders, intervals, strict=True)
        ]
        self.fits = all(abs(n) <= _ENDLESS for n in chain(*tops, under, *(pair for row in sides for pair in row)))
        if not self.fits:
            return
        self._tops = np.array(tops, np.int64).T.copy()
        self._under = np.array(under, np.int64)
        limits = np.array(sides, np.int64).reshape(-1, 2)
        self._lower, self._upper = limits[:, 0].copy(), limits[:, 1].copy()
        self._symmetric = bool((self._lower == -self._upper).all())
        self._one_table = bool((self._tops == self._tops[:, :1]).all())

    def covers(self, least: int, greatest: int) -> bool:
        """Whether every class's ladder has a step for all points of a range."""
        return bool((self._under < least).all() and (greatest <= self._tops[-1]).all())

    def accepted(
        self, errors: Integers, points: Integers, which: "NDArray[np.integer[Any]] | None"
    ) -> "NDArray[np.bool_]":
        """Return which errors are accepted.

        Args:
            errors: shape (n,), int64, in units of 10^-error_places, below 2^62 in magnitude.
            points: shape (n,), int64, in units of 10^-points_places, all covered.
            which: shape (n,), the class of every row, or None if there is one.
        """
        import numpy as np

        key = np.zeros(len(points), np.intp) if which is None else np.multiply(which, self._rungs, dtype=np.intp)
        pick: Any = 0 if self._one_table or which is None else which
        for tops in self._tops[:-1]:
            key += points > tops[pick]
        if self._symmetric:
            return np.asarray(np.abs(errors) <= self._upper.take(key))
        return np.asarray((errors <= self._upper.take(key)) & (errors >= self._lower.take(key)))


def _padded(values: list[Any], length: int) -> list[Any]:
    return values + values[-1:] * (length - len(values))


def _accepted(lower: Decimal, upper: Decimal, interval: Decimal | None, places: int) -> tuple[int, int]:
    """Return the least and the greatest whole number of 10^-places that lies, when rounded, within the limits."""
    return -_greatest(negated(lower), interval, places), _greatest(upper, interval, places)


def _greatest(limit: Decimal, interval: Decimal | None, places: int) -> int:
    """Return the greatest n for which n · 10^-places, rounded half-even to the interval, does not exceed the limit."""
    if interval is None:
        return int(shift(limit, places).to_integral_value(ROUND_FLOOR))
    exponent = min(exponent_of(limit), exponent_of(interval), -places)
    step, unit = integer_at(interval, exponent), integer_at(from_integer(1, -places), exponent)
    multiple = integer_at(limit, exponent) // step
    # What lies below the middle between this multiple and the next is rounded down, the middle itself if it is even.
    middle = (2 * multiple + 1) * step
    return middle // (2 * unit) if multiple % 2 == 0 else -(-middle // (2 * unit)) - 1
