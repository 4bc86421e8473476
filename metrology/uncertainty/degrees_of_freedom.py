"""Effective degrees of freedom and coverage factors (JCGM 100:2008, Annex G)."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def welch_satterthwaite(contributions: Sequence[float], degrees_of_freedom: Sequence[float]) -> float:
    """Effective degrees of freedom of a sum of independent components (GUM G.4.1, formula G.2b).

    Args:
        contributions: |c_i|·u(x_i) of each component, in one common unit.
        degrees_of_freedom: ν_i of each, positive, `math.inf` for one known exactly.

    Returns:
        ν_eff, not truncated; infinite when no component with finite degrees of freedom contributes.

    Raises:
        ValueError: A component has no positive degrees of freedom, or the numbers of both differ.
    """
    if len(contributions) != len(degrees_of_freedom) or min(degrees_of_freedom, default=1) <= 0:
        raise ValueError("every component needs positive degrees of freedom")
    total = math.hypot(*contributions)
    if total == 0.0:
        return math.inf
    weight = 0.0
    for contribution, degrees in zip(contributions, degrees_of_freedom, strict=True):
        square = contribution / total  # shares of u_c, so that fourth powers never underflow
        square *= square
        weight += square * square / degrees
    if math.isnan(weight):
        raise ValueError("every component needs a number for its contribution and its degrees of freedom")
    return 1 / weight if weight else math.inf


def truncated(degrees_of_freedom: float) -> float:
    """Degrees of freedom truncated to the next lower integer, as GUM G.4.1 asks before entering a t table.

    Args:
        degrees_of_freedom: ν_eff, positive.

    Returns:
        The integer below, infinite for infinite; a value below 1 is returned unchanged, since 0 has no t.
    """
    if degrees_of_freedom == math.inf or degrees_of_freedom < 1:
        return degrees_of_freedom
    # A single component of ν = 16 comes out of the fourth powers as 15.999999999999998; that is 16, not 15.
    return float(math.floor(degrees_of_freedom * (1 + 1e-12)))


def degrees_of_freedom_of_type_b(relative_unreliability: float) -> float:
    """Degrees of freedom of a judged standard uncertainty (GUM G.4.2, formula G.3).

    Args:
        relative_unreliability: Δu/u, how far the stated uncertainty may itself be wrong (0.25 for 25 %).

    Returns:
        ν = ½·(Δu/u)⁻², infinite for 0.

    Raises:
        ValueError: The ratio is negative.
    """
    if relative_unreliability < 0:
        raise ValueError(f"the relative unreliability of u must not be negative, not {relative_unreliability}")
    return math.inf if relative_unreliability == 0 else 0.5 / relative_unreliability**2


@lru_cache(maxsize=1024)
def coverage_factor(coverage_probability: float, degrees_of_freedom: float = math.inf) -> float:
    """Coverage factor k_p = t_p(ν) of a two-sided interval (GUM G.3.4, Table G.2).

    Args:
        coverage_probability: p, between 0 and 1, ends excluded (0.95, 0.9545 …).
        degrees_of_freedom: ν, positive; not truncated here.

    Returns:
        t_p(ν), the normal quantile for infinite ν.

    Raises:
        ValueError: p or ν is out of range.
    """
    if not 0 < coverage_probability < 1:
        raise ValueError(f"a coverage probability lies between 0 and 1, not {coverage_probability}")
    if not degrees_of_freedom > 0:
        raise ValueError(f"degrees of freedom must be positive, not {degrees_of_freedom}")
    from scipy.special import ndtri, stdtrit

    upper = (1 + coverage_probability) / 2
    return float(ndtri(upper) if degrees_of_freedom == math.inf else stdtrit(degrees_of_freedom, upper))
