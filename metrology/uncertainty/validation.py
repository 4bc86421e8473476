"""Validation of the law of propagation of uncertainty by a Monte Carlo result (JCGM 101:2008, 8.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.uncertainty.coverage import Interval, numerical_tolerance

if TYPE_CHECKING:
    from metrology.uncertainty.first_order import FirstOrder


@dataclass(frozen=True)
class Validation:
    """Whether the first-order interval may stand for the measurand.

    Attributes:
        tolerance: δ, half a unit of the last significant digit of u.
        difference_low: |y − U_p − y_low|.
        difference_high: |y + U_p − y_high|.
    """

    tolerance: float
    difference_low: float
    difference_high: float

    @property
    def valid(self) -> bool:
        """Both ends agree within the tolerance."""
        return self.difference_low <= self.tolerance and self.difference_high <= self.tolerance

    def __bool__(self) -> bool:
        return self.valid


def validate(interval: Interval, first_order: FirstOrder, digits: int = 2) -> Validation:
    """Compare a Monte Carlo interval with y ± U_p.

    Args:
        interval: The Monte Carlo coverage interval.
        first_order: The result of the law of propagation.
        digits: Significant digits of u regarded as meaningful.

    Returns:
        The differences and the tolerance.

    Raises:
        ValueError: u is zero, or ν_eff is not defined.
    """
    lower, upper = first_order.expanded(interval.p).interval
    tolerance = numerical_tolerance(first_order.combined_standard_uncertainty, digits)
    return Validation(tolerance, abs(lower - interval.lower), abs(upper - interval.upper))
