"""What a search over an index of a million readings costs, without writing the journals of ten thousand runs first.

    python -m benchmarks.suspicious.index [RUNS] [READINGS] [FOLDER]

Rows of the index are made from readings as a journal would give them, and put into the file beside the store.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import process_time

from msgspec import structs

from benchmarks.suspicious.bench import Writer
from records.store import Store
from services.suspicious_data.readings_index import OtherRuns, compared_runs, row_of
from services.suspicious_data.record_readings import Reading, RunReadings
from services.suspicious_data.suspicious import search

INSERT = "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def made(pattern: RunReadings, n: int, errors: list[int]) -> RunReadings:
    """The readings of one run."""
    now = datetime.now(UTC)
    readings = []
    for at, error in enumerate(errors, 1):
        point = Decimal(at) / 10
        value = point + Decimal(error) / 100
        address = f"indication/up/{point}MPa/before"
        readings.append(Reading(address, str(value), value, "operator", now, error == 0, Decimal(error) / 100))
    return structs.replace(
        pattern, run=f"20260101-{n:06d}-000aaaa", subject=structs.replace(pattern.subject, serial=f"S{n}"),
        readings=tuple(readings),
    )  # fmt: skip


def main(runs: int, points: int, folder: Path) -> None:
    """Measure once."""
    url = str(folder / "runs.sqlite")
    store = Store(url, "NORMAL")
    writer = Writer(store, points)
    writer.write(runs + 10, writer.errors())
    (pattern,) = [row.readings for row in compared_runs(store)]
    honest = [writer.errors() for _ in range(runs)]
    forged = [honest[10], [e + 3 for e in honest[20]], honest[30][: points // 2] + writer.errors()[points // 2 :]]
    begun = process_time()
    with closing(sqlite3.connect(f"{url}.readings", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.executemany(INSERT, (row_of(made(pattern, n, e)) for n, e in enumerate([*honest, *forged])))
        connection.execute("COMMIT")
    print(f"{runs + len(forged) + 1} rows made: {process_time() - begun:.1f} s")
    begun = process_time()
    found = search(url)
    print(f"search of {found.readings} readings: {process_time() - begun:.2f} s")
    for suspicion in found.found:
        if suspicion.alert.kind == "copied":
            print(f"  {suspicion.run} {suspicion.alert.saw.en} {suspicion.compare}")
    begun = process_time()
    OtherRuns(store).of(pattern.regulation, "3")
    print(f"200 earlier runs for one document, from the index: {process_time() - begun:.3f} s")
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as place:
        arguments = [int(a) for a in sys.argv[1:3]]
        main(*(arguments + [10_000, 100][len(arguments) :]), Path(place))
