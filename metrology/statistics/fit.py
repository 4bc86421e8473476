"""Fitting a straight line: ordinary, weighted, and with uncertainties in both variables (ISO/TS 28037:2010)."""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from metrology.statistics.exact_sums import Number, cross_squares, exact_all, moments, root
from metrology.statistics.line import Centre, LineFit
from metrology.statistics.york import ParameterUncertainty, fit_both_uncertain

Weights = Literal["absolute", "relative"]
Uncertainties = Number | Sequence[Number]


def fit_line(
    x: Sequence[Number],
    y: Sequence[Number],
    u_y: Uncertainties | None = None,
    u_x: Uncertainties | None = None,
    *,
    weights: Weights = "absolute",
    parameter_uncertainty: ParameterUncertainty = "adjusted",
) -> LineFit:
    """Fit y = a + b x.

    Without uncertainties: ordinary least squares, the scatter about the line giving the uncertainties (n - 2 degrees
    of freedom). With u_y: weights 1/u_y^2 (ISO/TS 28037:2010, 6). With u_x as well: both variables carry uncertainty
    (generalised distance regression, ISO/TS 28037:2010, 7).

    Args:
        x: Independent variable; at least 2 points with different x (3 when the scatter gives the uncertainties).
        y: Dependent variable, as many values.
        u_y: Standard uncertainties of y, one figure or one per point.
        u_x: Standard uncertainties of x, one figure or one per point.
        weights: "absolute": u_y are the uncertainties. "relative": they only weigh the points, and the scatter sets the
            scale (factor chi_squared / (n - 2) on the variances).
        parameter_uncertainty: With both variables uncertain: "adjusted" takes the uncertainties of a and b at the
            points moved onto the line (ISO/TS 28037), "propagated" by the law of propagation from the measured points.

    Raises:
        ValueError: Lengths differ, too few points, all x equal, an uncertainty that is not positive, or an unknown way
            of weighing.
        ArithmeticError: Both variables uncertain and no convergence.
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} values of x and {len(y)} of y do not make points")
    if weights not in ("absolute", "relative") or parameter_uncertainty not in ("adjusted", "propagated"):
        raise ValueError(
            f"weights are absolute or relative and uncertainties adjusted or propagated, not {weights!r}, "
            f"{parameter_uncertainty!r}"
        )
    if u_y is None:
        if u_x is not None:
            raise ValueError("u_x without u_y: exchange the variables, or state both uncertainties")
        return _ordinary(x, y)
    sigma_y = _per_point(u_y, len(y), "u_y")
    if u_x is None:
        return _weighted(x, y, sigma_y, relative=weights == "relative", common=_common(u_y))
    sigma_x = [float(u_x)] * len(x) if isinstance(u_x, int | float | Decimal | str) else _floats(u_x)
    start = _weighted(x, y, sigma_y, relative=False, common=None)
    relative = weights == "relative"
    return fit_both_uncertain(
        exact_all(x), exact_all(y), sigma_x, sigma_y, start, relative=relative, how=parameter_uncertainty
    )


def _floats(values: Sequence[Number]) -> list[float]:
    return [float(value) for value in exact_all(values)]


def _common(u_y: Uncertainties) -> float | None:
    return float(u_y) if isinstance(u_y, int | float | Decimal | str) else None


def _per_point(u: Uncertainties, n: int, name: str) -> list[float]:
    values = [float(u)] * n if isinstance(u, int | float | Decimal | str) else _floats(u)
    if len(values) != n or not all(value > 0 for value in values):
        raise ValueError(f"{name} must hold one positive standard uncertainty, or one for each of the {n} points")
    return values


def _check(n: int, x_squares: float | Fraction, needed: int) -> None:
    if n < needed:
        raise ValueError(f"a line needs at least {needed} points here, not {n}")
    if x_squares == 0:
        raise ValueError("all x are equal: no line can be fitted")


def _ordinary(x: Sequence[Number], y: Sequence[Number]) -> LineFit:
    """Ordinary least squares in exact arithmetic; rounded when the parameters become floats."""
    mx, my, n = moments(x), moments(y), len(x)
    _check(n, mx.squares, 3)
    sxy = cross_squares(x, y)
    slope = sxy / mx.squares
    residual = my.squares - slope * sxy
    variance = residual / (n - 2)
    a_variance = variance * (Fraction(1, n) + mx.mean**2 / mx.squares)
    return LineFit(
        intercept=float(my.mean - slope * mx.mean),
        slope=float(slope),
        intercept_uncertainty=root(a_variance),
        slope_uncertainty=root(variance / mx.squares),
        covariance=float(-mx.mean * variance / mx.squares),
        chi_squared=float(residual),
        scatter=root(variance),
        n=n,
        degrees_of_freedom=n - 2,
        observation_uncertainty=root(variance),
        centre=Centre(float(mx.mean), float(my.mean), root(variance / n)),
    )


def _weighted(
    x: Sequence[Number], y: Sequence[Number], sigma: Sequence[float], *, relative: bool, common: float | None
) -> LineFit:
    """Weighted least squares about the weighted centre (ISO/TS 28037:2010, 6.2), compensated sums."""
    xs, ys = _floats(x), _floats(y)
    w = [1 / (u * u) for u in sigma]
    total, n = math.fsum(w), len(xs)
    x0 = math.fsum(a * b for a, b in zip(w, xs, strict=True)) / total
    y0 = math.fsum(a * b for a, b in zip(w, ys, strict=True)) / total
    sxx = math.fsum(a * (b - x0) ** 2 for a, b in zip(w, xs, strict=True))
    _check(n, sxx, 3 if relative else 2)
    slope = math.fsum(a * (b - x0) * (c - y0) for a, b, c in zip(w, xs, ys, strict=True)) / sxx
    chi2 = math.fsum(a * (c - y0 - slope * (b - x0)) ** 2 for a, b, c in zip(w, xs, ys, strict=True))
    scatter = math.sqrt(chi2 / (n - 2)) if n > 2 else 0.0
    scale = scatter if relative else 1.0
    return LineFit(
        intercept=y0 - slope * x0,
        slope=slope,
        intercept_uncertainty=scale * math.sqrt(1 / total + x0 * x0 / sxx),
        slope_uncertainty=scale / math.sqrt(sxx),
        covariance=-scale * scale * x0 / sxx,
        chi_squared=chi2,
        scatter=scatter,
        n=n,
        degrees_of_freedom=n - 2 if relative else math.inf,
        observation_uncertainty=None if common is None else scale * common,
        centre=Centre(x0, y0, scale / math.sqrt(total)),
    )
