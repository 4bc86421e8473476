"""Correlated inputs of any shape: the joint distribution by a Gaussian copula.

JCGM 101 6.4.8 gives a joint distribution only for Gaussian inputs. For others a stated coefficient is honoured by
drawing correlated normal deviates and carrying each through the quantile function of its shape (Possolo, Metrologia
47 (2010) 262); the normal deviates' own coefficient is chosen so that the inputs have the stated one.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from metrology.uncertainty.distribution import Distribution, Floats

NODES = 64  # of the Gauss–Hermite rule: three digits of a coefficient even for the arcsine's unbounded density


@lru_cache(maxsize=256)
def normal_correlation(first: Distribution, second: Distribution, r: float) -> float:
    """The coefficient between the normal deviates that gives two shapes the coefficient r.

    Args:
        first: Shape of one input.
        second: Shape of the other.
        r: Wanted product-moment coefficient.

    Returns:
        The coefficient of the normal deviates, −1 to 1.

    Raises:
        ValueError: No joint distribution of these shapes reaches r, or a shape has no quantile function or variance.
    """
    from scipy.optimize import brentq

    if r == 0 or (first == second and r == 1):
        return r
    lowest, highest = _achieved(first, second, -1.0), _achieved(first, second, 1.0)
    if not lowest - 1e-3 <= r <= highest + 1e-3:
        raise ValueError(
            f"{first.en} and {second.en} inputs cannot correlate by {r}: the bounds are {lowest:.3f} and {highest:.3f}"
        )
    if r <= lowest or r >= highest:
        return math.copysign(1.0, r)
    return float(brentq(lambda rho: _achieved(first, second, rho) - r, -1.0, 1.0, xtol=1e-10))


def through_copula(deviates: Floats, shape: Distribution) -> Floats:
    """Standard normal deviates carried to a shape of expectation 0 and scale 1.

    Args:
        deviates: Standard normal deviates, shape (n,).
        shape: The shape.

    Returns:
        The shape's deviates, shape (n,).
    """
    import numpy as np
    from scipy.special import ndtr

    # Beyond 8 standard deviations the probability rounds to 1, where an unbounded shape has no quantile.
    return shape.quantile(np.clip(ndtr(deviates), 1e-300, 1 - 2**-53))


def _achieved(first: Distribution, second: Distribution, rho: float) -> float:
    """Coefficient between the two shapes when their normal deviates have ρ."""
    import numpy as np

    points, weights = _rule()
    one = through_copula(points, first)
    other = through_copula(rho * points[:, None] + math.sqrt(1 - rho * rho) * points[None, :], second)
    straight = through_copula(points, second)
    mean_1, mean_2 = weights @ one, weights @ straight
    spread = math.sqrt((weights @ (one - mean_1) ** 2) * (weights @ (straight - mean_2) ** 2))
    return float(np.einsum("i,j,i,ij->", weights, weights, one - mean_1, other - mean_2) / spread)


@lru_cache(maxsize=1)
def _rule() -> tuple[Floats, Floats]:
    """Nodes and weights of expectations under the standard normal density."""
    import numpy as np

    points, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return points, weights / math.sqrt(2 * math.pi)
