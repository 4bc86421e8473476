"""A number that a fit found, as an exact decimal, with its standard uncertainty."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from metrology.dynamics.recording import UnusableRecording

BELOW: Final = 3
"""Estimates are rounded this many places below the first digit of their uncertainty: one thousandth of it."""
LEAST_DIGITS: Final = 12
"""Significant digits that are kept of an estimate without uncertainty."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate.

    Attributes:
        value: The estimate, rounded to a thousandth of its uncertainty.
        standard_uncertainty: u, to four significant digits.
    """

    value: Decimal
    standard_uncertainty: Decimal

    @classmethod
    def of(cls, value: float, u: float) -> Estimate:
        """From the floats of a fit.

        Raises:
            UnusableRecording: One of them is no finite number, or u is negative.
        """
        if not (math.isfinite(value) and math.isfinite(u)) or u < 0:
            zh = f"拟合得到 {value}，标准不确定度 {u}，没有意义"
            raise UnusableRecording("undetermined", zh, f"the fit gave {value} with a standard uncertainty of {u}")
        return cls(to_place_of(value, u), significant(u, BELOW + 1))


def to_place_of(value: float, u: float) -> Decimal:
    """A float rounded to a thousandth of an uncertainty, or to twelve digits where that is coarser."""
    if value == 0:
        return Decimal(0)
    finest = math.floor(math.log10(abs(value))) - LEAST_DIGITS + 1
    place = finest if u == 0 else max(finest, math.floor(math.log10(u)) - BELOW)
    return _plain(Decimal(repr(value)).quantize(Decimal(1).scaleb(place)))


def significant(value: float, digits: int) -> Decimal:
    """A float rounded to significant digits."""
    if value == 0:
        return Decimal(0)
    place = math.floor(math.log10(abs(value))) - digits + 1
    return _plain(Decimal(repr(value)).quantize(Decimal(1).scaleb(place)))


def _plain(number: Decimal) -> Decimal:
    """The same without an exponent, and without a sign on zero."""
    if number == 0:
        return Decimal(0)
    return Decimal(f"{number:f}")
