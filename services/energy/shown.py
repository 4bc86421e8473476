"""Quantities as reports and screens show them: to the last digit of their uncertainty."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.rounding import round_to_uncertainty, round_uncertainty

if TYPE_CHECKING:
    from fractions import Fraction


def rounded(value: Decimal | Fraction, u: Decimal | None) -> str:
    """A value to the last place of its expanded uncertainty (k = 2); as it is where none is known.

    >>> rounded(Decimal("1234.567"), Decimal("3.21")), rounded(Decimal("1.5"), None)
    ('1234.6', '1.5')
    """
    number = decimal(value)
    return plain(round_to_uncertainty(number, 2 * u)) if u else plain(number)


def expanded(u: Decimal | None) -> str:
    """U (k = 2) with two significant digits; a dash where none is known."""
    return "—" if u is None else plain(round_uncertainty(2 * u))


def decimal(value: Decimal | Fraction) -> Decimal:
    """A rational as a decimal of 28 digits, for print."""
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)
