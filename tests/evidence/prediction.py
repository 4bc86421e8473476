"""How often the stated interval holds the day at which a simulated error truly reaches its limit.

    python -m tests.evidence.prediction --seeds 200

Each seed has an error with a drift, a scatter and a number of earlier findings of its own; findings are rounded as an
instrument shows them. What is predicted is compared with the crossing that the simulation knows. Exit code 1: fewer
than 95 % are covered.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrology.text import Text
from services.prediction.histories import History, Point
from services.prediction.predicting import DAY, predict

LIMIT, STEP = Decimal("5.0"), Decimal("0.01")
BEGIN = 1_700_000_000.0
LEAST = 0.95


@dataclass
class Coverage:
    """What came of the seeds.

    Attributes:
        seeds: How many there were.
        predicted: Of how many a date was predicted.
        covered: In how many the interval holds the true day.
        safe: In how many the true day is not before "not before", where that was stated.
        stated: In how many it was stated.
        states: How often each state was found.
        true: How many statements hold: the interval, or, where no date is predicted, "not before".
    """

    seeds: int
    predicted: int
    covered: int
    safe: int
    stated: int
    states: Counter[str]
    true: int = 0


def history(seed: int) -> tuple[History, float]:
    """The findings of a seed, and after how many days from the first the error truly reaches its limit."""
    r = random.Random(f"prediction {seed}")  # noqa: S311
    n, every = r.randint(5, 14), r.choice((30, 91, 182, 365))
    span = n * every
    reach = r.uniform(1.1, 4.0) * span  # the true crossing
    start = r.uniform(-0.3, 0.3) * float(LIMIT)
    side = r.choice((-1, 1))
    slope = (side * float(LIMIT) - start) / reach
    scatter = r.uniform(0.005, 0.06) * float(LIMIT)
    points = []
    for k in range(n):
        day = k * every + r.randint(-every // 10, every // 10)
        value = Decimal(repr(start + slope * day + r.gauss(0, scatter))).quantize(STEP)
        points.append(Point(BEGIN + DAY * day, value, f"run {k}"))
    first = (points[0].at - BEGIN) / DAY
    return History(Text.same("E"), Text.same("x"), "%", tuple(points), -LIMIT, LIMIT), reach - first


def coverage(seeds: int, level: float = 0.99) -> Coverage:
    """Predict each seed, and compare."""
    found = Coverage(seeds, 0, 0, 0, 0, Counter())
    for seed in range(seeds):
        h, true = history(seed)
        p = predict(h, level)
        found.states[p.state] += 1
        c = p.crossing
        if p.not_before is not None and c is not None:
            found.stated += 1
            found.safe += c.not_before <= true
            found.true += p.state != "predicted" and c.not_before <= true
        if p.state != "predicted" or c is None or c.first is None or c.last is None:
            continue
        found.predicted += 1
        covered = c.first <= true <= c.last
        day = date.fromtimestamp(h.points[0].at + true * DAY)  # noqa: DTZ012
        assert not covered or ((p.first or date.max) <= day and (p.last is None or day <= p.last))
        found.covered += covered
        found.true += covered
    return found


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--level", type=float, default=99)
    given = parser.parse_args()
    found = coverage(given.seeds, given.level / 100)
    say(f"{found.seeds} seeds: {dict(found.states)}")
    say(f"{given.level:g} % interval: {found.covered} of {found.predicted} predictions hold the true day")
    say(f'"not before": {found.safe} of {found.stated} are not behind the true day')
    say(
        f'statements that hold, of all seeds (the interval; "not before" without a date): {found.true} of {found.seeds}'
    )
    sys.exit(found.covered < LEAST * found.predicted or found.true < LEAST * found.seeds or not found.predicted)


if __name__ == "__main__":
    main()
