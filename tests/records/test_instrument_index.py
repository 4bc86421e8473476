"""The index of instruments follows the ledger, and is built again where it cannot."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert

from records.entries import Subject
from records.errors import Damaged
from records.instrument_index import SUFFIX, runs_of, runs_of_form
from records.journal import Journal
from records.ledger import Signer
from records.store import Store
from tests.real_runs import setup_of

ONE = ("M", "A", "1")


def body_of(subject: tuple[str, str, str]) -> dict[str, Any]:
    """The subject of a shipped set-up, with another maker, model and serial number."""
    stated = setup_of("JJG 52").opened.body()["subject"]
    return {**stated, **dict(zip(("maker", "model", "serial"), subject, strict=True))}


def opened(store: Store, key: Signer, run: str, subject: tuple[str, str, str], **more: Any) -> None:
    journal = Journal(store, run, key)
    journal.append("opened", {**setup_of("JJG 52").opened.body(), "subject": body_of(subject), **more})
    journal.close()


def names(store: Store, subject: tuple[str, str, str] = ONE) -> list[str]:
    return [line.run for line in runs_of(store, convert(body_of(subject), Subject))]


def test_it_follows_the_store_run_by_run(tmp_path: Path, key: Signer) -> None:
    store = Store(str(tmp_path / "s.sqlite"))
    assert names(store) == []
    opened(store, key, "r1", ONE)
    assert names(store) == ["r1"]
    opened(store, key, "r2", ("m", " A", "1 "), form={"number": "F1", "sha256": "0"})
    opened(store, key, "r3", ("M", "A", "2"))
    assert names(store) == ["r1", "r2"]
    assert [line.run for line in runs_of_form(store, "F1")] == ["r2"]


@pytest.mark.parametrize(
    ("subject", "same"),
    [
        (("MM", "AA", "WM-2026 0001"), True),
        (("MM", "AA", "ＷＭ–2026\u200b0001"), True),  # full-width letters, a dash, a character that nobody sees
        (("MM Ltd", "AA", "wm-20260001"), True),  # the maker abbreviated
        (("MM", "AA (new)", "WM-20260001"), True),
        (("NN", "AA", "WM-20260001"), False),  # two makers count from 1
        (("MM", "BB", "WM-20260001"), False),  # and one maker for each model
        (("MM", "AA", "WM-20260002"), False),
    ],
)
def test_another_spelling_is_no_other_instrument(
    tmp_path: Path, key: Signer, subject: tuple[str, str, str], same: bool
) -> None:
    store = Store(str(tmp_path / "s.sqlite"))
    opened(store, key, "r1", ("MM", "AA", "WM-20260001"))
    assert names(store, subject) == (["r1"] if same else [])


@pytest.mark.parametrize("spoil", ["lost", "garbage", "other version", "other store"])
def test_it_is_built_again(tmp_path: Path, key: Signer, spoil: str) -> None:
    path = tmp_path / "s.sqlite"
    store, file = Store(str(path)), Path(f"{path}{SUFFIX}")
    opened(store, key, "r1", ONE)
    assert names(store) == ["r1"]
    if spoil == "lost":
        file.unlink()
    elif spoil == "garbage":
        file.write_bytes(b"no database" * 999)
    else:
        with sqlite3.connect(file) as index:
            index.execute("PRAGMA user_version = 99" if spoil == "other version" else "UPDATE ledger SET hash = 'x'")
            index.execute("DELETE FROM run")
    opened(store, key, "r2", ONE)
    assert names(store) == ["r1", "r2"]


def test_a_run_that_cannot_be_read_is_not_passed_over(tmp_path: Path, key: Signer) -> None:
    path = tmp_path / "s.sqlite"
    store = Store(str(path))
    opened(store, key, "r1", ONE)
    with sqlite3.connect(path) as database:
        database.execute("DROP TRIGGER block_no_update")
        database.execute("UPDATE block SET entries = replace(entries, '\"1\"', '\"9\"')")
    with pytest.raises(Damaged):
        names(store)
