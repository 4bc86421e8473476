"""Constants of ranges and standard deviations of normal samples: d2, d3, c4 (GB/T 17989.2-2020; ISO 7870-2)."""

import math
from functools import lru_cache


def _check(n: int) -> None:
    if n < 2:
        raise ValueError(f"a subgroup needs at least 2 values, not {n}")


def c4(n: int) -> float:
    """Return E(s)/sigma for n normal values: sqrt(2/(n-1)) gamma(n/2)/gamma((n-1)/2).

    Raises:
        ValueError: n < 2.
    """
    _check(n)
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))


@lru_cache(maxsize=256)
def d2(n: int) -> float:
    """Return E(range)/sigma for n normal values, the integral of 1 - Phi^n - (1 - Phi)^n over the line.

    Raises:
        ValueError: n < 2.
    """
    _check(n)
    import numpy as np
    from scipy.special import ndtr

    nodes, weights = np.polynomial.legendre.leggauss(200)
    x = 6.0 * (nodes + 1)
    return float(2 * 6.0 * (weights * (1 - ndtr(x) ** n - ndtr(-x) ** n)).sum())


@lru_cache(maxsize=256)
def d3(n: int) -> float:
    """Return the standard deviation of the range over sigma for n normal values.

    E(R^2) is 2 times the integral, over x < y, of 1 - Phi(y)^n - (1 - Phi(x))^n + (Phi(y) - Phi(x))^n.

    Raises:
        ValueError: n < 2.
    """
    _check(n)
    import numpy as np
    from scipy.special import ndtr

    nodes, weights = np.polynomial.legendre.leggauss(160)
    x = 9.0 * nodes[:, None]
    upper = 9.0 - x
    y = x + upper * (nodes[None, :] + 1) / 2
    inside = 1 - ndtr(y) ** n - ndtr(-x) ** n + (ndtr(y) - ndtr(x)) ** n
    second = 2 * float((9.0 * weights[:, None] * (upper / 2) * weights[None, :] * inside).sum())
    return math.sqrt(second - d2(n) ** 2)
