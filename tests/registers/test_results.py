"""What the end of a run changes: job, instrument, verifications, seals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registers.book import Book
from registers.change import Change
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import ORGANISATIONS, Organisation
from registers.results import Result, record_result
from registers.seals import SEALS
from registers.steps import adjusted, advance, new_order
from registers.verifications import VERIFICATIONS
from registers.work import JOBS, Job, Order

Work = Callable[[Callable[[Change], Any]], Any]
DAY = date(2026, 11, 29)
PASSED = Result(run="r1", maker="某厂", model="Y-100", serial="1", on=DAY, outcome="conform", verification=True,
                regulation="JJG 52-2013", stage="initial", verifier="V001", body="某院", order="2026-00001",
                valid_until=date(2027, 5, 28))  # fmt: skip
FAILED = replace(PASSED, outcome="not_conform", valid_until=None)


@pytest.fixture
def order(change: Work) -> str:
    def work(c: Change) -> str:
        owner = c.add(ORGANISATIONS, Organisation(name="某单位"))
        one = c.add(INSTRUMENTS, Instrument(name="压力表", maker="某厂", model="Y-100", serial="1", domain="trade"))
        other = c.add(INSTRUMENTS, Instrument(name="压力表", maker="某厂", model="Y-100", serial="2"))
        return new_order(
            c, Order(client=owner, received=DAY, campaign="c"), [Job(instrument=one), Job(instrument=other)]
        )

    return str(change(work))


def test_orders_are_numbered_by_year_without_gaps(book: Book, change: Work, order: str) -> None:
    assert order == "2026-00001"
    assert [r.key for r in book.rows(JOBS)] == ["2026-00001/1", "2026-00001/2"]
    with pytest.raises(RegistersError, match="there is no U9"):
        change(lambda c: new_order(c, Order(client="U9", received=DAY), [Job(instrument="I0000001")]))
    again = change(lambda c: new_order(c, Order(client="U000001", received=DAY), [Job(instrument="I0000001")]))
    assert again == "2026-00002"


def test_a_run_that_passes(book: Book, change: Work, order: str) -> None:
    assert change(lambda c: record_result(c, replace(PASSED, seals=("A1", "A2")))) == "I0000001"
    job, instrument = book.get(JOBS, "2026-00001/1").record, book.get(INSTRUMENTS, "I0000001").record
    assert (job.state, job.as_found, job.as_left, job.as_left_result) == ("measured", "r1", "r1", "conform")
    assert (job.regulation, job.stage) == ("JJG 52-2013", "initial")  # the order named none
    assert (instrument.verified_on, instrument.valid_until, instrument.run) == (DAY, date(2027, 5, 28), "r1")
    row = book.get(VERIFICATIONS, "r1").record
    assert (row.job, row.domain, row.campaign, row.as_found, row.as_left) == ("2026-00001/1", "trade", "c", True, True)
    assert {r.key for r in book.rows(SEALS, lambda c: c.status == "applied")} == {"A1", "A2"}
    assert book.get(JOBS, "2026-00001/2").record.state == "received"
    change(lambda c: record_result(c, replace(PASSED, run="r2", seals=("A2", "A3"))))
    assert {r.key: r.record.status for r in book.rows(SEALS)} == {"A1": "removed", "A2": "applied", "A3": "applied"}


def test_failed_then_adjusted_then_passed_counts_once_as_found_and_once_as_left(
    book: Book, change: Work, order: str
) -> None:
    change(lambda c: c.edit(JOBS, "2026-00001/1", regulation="JJG 52", stage="subsequent"))
    change(lambda c: record_result(c, FAILED))
    assert book.get(INSTRUMENTS, "I0000001").record.valid_until is None
    change(lambda c: adjusted(c, "2026-00001/1", "零位调整", DAY))
    assert book.get(JOBS, "2026-00001/1").record.state == "at-bench"
    change(lambda c: record_result(c, replace(PASSED, run="r2")))
    rows = {r.key: (r.record.outcome, r.record.as_found, r.record.as_left) for r in book.rows(VERIFICATIONS)}
    assert rows == {"r1": ("not_conform", True, False), "r2": ("conform", False, True)}
    job = book.get(JOBS, "2026-00001/1").record
    assert (job.as_found_result, job.as_left_result, job.adjusted) == ("not_conform", "conform", "零位调整")
    assert (job.regulation, job.stage) == ("JJG 52", "subsequent")  # as the order says


def test_a_correction_takes_the_place_of_what_it_corrects(book: Book, change: Work, order: str) -> None:
    change(lambda c: record_result(c, FAILED))
    change(lambda c: record_result(c, replace(PASSED, run="r2", corrects="r1")))
    rows = {r.key: (r.record.as_found, r.record.as_left) for r in book.rows(VERIFICATIONS)}
    assert rows == {"r1": (False, False), "r2": (True, True)}
    job = book.get(JOBS, "2026-00001/1").record
    assert (job.as_found, job.as_left, job.as_found_result) == ("r2", "r2", "conform")


@pytest.mark.parametrize("changes", [
    {"outcome": "invalid"}, {"outcome": "incomplete"}, {"verification": False}, {"serial": "9"}, {"maker": "另一厂"},
])  # fmt: skip
def test_what_is_no_verification_of_the_instrument_does_not_count(
    book: Book, change: Work, order: str, changes: Any
) -> None:
    change(lambda c: record_result(c, replace(PASSED, **changes)))
    assert book.count(VERIFICATIONS) == 0
    assert book.get(INSTRUMENTS, "I0000001").record.verified_on is None


def test_an_inspection_in_service_gives_no_validity_but_can_end_it(book: Book, change: Work, order: str) -> None:
    change(lambda c: record_result(c, PASSED))
    change(lambda c: record_result(c, replace(PASSED, run="r2", stage="in-service", valid_until=None)))
    assert book.get(INSTRUMENTS, "I0000001").record.valid_until == date(2027, 5, 28)
    change(lambda c: record_result(c, replace(FAILED, run="r3", stage="in-service")))
    assert book.get(INSTRUMENTS, "I0000001").record.valid_until is None


def test_an_older_run_does_not_change_the_instrument(book: Book, change: Work, order: str) -> None:
    change(lambda c: record_result(c, PASSED))
    change(lambda c: record_result(c, replace(FAILED, run="r0", on=date(2025, 1, 1), order="")))
    assert book.get(INSTRUMENTS, "I0000001").record.run == "r1"
    assert book.count(VERIFICATIONS) == 2


def test_a_job_goes_step_by_step_and_by_three_people(book: Book, change: Work, order: str) -> None:
    key = f"{order}/1"
    with pytest.raises(RegistersError, match="is received; it can become: at-bench, cancelled"):
        change(lambda c: advance(c, key, "approved", "A001"))
    with pytest.raises(RegistersError, match="measure it first"):
        change(lambda c: adjusted(c, key, "零位", DAY))
    change(lambda c: record_result(c, PASSED))
    with pytest.raises(RegistersError, match="another person"):
        change(lambda c: advance(c, key, "checked", "V001"))
    change(lambda c: advance(c, key, "checked", "R001"))
    for person in ("V001", "R001"):
        with pytest.raises(RegistersError, match="another person"):
            change(lambda c, person=person: advance(c, key, "approved", person))
    for state in ("approved", "issued", "returned"):
        change(lambda c, state=state: advance(c, key, state, "A001"))
    job = book.get(JOBS, key).record
    assert (job.state, job.checker, job.approver) == ("returned", "R001", "A001")


def test_what_was_registered_wrongly_before_does_not_keep_a_run_from_closing(book: Book, key: Any, order: str) -> None:
    from records.register_changes import Reason
    from registers.book import now

    with book.store.engine.begin() as connection:
        connection.execute(INSTRUMENTS.now.update().values(division="wrong"))
        change = Change(connection, now(), Reason("V001", ""), {})
        assert record_result(change, PASSED) == "I0000001"


def test_a_run_that_is_void_counts_no_more_and_makes_nothing_valid(book: Book, change: Work, order: str) -> None:
    change(lambda c: record_result(c, PASSED))
    change(lambda c: record_result(c, replace(PASSED, run="r9", corrects=PASSED.run, outcome="invalid")))
    (row,) = book.rows(VERIFICATIONS)
    assert (row.key, row.record.as_found, row.record.as_left) == (PASSED.run, False, False)
    held = book.get(INSTRUMENTS, "I0000001").record
    assert (held.result, held.valid_until, held.run) == ("invalid", None, "r9")
