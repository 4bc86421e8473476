"""Addresses of stores: paths as they stand, URLs without their passwords, and what cannot be reached."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from records.address import parse
from records.errors import StoreError
from records.journal import Journal
from records.keys import StationKey
from records.store import Store

SECRET = "s3cr3t-w0rd"  # noqa: S105  nobody's


@pytest.mark.parametrize("name", ["runs%20of.sqlite", "a?b", "a#b c", "压力.sqlite", "x@y:z"])
def test_a_path_is_taken_as_it_stands(tmp_path: Path, key: StationKey, name: str) -> None:
    store = Store(str(tmp_path / name))
    journal = Journal(store, "a", key)
    journal.append("opened", {})
    journal.close()
    store.close()
    assert (tmp_path / name).is_file()
    assert Store(str(tmp_path / name), read_only=True).names() == ["a"]


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://op:{SECRET}@127.0.0.1:1/runs",
        f"postgresql+psycopg://op:{SECRET}@127.0.0.1:1/runs",
        f"postgresql://127.0.0.1:1/runs?user=op&password={SECRET}",
        f"mysql://op:{SECRET}@127.0.0.1/runs",
        f"oracle+nothing://op:{SECRET}@127.0.0.1/runs",
        f"postgresql://op:{SECRET}@127.0.0.1:port/runs",
        f"nonsense://op:{SECRET}@@/",
    ],
)
def test_no_password_is_shown_and_the_failure_is_one_error(address: str) -> None:
    with pytest.raises(StoreError) as refused:
        Store(address)
    assert SECRET not in str(refused.value)


def test_a_driver_that_is_named_otherwise_is_ours() -> None:
    assert parse("postgresql://h/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "change",
    ["UPDATE block SET seq = 'x'", "UPDATE block SET entries = x'00ff'", "UPDATE block SET prev = 7",
     "UPDATE block SET run = x'00'"],
)  # fmt: skip
def test_a_store_with_a_wrong_type_in_a_column(tmp_path: Path, key: StationKey, change: str) -> None:
    path = tmp_path / "runs.sqlite"
    store = Store(str(path))
    journal = Journal(store, "a", key)
    journal.append("opened", {})
    journal.close()
    with closing(sqlite3.connect(path)) as there:
        there.execute("DROP TRIGGER block_no_update")
        there.execute(change)
        there.commit()
    for read in (store.runs, lambda: store.events(store.names()[0]), lambda: store.find("last")):
        try:
            read()
        except StoreError:
            continue


def test_a_folder_that_may_not_be_written_is_read(
    tmp_path: Path, key: StationKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(str(tmp_path / "runs.sqlite"))
    journal = Journal(store, "a", key)
    journal.append("opened", {})
    journal.close()
    store.close()
    monkeypatch.setattr("os.access", lambda *_: False)  # root is refused nothing
    found = Store(str(tmp_path / "runs.sqlite"), read_only=True)
    assert found.names() == ["a"]
    found.close()
    assert not list(tmp_path.glob("*-shm"))
