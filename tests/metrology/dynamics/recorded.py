"""Recordings for tests, as a logger writes them: decimal digits, a clock, noise."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from decimal import Decimal

from metrology.dynamics import Recording

Signal = Callable[[float], float]


def points(
    signal: Signal, seconds: float, interval: float, *, begin: float = 0.0, noise: float = 0.0, seed: int = 1
) -> list[tuple[Decimal, Decimal]]:
    """What a logger writes of a signal."""
    chance = random.Random(seed)  # noqa: S311  noise
    times = [begin + n * interval for n in range(round(seconds / interval) + 1)]
    return [(Decimal(f"{t:.6f}"), Decimal(f"{signal(t) + chance.gauss(0.0, noise):.6f}")) for t in times]


def recorded(
    signal: Signal, seconds: float, interval: float, *, begin: float = 0.0, noise: float = 0.0, seed: int = 1
) -> Recording:
    """The same as a recording."""
    return Recording.of(points(signal, seconds, interval, begin=begin, noise=noise, seed=seed))


def first_order(tau: float, delay: float = 0.0, start: float = 20.0, change: float = 30.0) -> Signal:
    """A sensor of first order after a step at time 0."""
    return lambda t: start + change * (1.0 - math.exp(-max(t - delay, 0.0) / tau))


def second_order(omega: float, zeta: float, change: float = 5.0) -> Signal:
    """A sensor of second order below critical damping, by its textbook solution with arccos ζ."""
    root = math.sqrt(1.0 - zeta * zeta)

    def at(t: float) -> float:
        if t <= 0:
            return 0.0
        swing = math.exp(-zeta * omega * t) / root * math.sin(root * omega * t + math.acos(zeta))
        return change * (1.0 - swing)

    return at


def marker(t: float) -> float:
    """A signal that does not repeat: two pulses of different width and height."""
    return math.exp(-(((t - 1.5) / 0.12) ** 2)) + 0.6 * math.exp(-(((t - 2.9) / 0.2) ** 2))
