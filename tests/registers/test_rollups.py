"""Roll-ups by DuckDB over files give what the store gives: of any groups, day and time, after any change."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.keys import station_key
from records.register_changes import Reason
from records.store import Store
from registers import rates, rollup_engine, rollup_files
from registers.book import Book, now
from registers.change import Change
from registers.codes import LEVELS
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import ORGANISATIONS, Organisation
from registers.rate_groups import DIMENSIONS, Choice
from registers.rollup_engine import Engine, rolling
from registers.rollup_files import folder_of, newest, write
from registers.verifications import VERIFICATIONS, Verification

DAY = date(2026, 11, 23)
USERS = ("U'1", "U%2")
Made = tuple[Book, list[str]]


def instruments(of: Random, keys: range) -> list[tuple[str, Instrument]]:
    stopped = {"status": "stopped", "status_reason": "搬迁", "status_since": DAY}
    found = []
    for n in keys:
        on = of.choice([None, DAY - timedelta(days=of.randrange(800))])
        fields: dict[str, Any] = {
            "mode": of.choice(["periodic", "first-only", "rotation", ""]), "domain": of.choice(["trade", "safety", ""]),
            "division": of.choice(["530102001", "530103002", "532901", ""]), "owner": of.choice(["", *USERS]),
            "accuracy_class": of.choice(["1.6", ""]), "verified_on": on, "life_years": of.choice([0, 6]),
            "valid_until": on and on + timedelta(days=364),
            "result": of.choice(["conform", "not_conform"] if on else [""]),
            **of.choice([{}, {}, stopped]),
        }  # fmt: skip
        found.append((f"I{n}", Instrument(name="表", serial=str(n), **fields)))
    return found


def verifications(of: Random, keys: range) -> list[tuple[str, Verification]]:
    return [
        (f"R{n}", Verification(
            instrument=f"I{of.randrange(60)}", on=DAY - timedelta(days=of.randrange(400)),
            campaign=of.choice(["", "x'%y"]),
            outcome=of.choice(["conform", "not_conform"]), as_found=of.random() < 0.7, as_left=of.random() < 0.7,
            simulated=of.random() < 0.1, domain=of.choice(["trade", ""]), division=of.choice(["530102", "5329", ""]),
        )) for n in keys
    ]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A store whose files are older than it: rows were added, changed and removed since."""
    folder, of = tmp_path_factory.mktemp("rollups"), Random(7)  # noqa: S311
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        book, times = Book(Store(str(folder / "r.sqlite"), "NORMAL")), []

        def change(work: Callable[[Change], object]) -> None:
            book.change(station_key(), Reason("C", "x"), work)
            times.append(now())

        change(lambda c: c.put_many(ORGANISATIONS, [(key, Organisation(name="某单位")) for key in USERS]))
        change(lambda c: c.put_many(INSTRUMENTS, instruments(of, range(60))))
        change(lambda c: c.put_many(VERIFICATIONS, verifications(of, range(60))))
        change(lambda c: c.put_many(INSTRUMENTS, instruments(of, range(30, 70))))
        write(book.store, folder_of(book.store))
        change(lambda c: c.put_many(INSTRUMENTS, instruments(of, range(50, 90))))
        change(lambda c: c.put_many(VERIFICATIONS, verifications(of, range(40, 80))))
        change(lambda c: [c.remove(VERIFICATIONS, f"R{n}") for n in range(5)])
        yield book, ["", *times]
        book.store.close()


@contextmanager
def without_files(store: Store) -> Iterator[Any]:
    with store.engine.connect() as connection:
        yield connection


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(sorted(DIMENSIONS)), max_size=3, unique=True), st.sampled_from(sorted(LEVELS.values())),
    st.sampled_from(["", "53", "5301", "530102"]), st.sampled_from(["", "x'%y"]), st.integers(0, 7),
    st.integers(0, 500),
)  # fmt: skip
def test_the_same_figures(
    made: Made, by: list[str], level: int, division: str, campaign: str, at: int, ago: int
) -> None:
    book, times = made
    time, on = times[at], DAY - timedelta(days=ago)
    of = Choice(tuple(by), level, division)

    def all_(connection: Any) -> list[Any]:
        return [
            rates.coverage(connection, on, time, of),
            rates.flow(connection, on - timedelta(days=200), on, time or times[-1], of),
            rates.passes(connection, on - timedelta(days=200), on, time, of._replace(campaign=campaign)),
        ]

    with rolling(book.store) as files, without_files(book.store) as plain:
        assert isinstance(files, Engine)
        assert all_(files) == all_(plain)


def test_figures_are_not_all_nothing(made: Made) -> None:
    with rolling(made[0].store) as files:
        (total,) = rates.coverage(files, DAY, "", Choice())
        (found, left), *_ = rates.passes(files, DAY - timedelta(days=200), DAY, "", Choice())
    assert 0 < total.part < total.whole
    assert 0 < found.part < found.whole != left.whole


def test_the_store_answers_where_files_do_not(made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = made[0].store
    with monkeypatch.context() as patch:
        patch.setattr(rollup_engine, "MOST_CHANGED", 10)
        with rolling(store) as engine:
            assert not isinstance(engine, Engine), "too much has changed"
    with monkeypatch.context() as patch:
        patch.setitem(__import__("sys").modules, "duckdb", None)
        with rolling(store) as engine:
            assert not isinstance(engine, Engine), "without DuckDB"
    kept = newest(folder_of(store))
    assert kept is not None
    ahead = kept.folder.with_name("99999")
    shutil.copytree(kept.folder, ahead)
    with rolling(store) as engine:
        assert not isinstance(engine, Engine), "the files are of a ledger that is longer"
    shutil.rmtree(ahead)
    with rolling(store) as engine:
        assert isinstance(engine, Engine)
    with monkeypatch.context() as patch:
        patch.setattr(rollup_files, "layout", lambda: "another")
        with rolling(store) as engine:
            assert not isinstance(engine, Engine), "another version wrote them"
        assert rollup_files.outdated(folder_of(store))
    assert not rollup_files.outdated(folder_of(store))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with rolling(store) as engine:
        assert not isinstance(engine, Engine), "nothing was prepared"
