"""How long others wait for the store while a large table is imported: a clerk edits a row every half second meanwhile.

python -m benchmarks.registers.lock --rows 1000000 [--store postgresql://…]
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.registers.generated import instruments
from records.errors import RecordsError
from records.keys import station_key
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.contents import REGISTERS
from registers.organisations import ORGANISATIONS, Organisation
from registers.record import to_fields
from services.register.tables import import_table

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

PAUSE = 0.5
FIELDS = ("name", "maker", "model", "serial", "code", "division", "domain", "mode", "accuracy_class", "verified_on",
          "valid_until", "result", "life_years", "status")  # fmt: skip


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=100_000)
    words.add_argument("--store", default="")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.rows, given.store or f"{folder}/r.sqlite", Path(folder))


def measure(count: int, url: str, folder: Path) -> None:
    """Import new rows, then the same with a change in each."""
    book = Book(Store(url, "NORMAL"))
    book.change(station_key(), Reason("bench", "begin"), lambda c: c.add(ORGANISATIONS, Organisation(name="某"), "U1"))
    book.store.close()
    for name, model in (("new", ""), ("changed", "-B")):
        path = table(folder / f"{name}.csv", count, model)
        waits, refused, took, processor = imported(url, path)
        print(
            f"{count} {name} rows: {took:.1f} s, {processor:.1f} s of processor; edits of others {len(waits)}, refused "
            f"{refused}; longest wait {max(waits, default=0):.1f} s, median {sorted(waits)[len(waits) // 2]:.3f} s"
        )


def table(path: Path, count: int, model: str) -> Path:
    """A table of instruments; `model` is added to that of each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(["key", *FIELDS])
        for key, record in instruments(count):
            fields: dict[str, Any] = to_fields(record)
            fields["model"] += model
            write.writerow([key, *(fields.get(name, "") for name in FIELDS)])
    return path


def imported(url: str, path: Path) -> tuple[list[float], int, float, float]:
    """Import a table while another process edits a row; waits of the edits, refusals, seconds, seconds of processor."""
    there = multiprocessing.get_context("spawn")
    ended, found = there.Event(), there.SimpleQueue()
    clerk = there.Process(target=edit, args=(url, ended, found))
    clerk.start()
    found.get()  # it has begun
    begin, processor = time.perf_counter(), time.process_time()
    report = import_table(url, REGISTERS["instrument"], path, source="", columns=[], dry_run=False, by="bench",
                          why="", progress=lambda _step, _done: None)  # fmt: skip
    took, processor = time.perf_counter() - begin, time.process_time() - processor
    assert not report.count, report.problems[:3]
    ended.set()
    waits, refused = found.get()
    clerk.join()
    return waits, refused, took, processor


def edit(url: str, ended: Event, found: Any) -> None:
    """Edit a row again and again, as a clerk or a run that closes does."""
    book, waits, refused, number = Book(Store(url)), list[float](), 0, 0
    found.put(None)
    while not ended.is_set():
        number, begin = number + 1, time.perf_counter()
        text = str(number)
        try:
            book.change(
                station_key(), Reason("clerk", "edit"), lambda c, t=text: c.edit(ORGANISATIONS, "U1", contact=t)
            )
        except RecordsError:
            refused += 1
        waits.append(time.perf_counter() - begin)
        time.sleep(PAUSE)
    found.put((waits, refused))


if __name__ == "__main__":
    main()
