"""Millions of samples in one store: how fast they become durable, what memory that takes, how long a question takes.

    python -m benchmarks.monitoring.months [MILLIONS]

Quarters of 500 meters, a transaction for each round, memory looked at ten times; then a day of one meter, the state of
all, the oldest month moved into its file, and a question by DuckDB over file and store. Figures are processor time;
wall time in brackets.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from benchmarks.monitoring.bench import cpu, resident, written
from monitoring.archive import due, move
from monitoring.monitor_file import load_monitor
from monitoring.reading import values
from monitoring.sample import Sample
from monitoring.store import SampleStore
from services.monitoring.archiving import ask
from services.monitoring.kept import states

METERS, BEGIN = 500, 1_767_196_800  # 2026-01-01 at the place
QUESTION = "SELECT meter, max(number) - min(number) AS used FROM samples GROUP BY meter"


@contextmanager
def told(what: str) -> Iterator[None]:
    wall, used = time.perf_counter(), cpu()
    yield
    print(f"{what}: {cpu() - used:.2f} s ({time.perf_counter() - wall:.2f} s); {resident():.0f} MB", flush=True)


def main(millions: float = 1.0) -> None:
    with tempfile.TemporaryDirectory() as where:
        path = written(Path(where), [f"socket://127.0.0.1:{4000 + n}" for n in range(20)], METERS // 20, "15min")
        file = load_monitor(path)
        store = SampleStore(file.database)
        points = file.points()
        store.begin("bench", file.monitor.zone, points, BEGIN)
        rounds = int(millions * 1e6) // METERS
        memory = [resident()]
        began, used = time.perf_counter(), cpu()
        for n in range(1, rounds + 1):
            at = BEGIN + 900 * n
            shown = [Decimal(100_000 + 977 * m + n * (5 + m % 37)).scaleb(-2) for m in range(METERS)]
            both = enumerate(zip(points, shown, strict=True))
            store.keep([Sample(p, at, v, "kWh", "good", at + m * 0.011) for m, (p, v) in both])
            if n % max(1, rounds // 10) == 0:
                memory.append(resident())
        wall, used, size = time.perf_counter() - began, cpu() - used, file.database.stat().st_size
        print(
            f"{rounds * METERS} samples in {rounds} transactions: {used / rounds * 1e3:.1f} ms of processor time each "
            f"({wall / rounds * 1e3:.1f} ms), {size / rounds / METERS:.0f} bytes of disk a sample"
        )
        print("memory, MB:", " ".join(f"{mb:.0f}" for mb in memory), flush=True)
        middle = BEGIN + 900 * (rounds // 2)
        with told("a day of one meter"):
            list(values(store, middle, middle + 86_400, meter="M-250"))
        with told(f"the state of {METERS} points"):
            states(path, BEGIN + 900.0 * rounds)
        if months := due(store, file, BEGIN + 900.0 * rounds + 86_400 * 31, None):
            with told(f"{months[0].month} moved into its file"):
                moved = move(store, months[0], time.time())
            print(f"{moved.rows} samples, {moved.path.stat().st_size / moved.rows:.1f} bytes each")
            with told("a day of one meter from the file"):
                list(values(store, months[0].begin + 86_400, months[0].begin + 2 * 86_400, meter="M-250"))
        store.close()
        with told("the use of each meter in January, by DuckDB over file and store"):
            ask(path, QUESTION, BEGIN, BEGIN + 31 * 86_400)


if __name__ == "__main__":
    main(*(float(word) for word in sys.argv[1:]))
