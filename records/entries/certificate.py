"""The numbers of a calibration certificate as a journal keeps them, and the functions behind them."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from metrology.calibration import (
    ITS90,
    CalibrationFunction,
    CallendarVanDusen,
    CertifiedQuantity,
    CertifiedRange,
    Linear,
    Polynomial,
    Table,
)
from records.entries.fields import Numeral, Part


class LinearStatement(Part, frozen=True, kw_only=True, tag_field="form", tag="linear"):
    """constant + relative · value; a limit and an uncertainty take the magnitude of the value."""

    constant: Numeral = "0"
    relative: Numeral = "0"

    def function(self, *, of_magnitude: bool) -> CalibrationFunction:
        """The statement as a function."""
        return Linear(Decimal(self.constant), Decimal(self.relative), of_magnitude)


class TableStatement(Part, frozen=True, kw_only=True, tag_field="form", tag="table"):
    """Pairs of value and result, with straight lines between them."""

    points: tuple[tuple[Numeral, Numeral], ...]

    def function(self, *, of_magnitude: bool) -> CalibrationFunction:
        """The statement as a function."""
        del of_magnitude
        return Table(tuple((Decimal(x), Decimal(y)) for x, y in self.points))


class PolynomialStatement(Part, frozen=True, kw_only=True, tag_field="form", tag="polynomial"):
    """A polynomial: c0, c1, c2 and so on, in ascending powers."""

    coefficients: tuple[Numeral, ...]

    def function(self, *, of_magnitude: bool) -> CalibrationFunction:
        """The statement as a function."""
        del of_magnitude
        return Polynomial(tuple(map(Decimal, self.coefficients)))


class CallendarVanDusenStatement(Part, frozen=True, kw_only=True, tag_field="form", tag="callendar_van_dusen"):
    """Coefficients of an industrial platinum thermometer, see `metrology.calibration.CallendarVanDusen`."""

    R0: Numeral
    A: Numeral
    B: Numeral
    C: Numeral

    def function(self, *, of_magnitude: bool) -> CalibrationFunction:
        """The statement as a function."""
        del of_magnitude
        return CallendarVanDusen(Decimal(self.R0), Decimal(self.A), Decimal(self.B), Decimal(self.C))


class ITS90Statement(Part, frozen=True, kw_only=True, tag_field="form", tag="its_90"):
    """Deviation function of a standard platinum thermometer, see `metrology.calibration.ITS90`."""

    R_TPW: Numeral
    a: Numeral
    b: Numeral = "0"
    c: Numeral = "0"
    d: Numeral = "0"
    W_660: Numeral = "0"
    below_water: bool = False

    def function(self, *, of_magnitude: bool) -> CalibrationFunction:
        """The statement as a function."""
        del of_magnitude
        R_TPW, a, b, c, d, W_660 = map(Decimal, (self.R_TPW, self.a, self.b, self.c, self.d, self.W_660))
        return ITS90(R_TPW, a, b, c, d, W_660, below_water=self.below_water)


Statement: TypeAlias = (
    LinearStatement | TableStatement | PolynomialStatement | CallendarVanDusenStatement | ITS90Statement
)
"""What a certificate states over one range; `form` says which it is."""


class RangeUsed(Part, frozen=True, kw_only=True):
    """One certified range, see `metrology.calibration.CertifiedRange`."""

    lower: Numeral
    upper: Numeral
    maximum_permissible_error: Statement
    expanded_uncertainty: Statement
    correction: Statement | None = None
    conversion: Statement | None = None

    def certified(self) -> CertifiedRange:
        """The range with its functions."""
        return CertifiedRange(
            Decimal(self.lower),
            Decimal(self.upper),
            self.maximum_permissible_error.function(of_magnitude=True),
            None if self.correction is None else self.correction.function(of_magnitude=False),
            self.expanded_uncertainty.function(of_magnitude=True),
            None if self.conversion is None else self.conversion.function(of_magnitude=False),
        )


class QuantityUsed(Part, frozen=True, kw_only=True):
    """One quantity of a certificate over its certified ranges.

    Attributes:
        unit: Unit of every value.
        shows: Unit of the readings where the instrument shows another quantity.
        key: Tells two quantities of one unit apart.
    """

    unit: str
    ranges: tuple[RangeUsed, ...]
    shows: str = ""
    key: str = ""

    def certified(self) -> CertifiedQuantity:
        """The quantity with its functions."""
        return CertifiedQuantity(self.unit, tuple(r.certified() for r in self.ranges), self.shows)
