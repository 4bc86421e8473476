"""Two hours at the simulated pressure bench, in virtual time: `python benchmarks/virtual_time/bench_hours.py`."""

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from drivers.bench import Bench, load_bench, open_bench

ROOT = Path(__file__).parents[2]
GAUGE = {"serial": "G-TEST", "class": "1.6", "lower": "0 MPa", "upper": "1.6 MPa", "division": "0.05 MPa"}
#: Three times up and down in eight steps, more than two minutes at each.
POINTS = [Decimal(n) / 10 for n in (2, 4, 6, 8, 10, 12, 14, 16)]
DWELL = Decimal(135)


def two_hours(bench: Bench) -> list[tuple[Decimal, Decimal]]:
    """Take the bench through its points; gives target and what the gauge showed, in MPa."""
    source: Any = bench.roles["source"]
    gauge: Any = bench.roles["gauge"]
    found = []
    for _cycle in range(3):
        for target in (*POINTS, *reversed(POINTS)):
            source.set_pressure(target, "MPa")
            bench.clock.sleep(DWELL)
            source.pressure()
            gauge.before_tap()
            found.append((target, gauge.after_tap().value))
        source.vent()
    source.make_safe()
    return found


if __name__ == "__main__":
    began = time.perf_counter()
    with open_bench(load_bench(ROOT / "config/benches/gauge.toml"), subject=GAUGE, seed=1) as opened:
        shown = two_hours(opened)
        bench_seconds = opened.clock.elapsed()
    wall = time.perf_counter() - began
    speed = float(bench_seconds) / wall
    print(f"{len(shown)} points, {bench_seconds} s at the bench in {wall:.2f} s: {speed:.0f} times as fast")
