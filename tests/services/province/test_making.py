"""A demonstration province: whole, marked, the same for the same seed, and going on after it was stopped."""

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
from registers.verification import verify_registers
from services.province import making
from services.province.size import SIZES, Size

DAY = date(2026, 11, 30)
TINY = Size(150, 1, 1, 30, 20, 2)


class Stopped(Exception):
    """The process ends here."""


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIZES, "small", TINY)


def silent(part: str, done: int, of: int) -> None:
    """Nothing is shown."""


def stopping(part: str, done: int, of: int) -> None:
    if (part, done) == ("year", 200):
        raise Stopped


def events(folder: Path) -> Iterator[tuple[Any, ...]]:
    """What the registers hold, without what differs between two runs on a bench."""
    c = register_event.c
    with closing(Store(str(folder / making.STORE))) as store, store.engine.connect() as connection:
        query = select(c.register, c.key, c.version, c.time, c.before, c.after).order_by(c.change, c.place)
        yield from (tuple(row) for row in connection.execute(query))


def test_a_start_goes_on_where_another_stopped(tmp_path: Path) -> None:
    making.make(tmp_path / "whole", 3, "small", DAY, silent)
    with pytest.raises(Stopped):
        making.make(tmp_path / "stopped", 3, "small", DAY, stopping)
    making.make(tmp_path / "stopped", 3, "small", date(2026, 12, 24), silent)
    assert list(events(tmp_path / "whole")) == list(events(tmp_path / "stopped"))
    with closing(Store(str(tmp_path / "stopped" / making.STORE))) as store:
        assert not verify_registers(store)


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "thesis.txt").write_text("mine")
    with pytest.raises(RecordsError, match="not an empty folder"):
        making.make(tmp_path / "there", 3, "small", DAY, silent)
    with pytest.raises(Stopped):
        making.make(tmp_path / "stopped", 3, "small", DAY, stopping)
    with pytest.raises(RecordsError, match="--seed 3"):
        making.make(tmp_path / "stopped", 4, "small", DAY, silent)


def test_every_row_says_that_it_is_simulated(tmp_path: Path) -> None:
    making.make(tmp_path / "p", 3, "small", DAY, silent)
    for register, key, version, _, _, after in events(tmp_path / "p"):
        real = register == "catalogue" or (register == "division" and len(key) <= 4)
        marked = any(mark in f"{key} {after}" for mark in ("模拟", "SIM-", '"simulated":true', "simulated"))
        assert real or marked or version > 1, (register, key, after)
