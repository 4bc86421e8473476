"""What the evaluation of recordings finds over many seeds: `python -m tests.evidence.dynamics [--seeds 200]`.

A sensor of first order with τ = 0.8 s and 1 % of noise; a clock that is 5 ms ahead, at four sampling rates. For each:
how far the worst result lies from the truth, and in how many seeds the interval y ± 2u covers it. Ends with 1 where a
time constant is wrong by more than 2 %, or an interval covers too seldom.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import NamedTuple

from metrology.dynamics import DELAYED_FIRST_ORDER, FIRST_ORDER, Estimate, StepModel, fit_step, skew_between
from tests.metrology.dynamics.recorded import first_order, marker, recorded

TAU, SKEW = 0.8, 0.005
RATES = (50, 100, 200, 1000)
LEAST_COVERED = 0.90
"""Of 200 intervals with k = 2 (95.45 %), 181 or more cover in all but 1 of 1000 cases."""


class Tally(NamedTuple):
    """One case.

    Attributes:
        worst: Largest deviation from the truth.
        covered: Part of the seeds in which y ± 2u covers the truth.
        u: Largest standard uncertainty.
    """

    worst: float
    covered: float
    u: float


def tally(truth: float, seeds: int, one: Callable[[int], Estimate]) -> Tally:
    """A case over its seeds."""
    found = [one(seed) for seed in range(seeds)]
    off = [abs(float(e.value) - truth) for e in found]
    us = [float(e.standard_uncertainty) for e in found]
    return Tally(max(off), sum(d <= 2 * u for d, u in zip(off, us, strict=True)) / seeds, max(us))


def time_constant(model: StepModel, seed: int) -> Estimate:
    """τ of one recording of 6 s at 50 points a second."""
    delay = 0.1 if model.delayed else 0.0
    signal = first_order(TAU, delay=delay)
    return fit_step(recorded(signal, 6, 0.02, begin=-0.5, noise=0.3, seed=seed), model).estimate("tau")


def skew(rate: int, seed: int) -> Estimate:
    """Skew of one pair of recordings of 5 s."""
    one = recorded(marker, 5, 1 / rate, noise=0.005, seed=seed)
    other = recorded(lambda t: 2 * marker(t - SKEW) + 0.1, 5, 1 / rate, begin=0.00137, noise=0.01, seed=seed + 10_000)
    return skew_between(one, other).seconds


def say(line: str) -> None:
    """A line of the result."""
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Print a line for each case; the exit code says whether all hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    seeds = parser.parse_args().seeds
    good = True
    for model in (FIRST_ORDER, DELAYED_FIRST_ORDER):
        found = tally(TAU, seeds, lambda seed, model=model: time_constant(model, seed))  # type: ignore[misc]
        part = found.worst / TAU
        good &= part <= 0.02 and found.covered >= LEAST_COVERED
        case = f"{model.name.en}: τ = {TAU} s, {seeds} seeds"
        say(f"{case}: worst {part:.2%}, covered {found.covered:.1%}, u ≤ {found.u:.4f} s")
    for rate in RATES:
        found = tally(SKEW, seeds, lambda seed, rate=rate: skew(rate, seed))  # type: ignore[misc]
        good &= found.worst < SKEW / 2 and found.covered >= LEAST_COVERED
        say(
            f"skew of {SKEW * 1000:g} ms at {rate} /s, {seeds} seeds: worst {found.worst * 1000:.3f} ms, "
            f"covered {found.covered:.1%}, u ≤ {found.u * 1000:.3f} ms"
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
