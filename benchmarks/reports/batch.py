"""The documents of many runs in processes side by side, as `steelyard report` makes them.

python -m benchmarks.reports.batch [RUNS]
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from reports.documents import write_documents
from sequencer.processes import processes
from tests.reports.examples import example_run


def one(place: tuple[str, int]) -> int:
    """Documents of a run under a name of its own; returns the largest memory of the process so far, MB."""
    folder, n = place
    events = [event._replace(run=f"20261123-070000-{n:07d}") for event in example_run("JJG 52")]
    for path in write_documents(events, Path(folder)):
        path.unlink()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(runs: int = 1000) -> None:
    """Print documents per second, and memory after each tenth."""
    with tempfile.TemporaryDirectory() as folder, processes(os.cpu_count() or 1) as pool:
        began, most = time.perf_counter(), 0
        for n, memory in enumerate(pool.map(one, [(folder, n) for n in range(runs)]), 1):
            most = max(most, memory)
            if n % max(runs // 10, 1) == 0:
                print(f"{n:6d} runs, {time.perf_counter() - began:7.1f} s, largest process {most} MB", flush=True)
        speed, count = runs / (time.perf_counter() - began), os.cpu_count()
        print(f"{speed:.1f} runs a second, four documents each, {count} processors")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
