"""A row is named by its key, or by what else it is known by."""

from collections.abc import Callable
from typing import Any

import pytest

from registers.book import Book
from registers.change import Change
from registers.errors import NotRegistered, RegistersError
from registers.instruments import INSTRUMENTS, Instrument
from services.register.book import named

Work = Callable[[Callable[[Change], Any]], Any]


def test_a_row_is_named_by_key_label_or_serial_number(book: Book, change: Work) -> None:
    def work(c: Change) -> None:
        c.add(INSTRUMENTS, Instrument(name="表", maker="甲", serial="7", code="PG-1"), "I1")
        c.add(INSTRUMENTS, Instrument(name="表", maker="乙", serial="7", code="I1"), "I2")
        c.add(INSTRUMENTS, Instrument(name="表", maker="乙", serial="I-3"), "I3")

    change(work)
    assert [named(book, INSTRUMENTS, text) for text in ("I1", "I2", "PG-1")] == ["I1", "I2", "I1"]
    assert named(book, INSTRUMENTS, "ｉ-3") == "I3"
    with pytest.raises(RegistersError, match="7 names several: I1, I2; give the key"):
        named(book, INSTRUMENTS, "7")
    with pytest.raises(NotRegistered, match="there is no nothing"):
        book.get(INSTRUMENTS, named(book, INSTRUMENTS, "nothing"))
    with pytest.raises(NotRegistered):
        book.history(INSTRUMENTS, "nothing")


def test_a_list_without_words_has_every_row(book: Book, change: Work) -> None:
    def work(c: Change) -> None:
        c.add(INSTRUMENTS, Instrument(name="表", maker="甲", serial="7", code="PG-1", place="1"), "I1")
        c.add(INSTRUMENTS, Instrument(name="表", maker="甲", serial="8"), "I2")  # without a label

    change(work)
    assert [row.key for row in book.search(INSTRUMENTS, "")] == ["I1", "I2"]
    assert [row.key for row in book.search(INSTRUMENTS, "PG-1")] == ["I1"]
