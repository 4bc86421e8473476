"""How much went through each measuring point in a period: the difference of its register at both ends, with its uncertainty.

Nothing is interpolated and nothing estimated: a register that was not read at an end, or that went backwards, gives no
quantity. Uncertainty: the MPE of the meter as a rectangular distribution, and the last digit of both readings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from metrology.exact import exponent_of
from metrology.statistics.exact_sums import decimal_root
from metrology.text import Text
from metrology.units import UnitError, convert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from services.energy.held import Held
    from services.energy.samples import Sample

USUAL: Final = ("active_energy_import", "active_energy_combined", "volume", "heat_energy", "mass")
"""Registers that a balance takes where a point names none, the first that is there."""


@dataclass(frozen=True, slots=True)
class Metered:
    """What went through a point.

    Attributes:
        held: The point with its instrument.
        quantity: The register that was read; empty where none was found.
        amount: In the unit of the point; None where it is not known.
        variance: u² of the amount; None where the MPE is not known.
        mpe: The MPE that it follows from, in %.
        readings: Instants and values in the unit of the point, ascending.
        silent: Samples without a value.
        covered: Whether a certificate covers the instrument in the whole period.
        problem: Why there is no amount or no uncertainty.
    """

    held: Held
    quantity: str
    amount: Decimal | None
    variance: Fraction | None
    mpe: Decimal | None
    readings: tuple[tuple[datetime, Decimal], ...]
    silent: int
    covered: bool
    problem: Text | None = None

    @property
    def point(self) -> str:
        """Name of the point."""
        return self.held.point.point

    @property
    def u(self) -> Decimal | None:
        """Standard uncertainty of the amount."""
        return None if self.variance is None else decimal_root(self.variance)


def metered(held: Sequence[Held], samples: Iterable[Sample], start: datetime, end: datetime) -> dict[str, Metered]:
    """What went through each point that belongs to a balance.

    Args:
        held: The points with their instruments.
        samples: Values of meters, in any order; those of other meters and times are left out.
        start: Start of the period; the registers have to be read at that instant.
        end: End of the period; likewise.
    """
    wanted = {h.point.point: h for h in held if h.point.source}
    series: dict[str, dict[str, list[Sample]]] = {name: {} for name in wanted}
    for sample in samples:
        if sample.meter in series and start <= sample.instant <= end:
            series[sample.meter].setdefault(sample.quantity, []).append(sample)
    return {name: _of(h, series[name], start, end) for name, h in wanted.items()}


def mpe_of(held: Held) -> Decimal | None:
    """The MPE of an instrument in %: as the list states it, else the index of its class."""
    if held.point.mpe is not None:
        return held.point.mpe
    number = held.accuracy_class.strip().rstrip("SsＳ")
    return Decimal(number) if number.replace(".", "", 1).isdecimal() else None


def _of(h: Held, found: Mapping[str, list[Sample]], start: datetime, end: datetime) -> Metered:
    covered = h.covers(start.date(), _last(end))
    quantity = h.point.quantity or next((q for q in USUAL if q in found), "")
    if quantity not in found:
        return Metered(h, "", None, None, None, (), 0, covered, Text("没有读数", "no reading"))
    samples = sorted(found[quantity], key=lambda s: s.instant)
    silent = sum(s.value is None for s in samples)
    given = [s for s in samples if s.value is not None]
    problem = _unlike(given, h.point.unit) or _ends(given, start, end) or _backwards(given)
    if problem is not None:
        return Metered(h, quantity, None, None, None, (), silent, covered, problem)
    values = {s.instant: convert(s.value, s.unit, h.point.unit) for s in given if s.value is not None}
    readings = tuple(sorted(values.items()))
    amount = readings[-1][1] - readings[0][1]
    mpe = mpe_of(h)
    if mpe is None:
        no = Text("最大允许误差未知", "its MPE is not known")
        return Metered(h, quantity, amount, None, None, readings, silent, covered, no)
    digit = convert(Decimal(1).scaleb(max(exponent_of(s.value) for s in (given[0], given[-1]) if s.value is not None)),
                    given[0].unit, h.point.unit)  # fmt: skip
    return Metered(h, quantity, amount, variance(amount, mpe, digit), mpe, readings, silent, covered)


def variance(amount: Decimal, mpe: Decimal, digit: Decimal) -> Fraction:
    """u² of a difference of two readings: (MPE · amount)²/3 + 2 · digit²/12.

    Args:
        amount: The difference.
        mpe: In % of it.
        digit: The last digit of a reading, same unit.
    """
    return (Fraction(mpe) / 100 * Fraction(amount)) ** 2 / 3 + Fraction(digit) ** 2 / 6


def _last(end: datetime) -> date:
    return (end - timedelta(microseconds=1)).date()


def _unlike(samples: list[Sample], unit: str) -> Text | None:
    seen: dict[datetime, Decimal] = {}
    for s in samples:
        try:
            value = convert(s.value or Decimal(0), s.unit, unit)
        except UnitError:
            return Text(f"单位 {s.unit} 不能换算为 {unit}", f"its unit {s.unit} cannot be converted to {unit}")
        if seen.setdefault(s.instant, value) != value:
            return Text(f"{s.instant} 有两个不同的读数", f"two different readings at {s.instant}")
    return None


def _ends(samples: list[Sample], start: datetime, end: datetime) -> Text | None:
    at = {s.instant for s in samples}
    for instant in (start, end):
        if instant not in at:
            return Text(f"{instant} 没有读数", f"no reading at {instant}")
    return None


def _backwards(samples: list[Sample]) -> Text | None:
    for before, after in pairwise(samples):
        if before.value is not None and after.value is not None and after.value < before.value:
            return Text(f"{after.instant} 读数变小", f"its register went backwards at {after.instant}")
    return None
