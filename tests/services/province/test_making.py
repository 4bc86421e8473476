"""A demonstration province: whole, marked, the same for the same seed, and going on after it was stopped."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from records.errors import RecordsError
from records.schema import register_event
from records.store import Store
from registers.book import Book
from registers.instruments import INSTRUMENTS
from registers.verification import verify_registers
from registers.verifications import VERIFICATIONS
from services.province import making

DAY = date(2026, 11, 30)
RUN = re.compile(r"\d{8}-\d{6}-[0-9a-f]{7}")


def silent(part: str, done: int, of: int) -> None:
    """Nothing is shown."""


def events(folder: Path) -> Iterator[tuple[Any, ...]]:
    """What the registers hold; the name of a run is its time."""
    c = register_event.c
    with closing(Store(str(folder / making.STORE))) as store, store.engine.connect() as connection:
        query = select(c.register, c.key, c.version, c.time, c.before, c.after).order_by(c.change, c.place)
        for row in connection.execute(query):
            yield tuple(RUN.sub("run", value) if isinstance(value, str) else value for value in row)


def test_a_start_goes_on_where_another_stopped(whole: Path, stopped: Path) -> None:
    with pytest.raises(RecordsError, match="--seed 3"):
        making.make(stopped, 4, "small", DAY, silent)
    making.make(stopped, 3, "small", date(2026, 12, 24), silent)
    assert list(events(whole)) == list(events(stopped))
    with closing(Store(str(stopped / making.STORE))) as store:
        assert not verify_registers(store)
    with pytest.raises(RecordsError, match="complete province"):
        making.make(stopped, 3, "small", DAY, silent)


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(RecordsError, match="not an empty folder"):
        making.make(tmp_path, 3, "small", DAY, silent)


def test_every_row_says_that_it_is_simulated(whole: Path) -> None:
    for register, key, version, _, _, after in events(whole):
        real = register == "catalogue" or (register == "division" and len(key) <= 4)
        marked = any(mark in f"{key} {after}" for mark in ("模拟", "SIM-", '"simulated":true'))
        assert real or marked or version > 1, (register, key, after)


def test_a_run_stands_behind_the_instrument_and_the_verification_that_name_it(whole: Path) -> None:
    with closing(Store(str(whole / making.STORE))) as store:
        book, runs = Book(store), {line.run: line.outcome for line in store.runs()}
        of_runs = [r for r in book.rows(VERIFICATIONS) if r.key in runs]
        assert {r.key: r.record.outcome for r in of_runs} == runs
        assert all(r.record.simulated for r in of_runs)
        left = [r for r in of_runs if r.record.as_left]
        held = [(r, book.get(INSTRUMENTS, r.record.instrument).record) for r in left]
        assert all((h.run == r.key) == (h.verified_on == r.record.on) for r, h in held)
        assert any(h.run for _, h in held)
