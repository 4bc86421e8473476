"""Straight line through points uncertain in both variables (ISO/TS 28037:2010, 7; York, Am. J. Phys. 72 (2004) 367)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from metrology.statistics.line import Centre, LineFit

_MAX_ITERATIONS = 1000

ParameterUncertainty = Literal["adjusted", "propagated"]


@dataclass(frozen=True, slots=True)
class _Step:
    """Weights W, weighted centre and the adjusted offsets beta for one trial slope."""

    weights: list[float]
    x0: float
    y0: float
    beta: list[float]
    slope: float


def _step(x: Sequence[float], y: Sequence[float], vx: Sequence[float], vy: Sequence[float], b: float) -> _Step:
    w = [1 / (q + b * b * p) for p, q in zip(vx, vy, strict=True)]
    total = math.fsum(w)
    x0 = math.fsum(a * c for a, c in zip(w, x, strict=True)) / total
    y0 = math.fsum(a * c for a, c in zip(w, y, strict=True)) / total
    beta = [wi * ((xi - x0) * q + b * (yi - y0) * p) for wi, xi, yi, p, q in zip(w, x, y, vx, vy, strict=True)]
    numerator = math.fsum(wi * bi * (yi - y0) for wi, bi, yi in zip(w, beta, y, strict=True))
    denominator = math.fsum(wi * bi * (xi - x0) for wi, bi, xi in zip(w, beta, x, strict=True))
    if denominator == 0:
        raise ArithmeticError("the adjusted x coincide: no line can be fitted to points uncertain in both variables")
    return _Step(w, x0, y0, beta, numerator / denominator)


def fit_both_uncertain(
    x: Sequence[Fraction],
    y: Sequence[Fraction],
    u_x: Sequence[float],
    u_y: Sequence[float],
    start: LineFit,
    *,
    relative: bool,
    how: ParameterUncertainty = "adjusted",
) -> LineFit:
    """Minimise sum((y - a - b x)^2 / (u_y^2 + b^2 u_x^2)), starting from another fit.

    The points are first brought about their middle, exactly: an offset common to all of them would leave floats too few
    digits to settle. The uncertainties of the parameters are taken at the adjusted points ("adjusted", which reproduces
    the worked example of ISO/TS 28037:2010, clause 7), or propagated to first order from the measured points through
    the estimator ("propagated", the GUM's law applied to the fit). The two differ by about 1 % where points scatter.

    Raises:
        ValueError: Lengths differ or u_x negative.
        ArithmeticError: No convergence.
    """
    if len(u_x) != len(x) or any(u < 0 for u in u_x):
        raise ValueError(f"u_x must hold a non-negative standard uncertainty for each of the {len(x)} points")
    x_middle, y_middle = sum(x, Fraction(0)) / len(x), sum(y, Fraction(0)) / len(y)
    xs, ys = [float(value - x_middle) for value in x], [float(value - y_middle) for value in y]
    vx, vy = [u * u for u in u_x], [u * u for u in u_y]
    about = _assemble(xs, ys, vx, vy, _settled(xs, ys, vx, vy, start.slope), relative=relative, how=how)
    return _moved(about, x_middle, y_middle)


def _settled(x: Sequence[float], y: Sequence[float], vx: Sequence[float], vy: Sequence[float], slope: float) -> float:
    """The slope at which the iteration stands still: within its own rounding, or far within its uncertainty."""
    change = math.inf
    for _ in range(_MAX_ITERATIONS):
        step = _step(x, y, vx, vy, slope)
        change, slope = abs(step.slope - slope), step.slope
        if change <= max(1e-15 * abs(slope), 1e-10 * math.sqrt(_adjusted(step)[1])):
            return slope
    raise ArithmeticError(f"the line did not settle in {_MAX_ITERATIONS} iterations (last change of slope {change:g})")


def _moved(fit: LineFit, x: Fraction, y: Fraction) -> LineFit:
    """The fit of the points about (x, y) as that of the points themselves."""
    away, b = float(x), Fraction(fit.slope)
    u_a, u_b = fit.intercept_uncertainty, fit.slope_uncertainty
    variance = u_a * u_a + away * away * u_b * u_b - 2 * away * fit.covariance
    return replace(
        fit,
        intercept=float(y + Fraction(fit.intercept) - b * x),
        intercept_uncertainty=math.sqrt(max(0.0, variance)),
        covariance=fit.covariance - away * u_b * u_b,
        centre=Centre(away, float(y + Fraction(fit.intercept)), u_a, fit.covariance),
    )


def _assemble(
    x: Sequence[float],
    y: Sequence[float],
    vx: Sequence[float],
    vy: Sequence[float],
    slope: float,
    *,
    relative: bool,
    how: ParameterUncertainty,
) -> LineFit:
    step, n = _step(x, y, vx, vy, slope), len(x)
    intercept = step.y0 - slope * step.x0
    chi2 = math.fsum(w * (yi - intercept - slope * xi) ** 2 for w, xi, yi in zip(step.weights, x, y, strict=True))
    scatter = math.sqrt(chi2 / (n - 2)) if n > 2 else 0.0
    scale = scatter if relative else 1.0
    aa, bb, ab = _adjusted(step) if how == "adjusted" else _propagated(x, y, vx, vy, intercept, slope)
    u_a = scale * math.sqrt(aa)
    return LineFit(
        intercept=intercept,
        slope=slope,
        intercept_uncertainty=u_a,
        slope_uncertainty=scale * math.sqrt(bb),
        covariance=scale * scale * ab,
        chi_squared=chi2,
        scatter=scatter,
        n=n,
        degrees_of_freedom=n - 2 if relative else math.inf,
        observation_uncertainty=None,
        centre=Centre(0.0, intercept, u_a, scale * scale * ab),
    )


def _adjusted(step: _Step) -> tuple[float, float, float]:
    """Return var(a), var(b), cov(a, b) with the x adjusted to the line."""
    total = math.fsum(step.weights)
    centre = step.x0 + math.fsum(w * b for w, b in zip(step.weights, step.beta, strict=True)) / total
    spread = math.fsum(w * (step.x0 + b - centre) ** 2 for w, b in zip(step.weights, step.beta, strict=True))
    return 1 / total + centre * centre / spread, 1 / spread, -centre / spread


def _propagated(
    x: Sequence[float], y: Sequence[float], vx: Sequence[float], vy: Sequence[float], a: float, b: float
) -> tuple[float, float, float]:
    """Return var(a), var(b), cov(a, b) by the law of propagation through the normal equations of the minimum.

    With r = y - a - b x and D = vy + b^2 vx the equations are sum(r/D) = 0 and sum(r x/D + b vx r^2/D^2) = 0; h is
    their derivative with respect to (a, b), m the variance that the measured x and y give to them.
    """
    h_aa = h_ab = h_bb = m_aa = m_ab = m_bb = 0.0
    for xi, yi, p, q in zip(x, y, vx, vy, strict=True):
        r, d = yi - a - b * xi, q + b * b * p
        lift = xi / d + 2 * b * p * r / d**2
        h_aa += 1 / d
        h_ab += lift
        h_bb += xi * xi / d + 4 * b * p * r * xi / d**2 - p * r * r / d**2 + 4 * (b * p * r) ** 2 / d**3
        by_x = b * lift - r / d
        m_aa += (q + b * b * p) / d**2
        m_ab += q * lift / d + p * b * by_x / d
        m_bb += q * lift**2 + p * by_x**2
    det = h_aa * h_bb - h_ab**2
    aa = (h_bb**2 * m_aa - 2 * h_bb * h_ab * m_ab + h_ab**2 * m_bb) / det**2
    bb = (h_ab**2 * m_aa - 2 * h_ab * h_aa * m_ab + h_aa**2 * m_bb) / det**2
    ab = (-h_ab * h_bb * m_aa + (h_aa * h_bb + h_ab**2) * m_ab - h_aa * h_ab * m_bb) / det**2
    return aa, bb, ab
