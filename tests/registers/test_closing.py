"""The end of a run and what it changes in the registers are one transaction."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection

from records.event import Event
from records.journal import Journal
from records.keys import StationKey
from records.ledger import Note
from records.register_changes import Reason
from records.verification import verify_store
from registers.book import Book
from registers.change import Change
from registers.instruments import INSTRUMENTS, Instrument
from registers.results import Result, record_result
from registers.verification import verify_registers

RESULT = Result(run="a", maker="某厂", model="Y-100", serial="1", on=date(2026, 11, 29), outcome="conform",
                stage="initial", verification=True, regulation="JJG 52-2013", verifier="V001", body="某院")  # fmt: skip


def writes(connection: Connection, *, entries: Sequence[Event]) -> Sequence[Note]:
    change = Change(connection, entries[-1].time, Reason("V001", "verified", "a"), {})
    record_result(change, RESULT)
    return change.notes()


def fails(connection: Connection, *, entries: Sequence[Event]) -> Sequence[Note]:
    writes(connection, entries=entries)
    raise RuntimeError("the power went off")


@pytest.fixture
def key_of_instrument(change: Callable[[Callable[[Change], Any]], Any]) -> str:
    made = Instrument(name="压力表", maker="某厂", model="Y-100", serial="1")
    return str(change(lambda c: c.add(INSTRUMENTS, made)))


def test_what_the_end_changes_is_written_with_it(book: Book, key: StationKey, key_of_instrument: str) -> None:
    journal = Journal(book.store, "a", key, at_end=writes)
    journal.append("opened", {})
    assert book.get(INSTRUMENTS, key_of_instrument).record.run == ""
    journal.append("closed", {})
    journal.close()
    assert book.get(INSTRUMENTS, key_of_instrument).record.run == "a"
    kinds = [kind for _, kind, *_ in book.store.ledger()]
    assert kinds[-2:] == ["closed", "registers"]
    assert verify_store(book.store).problems == []
    assert verify_registers(book.store) == []


def test_a_failure_leaves_the_run_open_and_the_registers_as_they_were(
    book: Book, key: StationKey, key_of_instrument: str
) -> None:
    journal = Journal(book.store, "a", key, at_end=fails)
    journal.append("opened", {})
    with pytest.raises(RuntimeError):
        journal.append("closed", {})
    journal.close()
    assert [e.kind for e in book.store.events("a")] == ["opened"]
    assert book.get(INSTRUMENTS, key_of_instrument).record.run == ""
    again = Journal(book.store, "a", key, book.store.events("a"), at_end=writes)
    again.append("closed", {})
    again.close()
    assert book.get(INSTRUMENTS, key_of_instrument).record.run == "a"
    assert verify_store(book.store).problems == []
