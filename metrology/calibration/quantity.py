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
        correction: what is added to a reading (or a nominal value); None where the certificate states no correction.
        expanded_uncertainty: U (k = 2) at a value.
    """

    lower: Decimal
    upper: Decimal
    maximum_permissible_error: CalibrationFunction
    correction: CalibrationFunction | None
    expanded_uncertainty: CalibrationFunction

    def covers(self, value: Decimal) -> bool:
        """Whether the range holds a value."""
        return self.lower <= value <= self.upper


@dataclass(frozen=True, slots=True)
class CertifiedQuantity:
    """What a certificate states of one quantity.

    Attributes:
        unit: unit of every value.
        ranges: certified ranges, ascending; at a common end the lower range holds.
    """

    unit: str
    ranges: tuple[CertifiedRange, ...]

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
        """Whether a correction is stated anywhere."""
        return any(r.correction is not None for r in self.ranges)

    def covers(self, value: Decimal) -> bool:
        """Whether a range holds a value."""
        return any(r.covers(value) for r in self.ranges)

    def correct(self, value: Decimal) -> Decimal:
        """Return the conventional true value behind a reading or a nominal value.

        Raises:
            OutOfCertifiedRange: no range holds the value.
        """
        correction = self._at(value).correction
        return value if correction is None else add(value, correction.at(value))

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
            ranges = ", ".join(f"{plain(r.lower)} to {plain(r.upper)}" for r in self.ranges)
            raise OutOfCertifiedRange(
                f"{plain(value)} {self.unit} is outside the certified range ({ranges} {self.unit})"
            )
        return found
