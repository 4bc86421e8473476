"""Two certificates of one standard, point by point: drift, and whether it is more than their uncertainties explain."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from metrology.calibration import Table
from metrology.exact import plain, subtract
from metrology.statistics.scores import en_score
from reports.errors import DccFault
from services.dcc.points import points_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from metrology.text import Text
    from reports.dcc.model import Dcc
    from services.dcc.points import Point, Points

_SAME = Decimal("0.1")
"""Indications of two calibrations are of one point if they differ by less than this share of the distance of points."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One point.

    Attributes:
        name, unit: The result and the unit of all its values.
        shown: The indication in the older certificate.
        before, after: Corrections.
        U_before, U_after: Their U (k = 2).
        between: Whether the newer one was interpolated, because its points are others.
    """

    name: Text
    unit: str
    shown: Decimal
    before: Decimal
    U_before: Decimal
    after: Decimal
    U_after: Decimal
    between: bool

    @property
    def drift(self) -> Decimal:
        """Change of the correction."""
        return subtract(self.after, self.before)

    @property
    def E_n(self) -> float | None:
        """The change over its expanded uncertainty, the two results taken as independent; None where both U are 0."""
        if not self.U_before and not self.U_after:
            return None
        return en_score(self.after, self.U_after, self.before, self.U_before).value

    @property
    def significant(self) -> bool:
        """Whether the change is more than the uncertainties explain."""
        if not self.U_before and not self.U_after:
            return bool(self.drift)
        return not en_score(self.after, self.U_after, self.before, self.U_before).satisfactory

    def document(self) -> dict[str, Any]:
        """The figures as texts, E_n as a number."""
        figures = ("shown", "before", "U_before", "after", "U_after", "drift")
        return {
            "name": self.name.to_dict(),
            "unit": self.unit,
            **{name: plain(getattr(self, name)) for name in figures},
            "E_n": self.E_n,
            "significant": self.significant,
            "interpolated": self.between,
        }


def differences(older: Dcc, newer: Dcc, *, other: bool = False) -> list[Difference]:
    """Hold two certificates of one instrument against each other.

    Args:
        older: The certificate that was there first.
        newer: The one after it.
        other: Compare them although they are of two instruments.

    Raises:
        DccFault: They are of two instruments, or have no point in common.
    """
    first, second = ({n for thing in dcc.items for _, n in thing.numbers} for dcc in (older, newer))
    if not other and not first & second:
        raise DccFault(
            f"certificate {older.number} is of {', '.join(sorted(first))}, certificate {newer.number} of "
            f"{', '.join(sorted(second))}: two instruments"
        )
    (before, _), units = points_of(older), {p.unit for p in points_of(older)[0]}
    after = [p for unit in units for p in points_of(newer, unit)[0] if p.unit == unit]
    found = [d for points in before for same in _same(points, before, after) for d in _of(points, same)]
    if not found:
        raise DccFault(f"certificates {older.number} and {newer.number} have no point in common")
    return found


def _same(points: Points, before: Sequence[Points], after: Sequence[Points]) -> list[Points]:
    """The table of the newer certificate: that of the same name, or the only one of the unit in both."""
    of_unit = [p for p in after if p.unit == points.unit]
    named = [p for p in of_unit if p.name == points.name]
    alone = len(of_unit) == 1 and [p.unit for p in before].count(points.unit) == 1
    return (named or (of_unit if alone else []))[:1]


def _of(before: Points, after: Points) -> Iterator[Difference]:
    def made(old: Point, correction: Decimal, U: Decimal, *, between: bool) -> Difference:
        return Difference(before.name, before.unit, old.shown, old.correction, old.U, correction, U, between)

    if _pairs(before.points, after.points):
        for old, new in zip(before.points, after.points, strict=True):
            yield made(old, new.correction, new.U, between=False)
    elif len(after.points) > 1:
        corrections = Table(tuple((p.shown, p.correction) for p in after.points))
        uncertainties = Table(tuple((p.shown, p.U) for p in after.points))
        for old in before.points:
            if after.points[0].shown <= old.shown <= after.points[-1].shown:
                yield made(old, corrections.at(old.shown), uncertainties.at(old.shown), between=True)


def _pairs(before: Sequence[Point], after: Sequence[Point]) -> bool:
    """Whether both were calibrated at the same points."""
    if len(before) != len(after):
        return False
    apart = min((b.shown - a.shown for a, b in pairwise(before)), default=None)
    moved = max(abs(a.shown - b.shown) for a, b in zip(before, after, strict=True))
    return not moved or (apart is not None and moved <= apart * _SAME)
