"""A polynomial, as certificates of transmitters and thermocouples state it."""

from dataclasses import dataclass
from decimal import Decimal

from metrology.exact import add, multiply

MOST_COEFFICIENTS = 16
"""The reference functions of thermocouples (IEC 60584-1) have up to 14."""


@dataclass(frozen=True, slots=True)
class Polynomial:
    """c0 + c1·x + c2·x² + …, exactly: sums and products of decimals terminate.

    >>> Polynomial((Decimal(1), Decimal(0), Decimal("0.5"))).at(Decimal(3))
    Decimal('5.5')

    Attributes:
        coefficients: c0, c1, c2, …

    Raises:
        ValueError: there is no coefficient, or more than 16.
    """

    coefficients: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        """Refuse what is no polynomial of a certificate."""
        if not 0 < len(self.coefficients) <= MOST_COEFFICIENTS:
            raise ValueError(f"a polynomial has 1 to {MOST_COEFFICIENTS} coefficients, not {len(self.coefficients)}")

    def at(self, value: Decimal) -> Decimal:
        """Return the polynomial at a value (Horner's scheme)."""
        result = Decimal(0)
        for coefficient in reversed(self.coefficients):
            result = add(multiply(result, value), coefficient)
        return result
