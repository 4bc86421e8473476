"""One quantity of a certificate over its certified ranges."""

from dataclasses import dataclass
from decimal import Decimal

from metrology.calibration.function import CalibrationFunction
from metrology.exact import add, plain


class OutOfCertifiedRange(ValueError):
    """A value lies where the certificate states nothing; nothing is extrapolated."""


@dataclass(frozen=True, slots=True)
class CertifiedRange:
    """One certified range.

    Attributes:
        lower, upper: ends of the range, both included.
        maximum_permissible_error: MPE at a value.
        correction: what is added to a value as shown (or a nominal value); None where no correction is stated.
        expanded_uncertainty: U (k = 2) at a value.
        conversion: the value as a function of the reading, where the instrument shows another quantity (Ω, V, mA).
    """

    lower: Decimal
    upper: Decimal
    maximum_permissible_error: CalibrationFunction
    correction: CalibrationFunction | None
    expanded_uncertainty: CalibrationFunction
    conversion: CalibrationFunction | None = None

    def covers(self, value: Decimal) -> bool:
        """Whether the range holds a value."""
        return self.lower <= value <= self.upper

    def shown(self, reading: Decimal) -> Decimal | None:
        """Return the value that a reading shows, before its correction; None where the range does not hold it."""
        try:
            value = reading if self.conversion is None else self.conversion.at(reading)
        except ValueError:
            return None
        return value if self.covers(value) else None


@dataclass(frozen=True, slots=True)
class CertifiedQuantity:
    """What a certificate states of one quantity.

    Attributes:
        unit: unit of every value.
        ranges: certified ranges, ascending; at a common end the lower range holds.
        shows: unit of the readings where the instrument shows another quantity; empty where they are values.
    """

    unit: str
    ranges: tuple[CertifiedRange, ...]
    shows: str = ""

    @property
    def reading_unit(self) -> str:
        """Unit of the readings."""
        return self.shows or self.unit

    @property
    def lower(self) -> Decimal:
        """Lower end of the lowest range."""
        return self.ranges[0].lower

    @property
    def upper(self) -> Decimal:
        """Upper end of the highest range."""
        return self.ranges[-1].upper

    @property
    def corrects(self) -> bool:
        """Whether a reading and the value behind it differ anywhere."""
        return any(r.correction is not None or r.conversion is not None for r in self.ranges)

    def covers(self, value: Decimal) -> bool:
        """Whether a range holds a value."""
        return any(r.covers(value) for r in self.ranges)

    def covers_reading(self, reading: Decimal) -> bool:
        """Whether a range holds what a reading shows."""
        return any(r.shown(reading) is not None for r in self.ranges)

    def correct(self, reading: Decimal) -> Decimal:
        """Return the conventional true value behind a reading (in `reading_unit`) or a nominal value.

        Raises:
            OutOfCertifiedRange: no range holds the reading.
        """
        for r in self.ranges:
            value = r.shown(reading)
            if value is not None:
                return value if r.correction is None else add(value, r.correction.at(value))
        raise self._outside(f"{plain(reading)} {self.reading_unit}")

    def maximum_permissible_error(self, value: Decimal) -> Decimal:
        """Return the MPE at a value.

        Raises:
            OutOfCertifiedRange: no range holds the value.
        """
        return self._at(value).maximum_permissible_error.at(value)

    def expanded_uncertainty(self, value: Decimal) -> Decimal:
        """Return U (k = 2) at a value.

        Raises:
            OutOfCertifiedRange: no range holds the value.
        """
        return self._at(value).expanded_uncertainty.at(value)

    def _at(self, value: Decimal) -> CertifiedRange:
        found = next((r for r in self.ranges if r.covers(value)), None)
        if found is None:
            raise self._outside(f"{plain(value)} {self.unit}")
        return found

    def _outside(self, value: str) -> OutOfCertifiedRange:
        ranges = ", ".join(f"{plain(r.lower)} to {plain(r.upper)} {self.unit}" for r in self.ranges)
        return OutOfCertifiedRange(f"{value} is outside the certified range: {ranges}")
