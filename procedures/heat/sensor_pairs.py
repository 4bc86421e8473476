"""The error of a pair of platinum temperature sensors, from three temperatures of a bath, at its worst.

A parabola through the three points is the curve of a sensor; less that of IEC 60751 it is the sensor's error. For the
pair, what counts is the error of the difference against its limit, over all temperatures that the meter is made for.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final, NamedTuple, TypeAlias

A, B = Decimal("3.9083e-3"), Decimal("-5.775e-7")
"""IEC 60751:2008, R = R₀ (1 + At + Bt²) from 0 °C on."""
STEP: Final = Decimal(1)
"""Temperatures and differences that are looked at, in K apart."""
Curve: TypeAlias = Sequence[tuple[Decimal, Decimal]]
"""Temperature in °C and resistance in Ω, three times."""


class Range(NamedTuple):
    """For what a meter is made, in °C and K."""

    lower: Decimal
    upper: Decimal
    least: Decimal
    most: Decimal


def sensor_error(r0: Decimal, curve: Curve, t: Decimal) -> Decimal:
    """By how much a sensor feels warmer than it is at a temperature, in K."""
    resistance = sum((r * _share(curve, n, t) for n, (_, r) in enumerate(curve)), Decimal(0))
    return (resistance - r0 * (1 + A * t + B * t * t)) / (r0 * (A + 2 * B * t))


def _share(curve: Curve, n: int, t: Decimal) -> Decimal:
    found = Decimal(1)
    for m, (other, _) in enumerate(curve):
        if m != n:
            found *= (t - other) / (curve[n][0] - other)
    return found


def difference_error(r0: Decimal, flow: Curve, back: Curve, hot: Decimal, cold: Decimal) -> Decimal:
    """The error of the temperature difference in %."""
    return (sensor_error(r0, flow, hot) - sensor_error(r0, back, cold)) / (hot - cold) * 100


def worst(
    r0: Decimal, flow: Curve, back: Curve, made_for: Range, limit: Sequence[Decimal], leave_out: tuple[Decimal, Decimal]
) -> tuple[Decimal, Decimal]:
    """Temperatures of flow and return at which the error is the largest part of its limit.

    Args:
        r0: Resistance at 0 °C by the type of the sensors.
        flow: Points of the flow sensor.
        back: Points of the return sensor.
        made_for: Temperatures and differences of the meter.
        limit: Limit in % as `(a, b)`: a + b Δmin/Δ.
        leave_out: Return temperatures above the first count only with differences above the second.
    """
    lowest, least = made_for.lower, made_for.least
    hot = [sensor_error(r0, flow, t) for t in _steps(lowest + least, made_for.upper)]
    best, found = Decimal(-1), (lowest + least, lowest)
    for n, cold in enumerate(_steps(lowest, made_for.upper - least)):
        cold_error = sensor_error(r0, back, cold)
        for m, difference in enumerate(_steps(least, min(made_for.most, made_for.upper - cold))):
            if cold > leave_out[0] and difference <= leave_out[1]:
                continue
            part = abs(hot[n + m] - cold_error) / (limit[0] * difference + limit[1] * least)
            if part > best:
                best, found = part, (cold + difference, cold)
    return found


def _steps(first: Decimal, last: Decimal) -> Iterator[Decimal]:
    return takewhile(lambda t: t <= last, (first + n * STEP for n in range(1000)))
