"""How far a corrected certificate moves the values of a standard, as bounds over stretches of its range."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from metrology.calibration import Linear, Table
from metrology.exact import subtract

if TYPE_CHECKING:
    from decimal import Decimal

    from metrology.calibration import CalibrationFunction, CertifiedQuantity, CertifiedRange


class Stretch(NamedTuple):
    """Part of the readings in which no value moves by more than `most`.

    Attributes:
        lower, upper: Its ends, both included.
        most: Greatest change of a value; infinite where it is not known.
    """

    lower: float
    upper: float
    most: float


EVERYWHERE = Stretch(-math.inf, math.inf, math.inf)
_PARTS = 8
"""Parts of a straight stretch: the bound of each is its greater end, so that more parts name fewer conclusions."""


def stretches(old: CertifiedQuantity, new: CertifiedQuantity) -> list[Stretch]:
    """Stretches that hold every reading whose value moves, with how far it may move.

    Between two breaks both corrections are straight, so that their difference is greatest at an end. For other forms no
    bound is drawn: every conclusion that such a value enters is then a candidate. The same holds for values that only
    one of the certificates covers.
    """
    if old.unit != new.unit or old.reading_unit != new.reading_unit:
        return [EVERYWHERE]
    if any(r.conversion is not None for q in (old, new) for r in q.ranges):
        same = old.ranges == new.ranges
        return [] if same else [EVERYWHERE]
    if not old.corrects and not new.corrects:
        return []
    found: list[Stretch] = []
    breaks = sorted({b for q in (old, new) for r in q.ranges for b in _breaks(r)})
    found.append(Stretch(-math.inf, float(breaks[0]), math.inf))
    for lower, upper in pairwise(breaks):
        before, after = _range(old, lower, upper), _range(new, lower, upper)
        if before is None or after is None:
            found.append(Stretch(float(lower), float(upper), math.inf))
        elif before.correction != after.correction:
            found += _between(before.correction, after.correction, lower, upper)
    found.append(Stretch(float(breaks[-1]), math.inf, math.inf))
    return found


def _breaks(r: CertifiedRange) -> list[Decimal]:
    inside = [x for x, _ in r.correction.points] if isinstance(r.correction, Table) else []
    return [r.lower, r.upper, *(x for x in inside if r.lower < x < r.upper)]


def _range(quantity: CertifiedQuantity, lower: Decimal, upper: Decimal) -> CertifiedRange | None:
    return next((r for r in quantity.ranges if r.lower <= lower and upper <= r.upper), None)


def _between(
    old: CalibrationFunction | None, new: CalibrationFunction | None, lower: Decimal, upper: Decimal
) -> list[Stretch]:
    if not all(isinstance(f, Linear | Table | None) for f in (old, new)):
        return [Stretch(float(lower), float(upper), math.inf)]
    ends = [lower + (upper - lower) * part / _PARTS for part in range(_PARTS + 1)]
    moved = [_moved(old, new, x) for x in ends]
    rounded = sum(10.0**-f.places for f in (old, new) if isinstance(f, Table))
    if len(set(moved)) == 1:
        return [Stretch(float(lower), float(upper), moved[0] * (1 + 1e-6) + rounded)] if moved[0] + rounded else []
    return [
        Stretch(float(a), float(b), max(m, n) * (1 + 1e-6) + rounded)
        for (a, m), (b, n) in pairwise(zip(ends, moved, strict=True))
        if max(m, n) + rounded > 0
    ]


def _moved(old: CalibrationFunction | None, new: CalibrationFunction | None, x: Decimal) -> float:
    before, after = (0 * x if f is None else f.at(x) for f in (old, new))
    return abs(float(subtract(after, before)))
