"""Clerks and benches that change the same registers at the same time: no edit is lost, no number is given twice.

python -m benchmarks.registers.together STORE --people 20 --seconds 120
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from records.keys import station_key
from records.register_changes import Reason
from records.store import Store
from records.verification import verify_store
from registers.book import Book
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import ORGANISATIONS, Organisation
from registers.results import Result, record_result
from registers.steps import new_order
from registers.verification import verify_registers
from registers.verifications import VERIFICATIONS
from registers.work import JOBS, Job, Order

if TYPE_CHECKING:
    from records.ledger import Signer
    from registers.change import Change

SHARED = 10
LEAST = 6
"""What each does at least, however slow the computer is."""
DAY = date(2026, 11, 23)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("store")
    words.add_argument("--people", type=int, default=20)
    words.add_argument("--seconds", type=float, default=120)
    given = words.parse_args()
    for name, value in together(given.store, given.people, given.seconds).items():
        print(f"{name:40} {value}")


def together(url: str, people: int, lasting: float) -> dict[str, int]:
    """Change registers from many threads, each with a store of its own; counts by name, once all was checked."""
    key, book = station_key(), Book(Store(url))

    def begin(c: Change) -> None:
        c.add(ORGANISATIONS, Organisation(name="某单位"), "U1")
        c.put_many(INSTRUMENTS, [(f"S{n}", Instrument(name="表", serial=f"S{n}", life_years=0)) for n in range(SHARED)])

    book.change(key, Reason("bench", "begin"), begin)
    end = time.monotonic() + lasting
    with ThreadPoolExecutor(people) as pool:
        done = sum(pool.map(lambda n: _work(url, key, n, end), range(people)), Counter[str]())
    counted = sum(row.record.life_years for row in book.rows(INSTRUMENTS, lambda c: c.key.startswith("S")))
    assert counted == done["edits"], (counted, done)
    orders = sorted(int(row.key.split("/")[0].split("-")[1]) for row in book.rows(JOBS))
    assert orders == list(range(1, done["orders"] + 1)), "an order number was given twice, or left out"
    assert book.count(VERIFICATIONS) == done["orders"]
    assert verify_registers(book.store) == []
    found = verify_store(book.store)
    assert found.problems == [], found.problems
    return {**done, "events": len(book.store.ledger())}


def _work(url: str, key: Signer, person: int, end: float) -> Counter[str]:
    """A clerk counts up in rows that all share, or takes in an instrument; a bench writes its result."""
    book, of, done = Book(Store(url)), random.Random(person), Counter[str]()
    while done.total() < LEAST or time.monotonic() < end:
        if of.random() < 0.5:
            row = f"S{of.randrange(SHARED)}"
            book.change(key, Reason(f"P{person}", "counted"), lambda c, row=row: _count(c, row))
            done["edits"] += 1
            continue
        serial = f"{person}-{done['orders']}"

        def take_in(c: Change, serial: str = serial) -> str:
            instrument = c.add(INSTRUMENTS, Instrument(name="表", serial=serial))
            return new_order(c, Order(client="U1", received=DAY), [Job(instrument=instrument)])

        order = book.change(key, Reason(f"P{person}", "received"), take_in)
        result = result_of(serial, order)
        book.change(key, Reason(f"P{person}", "verified"), lambda c, result=result: record_result(c, result))
        done["orders"] += 1
    book.store.close()
    return done


def _count(change: Change, row: str) -> None:
    before = change.get(INSTRUMENTS, row).record
    change.put_many(INSTRUMENTS, [(row, replace(before, life_years=before.life_years + 1))])


def result_of(serial: str, order: str) -> Result:
    """What a run found."""
    return Result(run=f"R-{serial}", maker="", model="", serial=serial, on=DAY, outcome="conform", verification=True,
                  regulation="JJG 52-2013", stage="initial", verifier="V001", body="", order=order)  # fmt: skip


if __name__ == "__main__":
    main()
