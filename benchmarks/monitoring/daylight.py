"""A hundred million samples in files by month, and how long questions take.

    python -m benchmarks.monitoring.daylight [MILLIONS [FOLDER]]

Quarters of 500 meters in files as `steelyard monitor archive` writes them, made by columns and not through a store;
then questions by DuckDB, and a day of one meter as every service reads it. Processor time; wall time in brackets.
"""

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.monitoring.bench import cpu, resident
from monitoring.archive_files import GROUP, read_month
from monitoring.archive_rows import ENCODED, schema

METERS, STEP = 500, 900
QUESTIONS = {
    "the use of each meter over all of it": "SELECT meter, max(number) - min(number) FROM samples GROUP BY meter",
    "a day of one meter": "SELECT instant, value FROM samples WHERE meter = 'M-250' AND instant >= '2016-03-05' "
    "AND instant < '2016-03-06' ORDER BY instant",
    "samples by month and flag": "SELECT date_trunc('month', instant), flag, count(*) FROM samples GROUP BY 1, 2",
    "the largest quarter of each meter": "SELECT meter, max(step) FROM (SELECT meter, number - lag(number) OVER "
    "(PARTITION BY meter ORDER BY instant) AS step FROM samples) GROUP BY meter",
}


def month(path: Path, begin: datetime, end: datetime, first: int) -> int:
    """Write a month; returns how many samples it has."""
    instants = np.arange(int(begin.timestamp()), int(end.timestamp()), STEP, dtype=np.int64)
    count = len(instants)
    with pq.ParquetWriter(path, schema(), **ENCODED) as writer:
        together = GROUP // METERS
        for low in range(0, count, together):
            part = instants[low : low + together]
            writer.write_table(_rows(np.arange(METERS), part, first))
            first += METERS * len(part)
    return METERS * count


def _rows(meters: Any, instants: Any, first: int) -> pa.Table:
    count, size = len(instants), len(meters) * len(instants)
    number = np.repeat(meters, count)
    at = np.tile(instants, len(meters))
    shown = 100_000 + 977 * number + (at - 1_420_000_000) // STEP * (5 + number % 37)
    words = pa.array([f"M-{m}" for m in range(METERS)])
    given: dict[str, Any] = {
        "seq": np.arange(first, first + size), "point": number + 1,
        "meter": pa.DictionaryArray.from_arrays(pa.array(number, pa.int32()), words), "seconds": at,
        "taken_ms": at * 1000 + number * 11, "value": pa.array([f"{n // 100}.{n % 100:02d}" for n in shown.tolist()]),
        "instant": pa.array(at).cast(pa.timestamp("s", tz="UTC")), "number": shown / 100.0,
        "simulated": np.zeros(size, dtype=bool),
    }  # fmt: skip
    same = {
        "quantity": "active_energy_import", "period": "15min", "unit": "kWh", "flag": "good", "entry": "automatic",
        "certificate": "DN-2026-0001", "valid_from": "2015-01-01", "valid_until": "2027-01-01", "entered_by": "",
    }  # fmt: skip
    zero = pa.array(np.zeros(size, dtype=np.int32))
    given |= {name: pa.DictionaryArray.from_arrays(zero, pa.array([word])) for name, word in same.items()}
    given["skew_s"] = pa.DictionaryArray.from_arrays(zero, pa.array(["0.0"]))
    return pa.table([given[name] for name in schema().names], schema=schema())


def main(millions: float = 100.0, folder: str = "") -> None:
    with tempfile.TemporaryDirectory() as where:
        place = Path(folder or where)
        place.mkdir(exist_ok=True)
        began, used, total = time.perf_counter(), cpu(), 0
        begin = datetime(2016, 1, 1, tzinfo=UTC)
        while total < millions * 1e6:
            end = (begin + timedelta(days=32)).replace(day=1)
            total += month(place / f"{begin:%Y-%m}.parquet", begin, end, total + 1)
            begin = end
        files = sorted(place.glob("*.parquet"))
        size = sum(f.stat().st_size for f in files)
        print(f"{total} samples in {len(files)} files, {size / 1e6:.0f} MB, {size / total:.1f} bytes each; "
              f"made in {cpu() - used:.0f} s ({time.perf_counter() - began:.0f} s)", flush=True)  # fmt: skip
        with duckdb.connect() as asked:
            asked.execute("SET TimeZone = 'UTC'")
            asked.execute(f"CREATE VIEW samples AS SELECT * FROM read_parquet('{place}/*.parquet')")  # noqa: S608
            for what, question in QUESTIONS.items():
                began, used = time.perf_counter(), cpu()
                rows = len(asked.execute(question).fetchall())
                took = f"{cpu() - used:.2f} s ({time.perf_counter() - began:.2f} s)"
                print(f"{what}: {rows} rows, {took}; {resident():.0f} MB", flush=True)
        day = datetime(2016, 3, 5, tzinfo=UTC).timestamp()
        began, used = time.perf_counter(), cpu()
        found = sum(1 for _ in read_month(place / "2016-03.parquet", day, day + 86_400, meter="M-250"))
        took = f"{cpu() - used:.2f} s ({time.perf_counter() - began:.2f} s)"
        print(f"a day of one meter as services read it: {found} rows, {took}")


if __name__ == "__main__":
    main(*(float(word) for word in sys.argv[1:2]), *sys.argv[2:3])
