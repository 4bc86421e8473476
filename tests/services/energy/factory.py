"""A small factory with meters that err within their limits, with or without a leak in workshop A.

The table `config/energy/samples.csv` is what it gives with `SHIPPED`.
"""

import math
import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from services.energy.samples import COLUMNS, Sample

ZONE = timezone(timedelta(hours=8))
START = datetime(2026, 11, 2, tzinfo=ZONE)
END = START + timedelta(days=1)
STEP = timedelta(minutes=30)
SHIPPED = 20261102
ELECTRICITY, VOLUME = ("active_energy_import", "kWh", "0.01"), ("volume", "m3", "0.001")
#: MPE of each meter, in %, and its register.
METERS = {
    "E1": (0.5, ELECTRICITY), **{f"E{n}": (1.0, ELECTRICITY) for n in range(2, 8)},
    **{f"G{n}": (1.5, VOLUME) for n in range(1, 4)}, "W1": (2.0, VOLUME),
}  # fmt: skip


def uses(at: datetime) -> dict[str, float]:
    """What the uses take in an hour at a time of day."""
    hour = at.hour + at.minute / 60
    shift = 1.0 if 8 <= hour < 20 else 0.25
    wave = 1 + 0.15 * math.sin(hour)
    return {
        "E4": 400 * shift * wave, "E5": 75 * wave, "E6": 180 * shift, "E7": 120 * wave,
        "G2": 40 * shift * wave, "G3": 25 * wave, "W1": 3 * shift,
    }  # fmt: skip


def true_flows(at: datetime, leak: float) -> dict[str, float]:
    """What really goes through each meter in an hour; a leak is a part of what comes into workshop A."""
    of = uses(at)
    a = (of["E4"] + of["E5"]) / (1 - leak)
    b = of["E6"] + of["E7"]
    return {**of, "E1": a + b, "E2": a, "E3": b, "G1": of["G2"] + of["G3"]}


def factory(seed: int, leak: float = 0.0) -> Iterator[Sample]:
    """The samples of a day; the error of each meter is drawn within its MPE and stays."""
    chance = random.Random(seed)  # noqa: S311  a simulation
    errors = {name: chance.uniform(-mpe, mpe) / 100 for name, (mpe, _) in METERS.items()}
    totals = {name: chance.uniform(1000, 9000) for name in METERS}
    at = START
    while at <= END:
        for name, (_, (quantity, unit, digit)) in METERS.items():
            value = Decimal(repr(totals[name])).quantize(Decimal(digit))
            yield Sample(name, quantity, at, value, unit, "good")
        hours = STEP.total_seconds() / 3600
        for name, flow in true_flows(at, leak).items():
            totals[name] += flow * hours * (1 + errors[name])
        at += STEP


def as_table(samples: Iterator[Sample]) -> str:
    """The samples as a table."""
    lines = [",".join(COLUMNS)]
    lines += [f"{s.meter},{s.quantity},{s.instant.isoformat()},{s.value},{s.unit},{s.flag}" for s in samples]
    return "\n".join(lines) + "\n"
