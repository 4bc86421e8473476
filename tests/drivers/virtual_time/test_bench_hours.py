"""Bench hours in virtual time: counted in the world's seconds."""

import importlib.util
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from drivers.bench import open_bench
from drivers.bench_file import BenchFile
from drivers.simulation.truth import pressure_in_line, violations

SPEC = importlib.util.spec_from_file_location(
    "steelyard_bench_hours", Path(__file__).parents[3] / "benchmarks/virtual_time/bench_hours.py"
)
assert SPEC is not None
hours: Any = importlib.util.module_from_spec(SPEC)
assert SPEC.loader is not None
SPEC.loader.exec_module(hours)
Shipped = Callable[[str], BenchFile]


def test_two_hours_at_a_bench(shipped: Shipped) -> None:
    """The clock lives through every second of it, the wall through none: the values are those of their moment."""
    with open_bench(shipped("gauge"), subject=hours.GAUGE, seed=1) as bench:
        readings = hours.two_hours(bench)
        assert bench.clock.elapsed() >= 7200
        assert bench.laboratory is not None
        assert violations(bench.laboratory) == []
        last = Decimal(repr(pressure_in_line(bench.laboratory.inventory, float(bench.clock.elapsed()))))
        assert abs(last) < Decimal("0.1")
    assert len(readings) == 48
    assert all(abs(shown - target) < Decimal("0.04") for target, shown in readings)


def test_the_same_seed_gives_the_same_hours(shipped: Shipped) -> None:
    found = []
    for seed in (1, 1, 2):
        with open_bench(shipped("gauge"), subject=hours.GAUGE, seed=seed) as bench:
            found.append((hours.two_hours(bench), bench.clock.elapsed(), bench.roles["room"].temperature()))  # type: ignore[attr-defined]
    assert found[0] == found[1]
    assert found[0] != found[2]
