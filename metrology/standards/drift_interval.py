"""Recalibration interval from variables data: the deviations found, not only pass or fail (NASA-HDBK-8739.19-5; RP-1).

The change since the last calibration is a polynomial through zero in the time since then; the interval ends when the
value may leave its limits.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DriftFit:
    """Least-squares polynomial b1 t + b2 t^2 + ... through the origin.

    Attributes:
        coefficients: b1, b2, ...
        covariance: Of the coefficients, row by row.
        scatter: Standard deviation of a deviation about the curve.
        degrees_of_freedom: Deviations minus coefficients.
    """

    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    scatter: float
    degrees_of_freedom: int

    def deviation(self, t: float) -> float:
        """Return the predicted deviation after a time t."""
        return math.fsum(b * t**power for power, b in enumerate(self.coefficients, start=1))

    def uncertainty(self, t: float) -> float:
        """Return the standard uncertainty of one deviation after a time t: scatter and curve together."""
        powers = [t**power for power in range(1, len(self.coefficients) + 1)]
        curve = math.fsum(
            powers[i] * powers[j] * self.covariance[i][j] for i in range(len(powers)) for j in range(len(powers))
        )
        return math.sqrt(self.scatter**2 + max(0.0, curve))


def fit_drift(times: Sequence[float], deviations: Sequence[float], order: int = 1) -> DriftFit:
    """Fit the deviations found at recalibration against the time since the calibration before.

    Args:
        times: Time since the last calibration, any unit.
        deviations: As-found value minus the value left at the last calibration.
        order: Degree of the polynomial, 1 or more.

    Raises:
        ValueError: Lengths differ, no degree of freedom left, or times that do not determine the polynomial.
    """
    if len(times) != len(deviations) or order < 1 or len(times) <= order:
        raise ValueError(f"{len(times)} times, {len(deviations)} deviations and order {order} leave nothing to fit")
    import numpy as np

    t, y = np.asarray(times, dtype=float), np.asarray(deviations, dtype=float)
    scale = float(np.abs(t).max()) or 1.0
    design = np.stack([(t / scale) ** power for power in range(1, order + 1)], axis=1)
    if np.linalg.matrix_rank(design) < order:
        raise ValueError("the times do not determine a polynomial of this order")
    inverse = np.linalg.inv(design.T @ design)
    b = inverse @ design.T @ y
    degrees = len(t) - order
    variance = float(((y - design @ b) ** 2).sum()) / degrees
    back = np.array([scale ** -float(power) for power in range(1, order + 1)])
    return DriftFit(_tuple(b * back), _rows(variance * inverse * np.outer(back, back)), math.sqrt(variance), degrees)


def _tuple(values: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _rows(matrix: Any) -> tuple[tuple[float, ...], ...]:
    return tuple(_tuple(row) for row in matrix)


def interval_to_limits(
    drift: DriftFit,
    value: float,
    measurement_uncertainty: float,
    lower: float | None = None,
    upper: float | None = None,
    confidence: float = 0.95,
) -> float:
    """Return the time after which the value may lie outside its limits with more than the allowed probability.

    The band is the predicted value -+ t sqrt(u0^2 + u(t)^2), with the two-sided t for two limits and the one-sided t
    for one limit, at the degrees of freedom of the fit.

    Args:
        drift: The fitted drift.
        value: Value at the last calibration, y0.
        measurement_uncertainty: u0.
        lower: Lower limit, or None.
        upper: Upper limit, or None.
        confidence: Probability of lying inside.

    Returns:
        Time in the unit of the fit; zero when the band already touches a limit at the start; infinity when it does
        not before a time of 1e9 units.

    Raises:
        ValueError: No limit, or a confidence outside (0.5, 1).
    """
    if (lower is None and upper is None) or not 0.5 < confidence < 1:
        raise ValueError("give at least one limit and a confidence between 0.5 and 1")
    from scipy.special import stdtrit

    both = lower is not None and upper is not None
    k = float(stdtrit(drift.degrees_of_freedom, (1 + confidence) / 2 if both else confidence))

    def beyond(t: float) -> float:
        centre = value + drift.deviation(t)
        half = k * math.hypot(measurement_uncertainty, drift.uncertainty(t))
        gaps = [] if upper is None else [centre + half - upper]
        return max(gaps if lower is None else [*gaps, lower - (centre - half)])

    return _first_crossing(beyond)


def _first_crossing(excess: Callable[[float], float]) -> float:
    """Return the first t > 0 at which the function reaches zero from below; zero if it starts at or above it."""
    if excess(0.0) >= 0:
        return 0.0
    from scipy.optimize import brentq

    before, t = 0.0, 1e-6
    while t < 1e9:
        if excess(t) >= 0:
            return float(brentq(excess, before, t, xtol=1e-12))
        before, t = t, t * 1.02
    return math.inf
