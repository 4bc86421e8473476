"""Millions of samples in one store: how fast they become durable, how large they are, how long a question takes.

    python -m benchmarks.monitoring.months [MILLIONS]

Quarters of 500 meters, a transaction for each round; then a day of one meter, the state of all, and the same as Parquet
files by month, asked with DuckDB.
"""

import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from benchmarks.monitoring.bench import cpu, resident, written
from monitoring.monitor_file import load_monitor
from monitoring.reading import values
from monitoring.sample import Sample
from monitoring.store import SampleStore
from services.monitoring.exporting import export_months
from services.monitoring.kept import states

METERS, BEGIN = 500, 1_767_196_800  # 2026-01-01 at the place


def main(millions: float = 1.0) -> None:
    import duckdb

    with tempfile.TemporaryDirectory() as where:
        path = written(Path(where), [f"socket://127.0.0.1:{4000 + n}" for n in range(20)], METERS // 20, "15min")
        file = load_monitor(path)
        store = SampleStore(file.database)
        points = file.points()
        store.begin("bench", file.monitor.zone, points, BEGIN)
        rounds = int(millions * 1e6) // METERS
        began, first, used = time.perf_counter(), resident(), cpu()
        for n in range(1, rounds + 1):
            at = BEGIN + 900 * n
            shown = [Decimal(100_000 + 977 * m + n * (5 + m % 37)).scaleb(-2) for m in range(METERS)]
            both = enumerate(zip(points, shown, strict=True))
            store.keep([Sample(p, at, v, "kWh", "good", at + m * 0.011) for m, (p, v) in both])
        wall, used = time.perf_counter() - began, cpu() - used
        size = file.database.stat().st_size
        print(
            f"{rounds * METERS} samples in {rounds} transactions: {wall / rounds * 1e3:.1f} ms each, of which "
            f"{used / rounds * 1e3:.1f} ms processor time"
        )
        print(f"{size / rounds / METERS:.0f} bytes each; {first:.0f} MB in memory, then {resident():.0f} MB")
        began, middle = time.perf_counter(), BEGIN + 900 * (rounds // 2)
        day = len(list(values(store, middle, middle + 86_400, meter="M-250")))
        print(f"a day of one meter ({day} samples): {(time.perf_counter() - began) * 1e3:.0f} ms")
        store.close()
        began = time.perf_counter()
        states(path, BEGIN + 900.0 * rounds)
        print(f"the state of {METERS} points: {time.perf_counter() - began:.1f} s")
        began, folder = time.perf_counter(), Path(where) / "months"
        found = export_months(path, folder, 0, 1e11)
        wall, size = time.perf_counter() - began, sum(p.stat().st_size for p in folder.iterdir())
        print(
            f"as {len(found)} Parquet files: {rounds * METERS / wall:.0f} a second, "
            f"{size / rounds / METERS:.1f} bytes each"
        )
        began = time.perf_counter()
        duckdb.sql(f"SELECT meter, max(number) - min(number) FROM '{folder}/*.parquet' GROUP BY meter").fetchall()  # noqa: S608
        print(f"the use of each meter over all of it, by DuckDB: {(time.perf_counter() - began) * 1e3:.0f} ms")


if __name__ == "__main__":
    main(*(float(word) for word in sys.argv[1:]))
