"""Benches around a composed unit, opened as a run opens them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from drivers.bench import open_bench
from drivers.bench_file import BenchFile

PERSON = "simulated_person"


def bench_file(unit: str, roles: Mapping[str, Any], defect: str = "", **simulation: Any) -> BenchFile:
    """A bench with one sample, `S1`, in its store room."""
    samples = [{"serial": "S1", "defect": defect}]
    table = {"unit": unit, "samples": samples, **simulation}
    return BenchFile.model_validate({"name": unit, "roles": roles, "simulation": table})


@contextmanager
def opened(
    unit: str, roles: Mapping[str, Any], defect: str = "", plate: Mapping[str, Any] | None = None, **simulation: Any
) -> Iterator[Any]:
    """The bench, open, with the sample under test."""
    file = bench_file(unit, roles, defect, **simulation)
    with open_bench(file, subject={"serial": "S1", **(plate or {})}, seed=1) as bench:
        yield bench
