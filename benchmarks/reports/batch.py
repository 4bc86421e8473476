"""The documents of many runs in processes side by side, as `steelyard report` makes them.

python -m benchmarks.reports.batch [RUNS] [REGULATION]
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.reports.page import used
from reports.documents import write_documents
from sequencer.processes import processes
from tests.reports.examples import example_run


def one(place: tuple[str, int, str]) -> tuple[int, int, float]:
    """Documents of a run under a name of its own; the process, its largest memory, MB, and its processor time, s."""
    folder, n, regulation = place
    run = example_run(regulation)
    began = used()
    events = [event._replace(run=f"20261123-070000-{n:07d}") for event in run]
    for path in write_documents(events, Path(folder)):
        path.unlink()
    return os.getpid(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, (used() - began) / 1000


def main(runs: int = 1000, regulation: str = "JJG 52") -> None:
    """Print documents per second, and memory after each tenth."""
    with tempfile.TemporaryDirectory() as folder, processes(os.cpu_count() or 1) as pool:
        began, most, spent = time.perf_counter(), 0, 0.0
        took: dict[int, int] = {}
        for n, (process, memory, used_here) in enumerate(
            pool.map(one, [(folder, n, regulation) for n in range(runs)]), 1
        ):
            most, spent, took[process] = max(most, memory), spent + used_here, took.get(process, 0) + 1
            if n % max(runs // 10, 1) == 0:
                wall = time.perf_counter() - began
                print(
                    f"{n:6d} runs, wall {wall:7.1f} s, processor {spent:7.1f} s, largest process {most} MB", flush=True
                )
        speed = runs / (time.perf_counter() - began)
        print(
            f"{speed:.1f} runs a second on the wall, {1000 * spent / runs:.0f} ms of processor a run of four documents"
        )
        print("runs of each process:", *took.values())


if __name__ == "__main__":
    main(*(int(word) if word.isdigit() else word for word in sys.argv[1:]))  # type: ignore[arg-type]
