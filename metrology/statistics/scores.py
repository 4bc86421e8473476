"""Scores of comparisons: E_n (GB/T 28043-2019; ISO 13528:2022, 9.7)."""

import math
from dataclasses import dataclass
from fractions import Fraction

from metrology.statistics.exact_sums import Number, exact, root


@dataclass(frozen=True, slots=True)
class EnScore:
    """Normalised error of a laboratory.

    Attributes:
        value: E_n, with the sign of (laboratory - reference).
        satisfactory: |E_n| <= 1, compared exactly.
    """

    value: float
    satisfactory: bool


def _signed_root(ratio: Fraction, numerator: Fraction) -> float:
    return math.copysign(root(ratio), numerator) if numerator else 0.0


def en_score(
    value: Number,
    expanded_uncertainty: Number,
    reference: Number,
    reference_expanded_uncertainty: Number,
    *,
    independent: bool = True,
) -> EnScore:
    """Return E_n = (x - X) / sqrt(U^2 +- U_ref^2) (GB/T 28043-2019; ISO 13528:2022, 9.7).

    Both expanded uncertainties must have the same coverage factor (bring them to k = 2 first).

    Args:
        value: The laboratory's result x.
        expanded_uncertainty: Its U, same unit.
        reference: The reference value X, same unit.
        reference_expanded_uncertainty: U_ref, same unit.
        independent: False when the laboratory's own result entered the reference value; the covariance then turns the
            plus into a minus.

    Raises:
        ValueError: A negative uncertainty, or a variance of the difference that is not positive.
    """
    u, u_ref = exact(expanded_uncertainty), exact(reference_expanded_uncertainty)
    if u < 0 or u_ref < 0:
        raise ValueError("an expanded uncertainty cannot be negative")
    variance = u * u + u_ref * u_ref if independent else u * u - u_ref * u_ref
    if variance <= 0:
        raise ValueError("the difference has no positive uncertainty: check U, U_ref and whether they are independent")
    difference = exact(value) - exact(reference)
    squared = difference * difference / variance
    return EnScore(_signed_root(squared, difference), squared <= 1)
