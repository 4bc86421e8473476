"""Expanded uncertainty and the statement of a result (JCGM 100:2008, clauses 6 and 7.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.rounding import round_to_uncertainty, round_uncertainty
from metrology.uncertainty.quantities import to_decimal

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True)
class Expanded:
    """U = k·u(y) and what it was made with.

    Attributes:
        estimate: y.
        standard_uncertainty: u(y), same unit.
        k: Coverage factor.
        p: Coverage probability, None when k was chosen.
        degrees_of_freedom: ν that k was taken with, infinite when k was chosen.

    Raises:
        ValueError: k is not positive.
    """

    estimate: float
    standard_uncertainty: float
    k: float
    p: float | None = None
    degrees_of_freedom: float = math.inf

    def __post_init__(self) -> None:
        """Refuse a factor that covers nothing."""
        if not self.k > 0:
            raise ValueError(f"a coverage factor is positive, not {self.k}")

    @property
    def value(self) -> float:
        """U, in the unit of the measurand."""
        return self.k * self.standard_uncertainty

    @property
    def interval(self) -> tuple[float, float]:
        """Coverage interval from y − U to y + U."""
        return self.estimate - self.value, self.estimate + self.value

    def rounded(self, digits: int = 2, *, up: bool = False) -> tuple[Decimal, Decimal]:
        """Estimate and U as a certificate states them (JJF 1059.1-2012 5.3.8, GUM 7.2.6).

        Args:
            digits: Significant digits of U, 1 or 2.
            up: Round U up rather than to nearest.

        Returns:
            y rounded to the place of U, and U; decimals, ready for a decision rule.
        """
        uncertainty = round_uncertainty(to_decimal(self.value), digits, up)
        return round_to_uncertainty(to_decimal(self.estimate), uncertainty), uncertainty
