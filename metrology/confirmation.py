"""Metrological confirmation: does an instrument fulfil the requirement that it is used for (GB/T 19022, ISO 10012)?

The standards name the comparison of requirement and characteristics and prescribe no formula; the two rules here are
definitions of this project, and documents print them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from metrology.exact import add, multiply, plain
from metrology.text import Text

THIRD = Decimal(3)
"""The tolerance over the MPE where the MPE alone is known: one third is left to the instrument."""


class Rule(StrEnum):
    """By what an instrument is held against a requirement."""

    ERROR = "error"
    MPE = "mpe"

    @property
    def text(self) -> Text:
        """The definition, as it is printed."""
        return _DEFINITIONS[self]


_DEFINITIONS = {
    Rule.ERROR: Text("|E| + U ≤ T", "|E| + U ≤ T"),
    Rule.MPE: Text("MPEV ≤ T/3，且检定合格", "MPEV ≤ T/3, and the instrument was found to conform"),
}
SOURCE = Text(
    "判据为本软件的定义：GB/T 19022（ISO 10012）要求比较测量要求与测量设备特性，未规定公式。",
    "The rules are definitions of this software: GB/T 19022 (ISO 10012) asks to compare requirement and characteristics"
    " and gives no formula.",
)


class Confirmed(NamedTuple):
    """How an instrument stands against a requirement.

    Attributes:
        confirmed: Whether it fulfils it.
        needed: What it needs of the tolerance: |E| + U, or three times the MPE.
        substitution: The comparison with its numbers.
    """

    confirmed: bool
    needed: Decimal
    substitution: str


def by_error(error: Decimal, uncertainty: Decimal, tolerance: Decimal) -> Confirmed:
    """|E| + U ≤ T.

    Args:
        error: Error of indication, in the unit of the tolerance.
        uncertainty: Expanded uncertainty of the error, k = 2, not negative.
        tolerance: Half the width of the tolerance, positive.

    Raises:
        ValueError: The uncertainty is negative, or the tolerance not positive.

    >>> by_error(Decimal("-0.3"), Decimal("0.2"), Decimal("0.5"))
    Confirmed(confirmed=True, needed=Decimal('0.5'), substitution='|-0.3| + 0.2 = 0.5 ≤ 0.5')
    """
    _possible(uncertainty, tolerance)
    needed = add(abs(error), uncertainty)
    return _compared(needed, tolerance, f"|{plain(error)}| + {plain(uncertainty)} = {plain(needed)}")


def by_mpe(mpe: Decimal, tolerance: Decimal) -> Confirmed:
    """MPEV ≤ T/3, compared as 3·MPEV ≤ T, which needs no division.

    Args:
        mpe: Magnitude of the MPE, in the unit of the tolerance.
        tolerance: Half the width of the tolerance, positive.

    Raises:
        ValueError: The MPE is negative, or the tolerance not positive.

    >>> by_mpe(Decimal("0.334"), Decimal(1)).substitution
    '3 × 0.334 = 1.002 > 1'
    """
    _possible(mpe, tolerance)
    needed = multiply(THIRD, mpe)
    return _compared(needed, tolerance, f"3 × {plain(mpe)} = {plain(needed)}")


def _possible(given: Decimal, tolerance: Decimal) -> None:
    if given < 0 or tolerance <= 0:
        raise ValueError(f"{given} is negative, or the tolerance {tolerance} is not positive")


def _compared(needed: Decimal, tolerance: Decimal, left: str) -> Confirmed:
    fulfilled = needed <= tolerance
    return Confirmed(fulfilled, needed, f"{left} {'≤' if fulfilled else '>'} {plain(tolerance)}")
