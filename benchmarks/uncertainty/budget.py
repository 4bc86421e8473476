"""A 10-input first-order budget against `uncertainties` and GTC, and 10^6 Monte Carlo trials against bare numpy.

The model is the error of a water meter found gravimetrically, in percent. Each contender starts from the same numbers,
builds its inputs and gives value, standard uncertainty and every contribution; against GTC the effective degrees of
freedom as well, which `uncertainties` cannot give. Rounds are interleaved, so that a busy machine slows all alike, and
each ratio is of the fastest rounds of one run. `evaluated` leaves out the building of the inputs on both sides.

    python benchmarks/uncertainty/budget.py
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import GTC
import numpy as np
import uncertainties

from metrology.uncertainty import Budget, Input

if TYPE_CHECKING:
    from collections.abc import Callable

# Filled and empty balance reading, air and water density, weight density, buoyed indication, water temperature and its
# reference, expansion coefficient, evaporation: (estimate, standard uncertainty, degrees of freedom).
INPUTS: dict[str, tuple[float, float, float]] = {
    "filled": (20.0132, 0.0012, 9),
    "empty": (0.5021, 0.0010, 9),
    "air": (0.00119, 0.00001, 20),
    "water": (0.99821, 0.00002, 50),
    "weights": (8.0, 0.05, float("inf")),
    "indicated": (19.55, 0.004, float("inf")),
    "temperature": (20.6, 0.05, 12),
    "reference": (20.0, 0.02, float("inf")),
    "expansion": (2.07e-4, 1.0e-6, float("inf")),
    "evaporation": (0.0, 0.0015, 8),
}
TRIALS = 1_000_000


def meter_error(  # type: ignore[no-untyped-def]
    filled, empty, air, water, weights, indicated, temperature, reference, expansion, evaporation
):
    """Error of indication in percent; written for any kind of number."""
    mass = filled - empty + evaporation
    volume = mass * (1 - air / weights) / (water - air) * (1 + expansion * (temperature - reference))
    return (indicated - volume) / volume * 100


def ours() -> tuple[float, float, list[float]]:
    result = Budget(meter_error, [Input(x, u, nu) for x, u, nu in INPUTS.values()]).first_order()
    return result.estimate, result.combined_standard_uncertainty, result.contributions


def ours_with_degrees() -> tuple[float, float, float, list[float]]:
    result = Budget(meter_error, [Input(x, u, nu) for x, u, nu in INPUTS.values()]).first_order()
    return (
        result.estimate,
        result.combined_standard_uncertainty,
        result.effective_degrees_of_freedom,
        result.contributions,
    )


BUDGET = Budget(meter_error, [Input(x, u, nu) for x, u, nu in INPUTS.values()])
LINEAR = [uncertainties.ufloat(x, u) for x, u, _ in INPUTS.values()]


def evaluated_ours() -> tuple[float, float, list[float]]:
    result = BUDGET.first_order()
    return result.estimate, result.combined_standard_uncertainty, result.contributions


def evaluated_uncertainties() -> tuple[float, float, list[float]]:
    y = meter_error(*LINEAR)
    return y.n, y.s, list(y.error_components().values())


def by_gtc() -> tuple[float, float, float, list[float]]:
    inputs = [GTC.ureal(x, u, nu) for x, u, nu in INPUTS.values()]
    y = meter_error(*inputs)
    return y.x, y.u, y.df, [GTC.component(y, one) for one in inputs]


def by_uncertainties() -> tuple[float, float, list[float]]:
    y = meter_error(*[uncertainties.ufloat(x, u) for x, u, _ in INPUTS.values()])
    return y.n, y.s, list(y.error_components().values())


def monte_carlo_ours() -> float:
    inputs = {name: Input(x, u) for name, (x, u, _) in INPUTS.items()}
    sample = Budget(meter_error, inputs).monte_carlo(TRIALS, seed=1)
    return sample.standard_uncertainty + sample.symmetric.lower + sample.shortest.upper


def monte_carlo_bare() -> float:
    generator = np.random.default_rng(1)
    return float(meter_error(*[generator.normal(x, u, TRIALS) for x, u, _ in INPUTS.values()]).std())


def fastest(contenders: dict[str, Callable[[], object]], rounds: int, calls: int) -> dict[str, float]:
    """Seconds a call in the fastest round of each."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for name, contender in contenders.items():
            start = time.perf_counter()
            for _ in range(calls):
                contender()
            best[name] = min(best[name], (time.perf_counter() - start) / calls)
    return best


def main() -> None:
    """Measure, check that all agree, print one JSON document."""
    mine, gtc, linear = ours_with_degrees(), by_gtc(), by_uncertainties()
    assert abs(mine[1] / gtc[1] - 1) < 1e-9
    assert abs(mine[1] / linear[1] - 1) < 1e-6
    assert abs(mine[2] / gtc[2] - 1) < 1e-9
    contenders = (ours, by_uncertainties, ours_with_degrees, by_gtc, evaluated_ours, evaluated_uncertainties)
    budget = fastest({one.__name__: one for one in contenders}, rounds=60, calls=100)
    trials = fastest({"ours": monte_carlo_ours, "numpy": monte_carlo_bare}, rounds=5, calls=1)
    document = {
        "budget_us": {name: round(seconds * 1e6, 1) for name, seconds in budget.items()},
        "times_faster_than_uncertainties": round(budget["by_uncertainties"] / budget["ours"], 2),
        "times_faster_than_uncertainties_evaluated": round(
            budget["evaluated_uncertainties"] / budget["evaluated_ours"], 2
        ),
        "times_faster_than_GTC": round(budget["by_gtc"] / budget["ours_with_degrees"], 2),
        "monte_carlo_1e6_ms": {name: round(seconds * 1e3, 1) for name, seconds in trials.items()},
        "monte_carlo_ratio_to_bare_numpy": round(trials["ours"] / trials["numpy"], 3),
    }
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
