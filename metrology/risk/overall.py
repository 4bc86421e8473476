"""Global risks of a process inspected by a measuring system (JCGM 106:2012, 9.5)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from metrology.risk.distributions import normal_probability
from metrology.risk.specific import Real, limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from metrology.risk.distributions import Process

Limits = tuple[Real | None, Real | None]


@dataclass(frozen=True)
class GlobalRisk:
    """Chances of an item drawn at random, measured once and decided upon.

    Attributes:
        conforming: Probability that an item conforms.
        accepted: Probability that an item is accepted.
        consumer: R_C, probability that an item is accepted and does not conform (false acceptance, joint).
        producer: R_P, probability that an item is rejected although it conforms (false rejection, joint).
    """

    conforming: float
    accepted: float
    consumer: float
    producer: float

    @property
    def consumer_given_accepted(self) -> float:
        """Probability that an accepted item does not conform: what a buyer of accepted items meets."""
        return self.consumer / self.accepted if self.accepted else 0.0


def global_risk(
    process: Process,
    measurement_standard_uncertainty: Real,
    tolerance: Limits,
    acceptance: Limits | None = None,
    *,
    guard_band: Real = 0,
) -> GlobalRisk:
    """Consumer's and producer's global risk (JCGM 106 9.5.2, formulas 19 and 20), normal measurement error.

    Args:
        process: Distribution of the property over the items.
        measurement_standard_uncertainty: u_m of the measuring system, in the unit of the property.
        tolerance: T_L and T_U, None for an absent one.
        acceptance: A_L and A_U; without it, the tolerance narrowed by the guard band.
        guard_band: w at each limit, positive inwards.

    Returns:
        The risks.

    Raises:
        ValueError: No limit is given, limits are in the wrong order, u_m is not positive, or an acceptance interval and
            a guard band are both given.
    """
    u = float(measurement_standard_uncertainty)
    if not u > 0:
        raise ValueError(f"the measuring system's standard uncertainty is positive, not {u}")
    low, high = limits(*tolerance)
    if acceptance is not None and guard_band:
        raise ValueError("state the acceptance interval or the guard band, not both")
    if acceptance is None:
        acceptance = (low + float(guard_band), high - float(guard_band))
    accept_low, accept_high = limits(*acceptance)

    def acceptable(value: float) -> float:
        """Probability that an item of this value is measured within the acceptance interval."""
        below, above = (accept_low - value) / u, (accept_high - value) / u
        # From the nearer tail, so that a tiny probability of acceptance keeps its digits.
        if below > 0:
            return normal_probability(-below) - normal_probability(-above)
        return normal_probability(above) - normal_probability(below)

    breaks = _breaks(process, (low, high, accept_low, accept_high), u)
    outside = [(-math.inf, low), (high, math.inf)]
    consumer = math.fsum(_expectation(process, acceptable, *part, breaks) for part in outside)
    kept = _expectation(process, acceptable, low, high, breaks)
    conforming = _up_to(process, high) - _up_to(process, low)
    return GlobalRisk(conforming, consumer + kept, consumer, max(0.0, conforming - kept))


def _up_to(process: Process, x: float) -> float:
    """Cumulative probability, at infinity too."""
    return float(x > 0) if math.isinf(x) else float(process.cdf(x))


STEPS = (0, 1, 2, 4, 8, 16, 40)  # in u: beyond 40 u the probability of a measured value is no double
QUANTILES = (1e-12, 1e-6, 1e-3, 0.05, 0.5, 0.95, 1 - 1e-3, 1 - 1e-6, 1 - 1e-12)


def _breaks(process: Process, turns: tuple[float, ...], u: float) -> list[float]:
    """Where an integral is broken, so that no narrow part is missed: about every limit, and where the items are."""
    about = {limit + sign * step * u for limit in turns if math.isfinite(limit) for step in STEPS for sign in (-1, 1)}
    return sorted(about | {float(process.ppf(q)) for q in QUANTILES})


def _expectation(
    process: Process, weight: Callable[[float], float], start: float, end: float, breaks: list[float]
) -> float:
    """∫ g₀(η)·weight(η) dη between start and end, broken where the weight turns."""
    from scipy.integrate import quad

    # Beyond these quantiles lies less probability than a double can tell from nothing.
    start, end = max(start, float(process.ppf(1e-18))), min(end, _upper_end(process))
    if not start < end:
        return 0.0
    edges = [start, *(point for point in breaks if start < point < end), end]

    def density(x: float) -> float:
        return float(process.pdf(x)) * weight(x)

    # Where the acceptance interval is next to nothing, the last digits of the weight are rounding, and no finer step
    # helps: `full_output` keeps that from being printed as a warning.
    return math.fsum(
        float(quad(density, a, b, epsabs=1e-15, epsrel=1e-9, limit=200, full_output=1)[0]) for a, b in pairwise(edges)
    )


def _upper_end(process: Process) -> float:
    """A value above practically all items."""
    return float(process.ppf(1 - 1e-16))
