"""Measurement standards as a procedure sees them, and how a result depends on their values.

A result says which values of a standard it was computed from, so that it can be judged again when a certificate is
corrected: for E = p − p₀ the result changes by −1 times what p₀ changes (sensitivity coefficient, JJF 1059.1-2012
4.4.2 as JCGM 100:2008 5.1.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from metrology.calibration import CertifiedQuantity, OutOfCertifiedRange
from metrology.exact import plain
from metrology.units import convert, unit
from metrology.units.unit import UnknownUnit
from procedures.errors import Void
from procedures.text import Text

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Standard:
    """One quantity of one measurement standard, by the certificate in force on the day of the run.

    Values outside the certified ranges are refused; nothing is extrapolated.

    Attributes:
        id: Identity in the laboratory's register.
        quantity: What its certificate states.
    """

    id: str
    quantity: CertifiedQuantity

    @property
    def unit(self) -> str:
        """Unit of all its values."""
        return self.quantity.unit

    @property
    def lower(self) -> Decimal:
        """Lower end of the certified range."""
        return self.quantity.lower

    @property
    def upper(self) -> Decimal:
        """Upper end of the certified range."""
        return self.quantity.upper

    @property
    def corrects(self) -> bool:
        """Whether its certificate states a correction."""
        return self.quantity.corrects

    @property
    def reading_unit(self) -> str:
        """Unit of its readings: `unit`, unless it shows another quantity, as a thermometer that is read in Ω does."""
        return self.quantity.reading_unit

    def covers(self, value: Decimal) -> bool:
        """Whether its certificate covers a value in `unit`."""
        return self.quantity.covers(value)

    def covers_reading(self, reading: Decimal) -> bool:
        """Whether its certificate covers what a reading in `reading_unit` shows."""
        return self.quantity.covers_reading(reading)

    def correct(self, reading: Decimal) -> Decimal:
        """The conventional true value, in `unit`, behind a reading in `reading_unit` (or a nominal value in `unit`).

        Raises:
            OutOfCertifiedRange: The certificate does not cover the value.
        """
        return self.quantity.correct(reading)

    def maximum_permissible_error(self, value: Decimal) -> Decimal:
        """Its MPE at a value, both in `unit`.

        Raises:
            OutOfCertifiedRange: The certificate does not cover the value.
        """
        return self.quantity.maximum_permissible_error(value)

    def expanded_uncertainty(self, value: Decimal) -> Decimal:
        """U (k = 2) of its certificate at a value, both in `unit`.

        Raises:
            OutOfCertifiedRange: The certificate does not cover the value.
        """
        return self.quantity.expanded_uncertainty(value)


@dataclass(frozen=True, slots=True)
class Reference:
    """One value of a standard that a result was computed from.

    Attributes:
        role: Role the standard fills.
        at: The value before its correction, in `unit`.
        unit: Unit of the value.
        factor: Sensitivity: change of the result, in its own unit, for a change of the value by one `unit`. For a
            difference it is 1 or −1; for an error in per cent, a mean or a quotient it is the partial derivative.
        standard: Identity of the standard; empty for every standard of this quantity in the role.
    """

    role: str
    at: Decimal
    unit: str
    factor: Decimal
    standard: str = ""

    def to_dict(self) -> dict[str, str]:
        """The form kept in the journal."""
        own = {"standard": self.standard} if self.standard else {}
        return {"role": self.role, "at": plain(self.at), "unit": self.unit, "factor": plain(self.factor)} | own


References: TypeAlias = Sequence[Reference] | None
"""What a result was computed from: nothing (empty), or not said (None).

A result that exists only because a corrected value fell into a zone (further readings near a limit) leaves it unsaid: a
changed certificate may then ask for other readings, and the whole run is replayed.
"""
INDEPENDENT: tuple[Reference, ...] = ()
"""No value of a standard enters."""


class _InUse(Protocol):
    """What knows the standards in use: the run handle."""

    def standards(self, role: str) -> tuple[Standard, ...]:
        """The standards in use for a role."""
        ...


def corrected(run: _InUse, role: str, reading: Decimal, symbol: str, into: str = "") -> Decimal:
    """A reading of the standard of a role, or its nominal value, with the correction of its certificate.

    Args:
        run: The run handle, which knows the standards in use.
        role: Role the standard fills.
        reading: The reading or the nominal value.
        symbol: Its unit.
        into: Unit of the result; the same unless the certificate converts readings, as Ω into °C.

    Raises:
        Void: Several standards of this quantity fill the role and not all are without correction, so that it is not
            known which correction applies; or the certificate does not cover the value.
    """
    return corrected_by(run.standards(role), reading, symbol, into)


def corrected_by(standards: Sequence[Standard], reading: Decimal, symbol: str, into: str = "") -> Decimal:
    """The same by the given standards of the role.

    Raises:
        Void: It is not known which correction applies, or the certificate does not cover the value.
    """
    target = into or symbol
    measured = measuring(standards, symbol)
    if not measured and target == symbol:
        return reading  # a price has a unit that is none of measurement
    of_quantity = [s for s in measured if unit(s.unit).dimension == unit(target).dimension]
    if not any(s.corrects for s in of_quantity):
        return convert(reading, symbol, target)
    unknown = ambiguity(of_quantity)
    if unknown is not None:
        raise Void(unknown)
    (standard,) = of_quantity
    shown = convert(reading, symbol, standard.reading_unit)
    try:
        return convert(standard.correct(shown), standard.unit, target)
    except OutOfCertifiedRange:
        raise Void(outside(standard, shown)) from None


def ambiguity(standards: Sequence[Standard]) -> Text | None:
    """Why it is not known which correction applies: several standards of one quantity, and one has a correction."""
    alike: dict[object, list[Standard]] = {}
    for standard in standards:
        dimensions = unit(standard.unit).dimension, unit(standard.reading_unit).dimension
        alike.setdefault(dimensions, []).append(standard)
    doubtful = [s for group in alike.values() if len(group) > 1 and any(s.corrects for s in group) for s in group]
    if not doubtful:
        return None
    names = ", ".join(s.id for s in doubtful)
    return Text(
        f"{names} 同时使用且证书给出修正值，无法确定采用哪一个修正值",
        f"{names} are used together and a certificate states a correction: which one applies is not known",
    )


def measuring(standards: Sequence[Standard], symbol: str) -> list[Standard]:
    """Those of the standards whose readings can be expressed in a unit; none for a price."""
    try:
        wanted = unit(symbol).dimension
    except UnknownUnit:
        return []
    return [s for s in standards if unit(s.reading_unit).dimension == wanted]


def outside(standard: Standard, reading: Decimal) -> Text:
    """That the certificate of a standard does not cover a reading, in the unit of its readings."""
    ranges = standard.quantity.ranges
    zh = "、".join(f"({plain(r.lower)}～{plain(r.upper)}) {standard.unit}" for r in ranges)
    en = ", ".join(f"{plain(r.lower)} to {plain(r.upper)} {standard.unit}" for r in ranges)
    return Text(
        f"{plain(reading)} {standard.reading_unit} 超出计量标准 {standard.id} 的证书范围 {zh}",
        f"{plain(reading)} {standard.reading_unit} is outside the certified range of standard {standard.id}: {en}",
    )
