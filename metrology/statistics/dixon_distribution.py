"""Probabilities that Dixon's ratios of a normal sample exceed a value, integrated (Dixon 1951, McBane 2006).

r_jk of the high end is (x_n - x_{n-j}) / (x_n - x_{1+k}); the low end is its mirror image.
"""

import math
from functools import lru_cache
from typing import Any

_REACH = 8.0


@lru_cache(maxsize=4)
def _nodes(count: int) -> tuple[Any, Any]:
    import numpy as np

    return np.polynomial.legendre.leggauss(count)


def _legendre(count: int, lower: float, upper: float) -> tuple[Any, Any]:
    nodes, weights = _nodes(count)
    half = (upper - lower) / 2
    return lower + half * (nodes + 1), half * weights


def one_end(n: int, j: int, k: int, r: float) -> float:
    """Return P(r_jk > r) for one given end.

    With x the largest value and x - v the (k+1)-th smallest, the ratio exceeds r when fewer than j of the n - k - 2
    values between them fall in the last r v. Those values are independent given x and v, hence the binomial sum.
    """
    import numpy as np
    from scipy.special import ndtr

    x, x_weight = _legendre(96, -_REACH, _REACH)
    v, v_weight = _legendre(96, 0.0, 2 * _REACH)
    x, v = x[:, None], v[None, :]
    density = np.exp(-(x**2 + (x - v) ** 2) / 2) / (2 * np.pi) * ndtr(x - v) ** k
    between, top = ndtr(x) - ndtr(x - v), ndtr(x) - ndtr(x - r * v)
    inside = n - k - 2
    few = sum(math.comb(inside, m) * top**m * (between - top) ** (inside - m) for m in range(j))
    count = math.factorial(n) // (math.factorial(k) * math.factorial(inside))
    return float(count * (x_weight[:, None] * v_weight[None, :] * density * few).sum())


def both_ends(n: int, j: int, k: int, r: float) -> float:
    """Return P(both ends exceed r), for r of at least one half when k = 0: two r10 ratios sum to no more than one."""
    if k == 0:
        return 0.0
    return _both_r21(n, r) if j != k else _both_rkk(n, k, r)


def _both_rkk(n: int, k: int, r: float) -> float:
    """Return the joint probability for r11 and r22, from a = x_{1+k} and b = x_{n-k} alone."""
    import numpy as np
    from scipy.special import ndtr

    a, a_weight = _legendre(96, -_REACH, _REACH)
    w, w_weight = _legendre(96, 0.0, 2 * _REACH)
    a, w = a[:, None], w[None, :]
    b, gap = a + w, r * w / (1 - r)
    below = ndtr(a) ** k - (ndtr(a) - ndtr(a - gap)) ** k
    above = ndtr(-b) ** k - (ndtr(-b) - ndtr(-b - gap)) ** k
    density = np.exp(-(a**2 + b**2) / 2) / (2 * np.pi) * (ndtr(b) - ndtr(a)) ** (n - 2 * k - 2)
    count = math.factorial(n) // (math.factorial(k) ** 2 * math.factorial(n - 2 * k - 2))
    return float(count * (a_weight[:, None] * w_weight[None, :] * density * below * above).sum())


def _both_r21(n: int, r: float) -> float:
    """Return the joint probability for r21, from x_2, x_3 = a, x_{n-2} = b and x_{n-1}."""
    import numpy as np
    from scipy.special import ndtr

    a, a_weight = _legendre(24, -5.0, 3.0)
    w, w_weight = _legendre(24, 0.0, 7.0)
    s, s_weight = _legendre(24, 0.0, 5.0)
    a, w = a[:, None, None, None], w[None, :, None, None]
    s, t = s[None, None, :, None], s[None, None, None, :]
    b = a + w
    second, second_last = a - s, b + t
    lowest = np.minimum(second, (a - r * second_last) / (1 - r))
    highest = np.maximum(second_last, (b - r * second) / (1 - r))
    density = np.exp(-(a**2 + b**2 + second**2 + second_last**2) / 2) / (2 * np.pi) ** 2
    weight = a_weight[:, None, None, None] * w_weight[None, :, None, None]
    weight = weight * s_weight[None, None, :, None] * s_weight[None, None, None, :]
    count = math.factorial(n) // math.factorial(n - 6)
    middle = (ndtr(b) - ndtr(a)) ** (n - 6)
    return float(count * (weight * density * middle * ndtr(lowest) * ndtr(-highest)).sum())
