"""Changes of registers: events, versions, references, numbers, refusals."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec import structs

from records.errors import StoreError
from records.verification import verify_store
from registers.book import Book, now
from registers.change import Change
from registers.errors import Outdated, RegistersError
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import DIVISIONS, ORGANISATIONS, Division, Organisation
from registers.verification import verify_registers

Work = Callable[[Callable[[Change], Any]], Any]
DAY = date(2026, 1, 2)
GAUGE = Instrument(name="压力表", maker="某厂", model="Y-100", serial="1")


def test_a_change_is_an_event_with_who_when_why_before_and_after(book: Book, change: Work) -> None:
    key = change(lambda c: c.add(INSTRUMENTS, GAUGE))
    change(lambda c: c.edit(INSTRUMENTS, key, place="二楼", serial="2"))
    first, second = book.history(INSTRUMENTS, key)
    assert (first.version, first.before, first.who, first.why) == (1, None, "V001", "test")
    assert (second.before, second.after) == ({"serial": "1"}, {"serial": "2", "place": "二楼"})
    assert second.time > first.time


def test_a_row_is_shown_as_it_was(book: Book, change: Work) -> None:
    before = now()
    key = change(lambda c: c.add(INSTRUMENTS, GAUGE))
    then = now()
    change(lambda c: c.edit(INSTRUMENTS, key, place="二楼"))
    after = now()
    change(lambda c: c.remove(INSTRUMENTS, key))
    places = [r.record.place if (r := book.find(INSTRUMENTS, key, at)) else None for at in (before, then, after, "")]
    assert places == [None, "", "二楼", None]
    assert book.history(INSTRUMENTS, key)[-1].after is None
    change(lambda c: c.add(INSTRUMENTS, GAUGE, key))
    assert book.get(INSTRUMENTS, key).version == 4


def test_what_does_not_change_is_no_event(book: Book, change: Work) -> None:
    key = change(lambda c: c.add(INSTRUMENTS, GAUGE))
    entries = len(book.store.ledger())
    change(lambda c: c.edit(INSTRUMENTS, key, place=""))
    assert (len(book.history(INSTRUMENTS, key)), len(book.store.ledger())) == (1, entries)


def test_a_row_that_somebody_else_changed_is_refused(change: Work) -> None:
    key = change(lambda c: c.add(INSTRUMENTS, GAUGE))
    change(lambda c: c.edit(INSTRUMENTS, key, 1, place="二楼"))
    with pytest.raises(Outdated, match="version 2, not 1"):
        change(lambda c: c.edit(INSTRUMENTS, key, 1, place="三楼"))


def test_a_failure_leaves_nothing_behind(book: Book, change: Work) -> None:
    def fails(c: Change) -> None:
        c.add(INSTRUMENTS, GAUGE)
        c.add(INSTRUMENTS, Instrument(name="", serial="2"))

    entries = book.store.ledger()
    with pytest.raises(RegistersError, match="Instrument: is missing"):
        change(fails)
    assert (book.count(INSTRUMENTS), book.store.ledger()) == (0, entries)
    assert change(lambda c: c.add(INSTRUMENTS, GAUGE)) == "I0000001", "the number is given back"


def test_a_reference_must_be_there(book: Book, change: Work) -> None:
    owned = Instrument(name="压力表", serial="1", owner="U000001")
    with pytest.raises(RegistersError, match="organisations: there is no U000001"):
        change(lambda c: c.add(INSTRUMENTS, owned))
    change(lambda c: (c.add(ORGANISATIONS, Organisation(name="某单位")), c.add(INSTRUMENTS, owned)))
    assert book.count(INSTRUMENTS) == 1


@pytest.mark.parametrize(("record", "problem"), [
    (Instrument(name="压力表"), "both missing"),
    (Instrument(name="压力表", serial="1", status="stopped"), "a reason and a day"),
    (Instrument(name="压力表", serial="1", division="53010"), "2, 4, 6, 9 or 12"),
    (Instrument(name="表", code="1", verified_on=DAY, valid_until=date(2026, 1, 1)), "is before the day"),
])  # fmt: skip
def test_what_is_wrong_with_an_instrument(change: Work, record: Instrument, problem: str) -> None:
    with pytest.raises(RegistersError, match=problem):
        change(lambda c: c.add(INSTRUMENTS, record))


def test_numbers_have_no_gaps(change: Work) -> None:
    assert change(lambda c: [c.number("a"), c.number("a", 3), c.number("a"), c.number("b")]) == [1, 2, 5, 1]


def test_a_search_finds_the_whole_word_first(book: Book, change: Work) -> None:
    change(lambda c: [c.add(INSTRUMENTS, Instrument(name="电子秤", model="A_1", serial=s)) for s in ("12", "123", "4")])
    assert [r.record.serial for r in book.search(INSTRUMENTS, "12")] == ["12"]
    assert len(book.search(INSTRUMENTS, "电子")) == 3
    assert book.search(INSTRUMENTS, "A%1") == []
    assert len(book.search(INSTRUMENTS, "")) == 3


def test_the_tables_are_what_the_events_say(book: Book, change: Work) -> None:
    change(
        lambda c: [c.add(DIVISIONS, Division(name="云南省"), "53"), c.add(DIVISIONS, Division(name="昆明市"), "5301")]
    )
    change(lambda c: c.edit(DIVISIONS, "53", name_en="Yunnan"))
    assert verify_registers(book.store) == []
    with book.store.engine.begin() as connection:
        connection.execute(DIVISIONS.now.update().where(DIVISIONS.now.c.key == "5301").values(name="大理州"))
        connection.execute(DIVISIONS.past.delete())
    assert [f.en for f in verify_registers(book.store)] == [
        "divisions: 53 is not what its events say", "divisions: 5301 is not what its events say",
    ]  # fmt: skip


def test_tables_of_another_layout_are_made_again_from_the_events(book: Book, change: Work) -> None:
    change(lambda c: c.add(DIVISIONS, Division(name="云南省"), "53"))
    change(lambda c: c.edit(DIVISIONS, "53", name_en="Yunnan"))
    with book.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register_layout SET layout = 'old' WHERE register = 'division'")
        connection.exec_driver_sql("DROP TABLE division")
    again = Book(book.store)
    assert again.get(DIVISIONS, "53").record.name_en == "Yunnan"
    assert verify_registers(book.store) == []


@pytest.mark.parametrize(("statement", "problem"), [
    ("UPDATE register_event SET after = '{}' WHERE version = 2", "its events are not what was written"),
    ("DELETE FROM register_event WHERE version = 2", "its events are not what was written"),
    ("UPDATE register_change SET who = 'V002' WHERE n = 2", "its events are not what was written"),
    ("DELETE FROM register_change WHERE n = 1", "its events are not what was written"),
    ("INSERT INTO register_change VALUES (9, '', '', '', '')", "the ledger does not know it"),
])  # fmt: skip
def test_an_event_cannot_be_changed_without_a_trace(book: Book, change: Work, statement: str, problem: str) -> None:
    change(lambda c: c.add(DIVISIONS, Division(name="云南省"), "53"))
    change(lambda c: c.edit(DIVISIONS, "53", name_en="Yunnan"))
    assert verify_store(book.store).problems == []
    with book.store.engine.begin() as connection:
        if not statement.startswith("INSERT"):
            with pytest.raises(Exception, match="append-only"):
                connection.exec_driver_sql(statement)
        for table in ("register_event", "register_change"):
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{verb}")
        connection.exec_driver_sql(statement)
    assert any(problem in f.en for f in verify_store(book.store).problems)


def test_a_store_without_its_layout_cannot_be_read_as_registers(book: Book) -> None:
    with book.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE division")
    with pytest.raises(StoreError, match="no such table"):
        book.count(DIVISIONS)


def test_numbers_go_on_behind_keys_that_were_given(change: Work) -> None:
    def several(c: Change) -> list[str]:
        rows = [("I0000041", GAUGE), ("D7", structs.replace(GAUGE, serial="2"))]
        c.put_many(INSTRUMENTS, rows)
        return [c.add(INSTRUMENTS, structs.replace(GAUGE, serial=s)) for s in ("3", "4")]

    assert change(several) == ["I0000042", "I0000043"]
    change(lambda c: c.put_many(INSTRUMENTS, [("I0000007", structs.replace(GAUGE, serial="5"))]))
    assert change(lambda c: c.add(INSTRUMENTS, structs.replace(GAUGE, serial="6"))) == "I0000044"
