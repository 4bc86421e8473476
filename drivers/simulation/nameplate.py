"""What the simulated laboratory reads from a subject's nameplate."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from metrology.units import convert


class BadNameplate(ValueError):
    """The subject lacks a field that the simulated unit is built from, or gives it without a unit."""


def quantity(subject: Mapping[str, Any], name: str) -> tuple[Decimal, str]:
    """Read a field such as `"15 kg"` as value and unit; raises `BadNameplate`."""
    number, _, unit = str(subject.get(name, "")).strip().partition(" ")
    try:
        return Decimal(number), unit.strip()
    except InvalidOperation as error:
        raise BadNameplate(f"{name}: {subject.get(name)!r} is not a number with a unit") from error


def quantity_in(subject: Mapping[str, Any], name: str, unit: str) -> Decimal:
    """Read a field in a given unit; raises `BadNameplate`."""
    value, given = quantity(subject, name)
    try:
        return convert(value, given, unit)
    except ValueError as error:
        raise BadNameplate(f"{name}: {error}") from error


@dataclass(frozen=True, slots=True)
class ScalePlate:
    """Nameplate of a weighing instrument, masses in g.

    Attributes:
        ranges: Upper end, verification interval e and actual interval d of each partial range, ascending.
        unit: Unit of the display.
        multiple: Whether the ranges are ranges of their own, one of which is selected.
        additive: Whether a tare leaves the whole range to the net value.
    """

    ranges: tuple[tuple[Decimal, Decimal, Decimal], ...]
    unit: str
    multiple: bool = False
    additive: bool = False

    @property
    def maximum(self) -> Decimal:
        """Max."""
        return self.ranges[-1][0]

    def interval_at(self, load: float) -> Decimal:
        """Verification interval e of the partial range in which `load` lies."""
        return next((e for upper, e, _ in self.ranges if load <= upper), self.ranges[-1][1])


def scale_plate(subject: Mapping[str, Any]) -> ScalePlate:
    """Read a weighing instrument's nameplate; raises `BadNameplate`."""
    rows = subject.get("ranges") or [subject]
    ranges = []
    for row in rows:
        e = quantity_in(row, "e", "g")
        d = quantity_in(row, "d", "g") if "d" in row else e
        ranges.append((quantity_in(row, "max", "g"), e, d))
    shown_in = quantity(subject if "max" in subject else rows[-1], "max")[1]
    additive = subject.get("tare") == "additive"
    return ScalePlate(tuple(sorted(ranges)), shown_in, bool(subject.get("multiple_range")), additive)


@dataclass(frozen=True, slots=True)
class GaugePlate:
    """Nameplate of a pointer gauge, pressures in kPa.

    Attributes:
        lower: Lower end of the scale.
        upper: Upper end of the scale.
        division: Scale division in `unit`, as written.
        unit: Unit of the dial.
        accuracy_class: Number of the accuracy class, % of span.
        stop_pin: Whether a pin holds the pointer at zero.
        parts: Parts of a division to which the eye reads.
    """

    lower: float
    upper: float
    division: Decimal
    unit: str
    accuracy_class: float
    stop_pin: bool
    parts: int = 5

    @property
    def class_width(self) -> float:
        """The class number taken as a pressure, in kPa; sizes of defects are given in it."""
        return self.accuracy_class / 100.0 * (self.upper - self.lower)


def gauge_plate(subject: Mapping[str, Any], parts: int = 5) -> GaugePlate:
    """Read a gauge's nameplate; raises `BadNameplate`."""
    division, unit = quantity(subject, "division")
    try:
        accuracy_class = float(Decimal(str(subject.get("class", ""))))
    except InvalidOperation as error:
        raise BadNameplate(f"class: {subject.get('class')!r} is not a number") from error
    lower, upper = (float(quantity_in(subject, name, "kPa")) for name in ("lower", "upper"))
    return GaugePlate(lower, upper, division, unit, accuracy_class, bool(subject.get("stop_pin", False)), parts)
