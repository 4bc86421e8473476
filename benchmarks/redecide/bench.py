"""Re-decide a million rows exactly, and compare with floats in numpy and with a loop over Decimal.

The rule: two flow zones with different limits, three accuracy classes, errors rounded to a tenth of the class, the
worst row of ten is the outcome of the run. All three ways judge the same rows in one run of this script.

    python benchmarks/redecide/bench.py [ROWS]
"""

import sys
import time
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from metrology.decimal_array import DecimalArray
from metrology.decision import BY_SEVERITY, Outcome
from metrology.decision_vector import decide_vector, worst_of_runs
from metrology.limits import Band, Bands, Constant

HIGH = ("0.5", "1.0", "2.0")  # limit above the transitional flow, by class
LOW = ("0.6", "1.2", "3.0")  # limit from the lowest flow up to it
STEP = ("0.05", "0.1", "0.2")  # rounding interval, by class
TRANSITION, FASTEST = "0.600", "6.000"
RUN = 10
NOT_CONFORM = BY_SEVERITY.index(Outcome.NOT_CONFORM)


def rows(number: int) -> tuple[DecimalArray, DecimalArray, np.ndarray]:
    """Return errors in 0.01 %, flows in 0.001 m³/h, and classes; a tenth of the errors lie on a tie or on a limit."""
    draw = np.random.default_rng(20)
    errors = np.rint(draw.normal(0, 60, number)).astype(np.int64)
    edge = draw.random(number) < 0.1
    errors[edge] = draw.choice([-205, -200, -105, -100, 95, 100, 105, 150, 165, 200, 205, 300], int(edge.sum()))
    flows = draw.choice(np.array([16, 100, 599, 600, 601, 1500, 3000, 6000]), number)
    return DecimalArray(errors, 2), DecimalArray(flows, 3), draw.integers(0, 3, number)


def exact(errors: object, flows: object, which: np.ndarray) -> np.ndarray:
    limits = [
        Bands([Band(TRANSITION, Constant(b), False), Band(FASTEST, Constant(a))])
        for a, b in zip(HIGH, LOW, strict=True)
    ]
    codes = decide_vector(errors, limits, points=flows, which=which, rounding=STEP)
    return worst_of_runs(codes, np.full(len(codes) // RUN, RUN)) != NOT_CONFORM


def floats(errors: np.ndarray, flows: np.ndarray, which: np.ndarray) -> np.ndarray:
    high, low, step = (np.array(column, float)[which] for column in (HIGH, LOW, STEP))
    limit = np.where(flows < float(TRANSITION), low, high)
    rounded = np.round(errors / step) * step
    return np.logical_and.reduceat(np.abs(rounded) <= limit, np.arange(0, len(errors), RUN))


def loop(errors: list[Decimal], flows: list[Decimal], which: list[int]) -> list[bool]:
    high, low, step = ([Decimal(text) for text in column] for column in (HIGH, LOW, STEP))
    transition, verdicts = Decimal(TRANSITION), []
    for start in range(0, len(errors), RUN):
        conform = True
        for index in range(start, start + RUN):
            kind = which[index]
            rounded = (errors[index] / step[kind]).quantize(Decimal(1), ROUND_HALF_EVEN) * step[kind]
            limit = low[kind] if flows[index] < transition else high[kind]
            conform &= abs(rounded) <= limit
        verdicts.append(conform)
    return verdicts


def best(job: Callable[[], object], repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main(number: int) -> None:
    errors, flows, which = rows(number)
    as_doubles = errors.doubles(), flows.doubles()
    as_decimals = errors.decimals(), flows.decimals()
    ours, theirs = exact(errors, flows, which), floats(*as_doubles, which)
    truth = np.array(loop(*as_decimals, which.tolist()))
    print(f"{number} rows, {len(ours)} runs; exact = Decimal loop: {bool((ours == truth).all())}")
    print(f"runs that plain floats decide wrongly: {int((theirs != truth).sum())}")
    exact_s = best(lambda: exact(errors, flows, which), 5)
    doubles_s = best(lambda: exact(*as_doubles, which), 5)
    float_s = best(lambda: floats(*as_doubles, which), 5)
    loop_s = best(lambda: loop(*as_decimals, which.tolist()), 1)
    print(f"exact, decimal columns   {exact_s * 1e3:9.1f} ms")
    print(f"exact, columns of floats {doubles_s * 1e3:9.1f} ms  (each float is first proved to be one decimal)")
    print(f"plain floats             {float_s * 1e3:9.1f} ms")
    print(f"loop over Decimal        {loop_s * 1e3:9.1f} ms")
    print(f"exact / plain floats     {exact_s / float_s:9.2f}   target ≤ 3")
    print(f"exact from floats / plain{doubles_s / float_s:9.2f}   target ≤ 3")
    print(f"loop / exact             {loop_s / exact_s:9.0f}   target ≥ 100")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
