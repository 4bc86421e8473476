"""Coverage, pass rates, the account of what is free, what falls due; each also as of a past time."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from records.register_changes import Reason
from records.schema import metadata as records_metadata
from registers import rates
from registers.book import Book, now
from registers.calendar_file import calendar
from registers.change import Change
from registers.cover_on_day import until_of
from registers.due import STATES, due_counts, due_list
from registers.funding import funding
from registers.instruments import FOREVER, INSTRUMENTS, Instrument, covered_until
from registers.organisations import ORGANISATIONS, Organisation
from registers.projection import lay_out
from registers.rate_groups import Choice
from registers.rates import Rate
from registers.verifications import VERIFICATIONS, Verification
from registers.work import JOBS, ORDERS, Job, Order
from services.rates.rates import percent

Work = Callable[[Callable[[Change], Any]], Any]
DAY = date(2026, 11, 23)
VALID = {"verified_on": date(2026, 1, 1), "valid_until": date(2026, 12, 31), "result": "conform"}
OVER = {"verified_on": date(2025, 1, 1), "valid_until": date(2025, 12, 31), "result": "conform"}
STOPPED = {"status": "stopped", "status_reason": "搬迁", "status_since": date(2026, 1, 1)}
KINDS: tuple[dict[str, Any], ...] = (VALID, OVER, {}, STOPPED, {**VALID, **STOPPED}, {"mode": ""})


def instrument(n: int, **fields: Any) -> tuple[str, Instrument]:
    return f"I{n}", Instrument(
        **{"name": "表", "serial": str(n), "mode": "periodic", "division": "530102001", **fields}
    )


def coverage(book: Book, choice: Choice = Choice(), at: str = "") -> list[Rate]:  # noqa: B008
    with book.store.engine.connect() as connection:
        return rates.coverage(connection, DAY, at, choice)


def test_coverage_of_two_hundred(book: Book, change: Work) -> None:
    kinds = [VALID] * 189 + [OVER] * 8 + [{}] * 3 + [STOPPED] * 12
    change(lambda c: c.put_many(INSTRUMENTS, [instrument(n, **fields) for n, fields in enumerate(kinds)]))
    (total,) = coverage(book)
    assert (total.part, total.whole, total.more["overdue"], total.more["never"], total.more["stopped"]) == (
        189,
        200,
        8,
        3,
        12,
    )
    assert percent(total.part, total.whole) == "94.50"
    assert not total.meets(Fraction(95, 100))


@pytest.mark.parametrize(("part", "whole", "met"), [
    (9496, 10000, False), (9500, 10000, True), (94999, 100000, False), (19, 20, True), (0, 0, False),
])  # fmt: skip
def test_a_rate_is_compared_unrounded(part: int, whole: int, met: bool) -> None:
    assert Rate((), part, whole, {}).meets(Fraction(95, 100)) is met


def test_what_is_not_known_is_a_group_and_is_not_dropped(book: Book, change: Work) -> None:
    rows = [
        instrument(1, **VALID, domain="trade"), instrument(2, **VALID), instrument(3, **OVER, division=""),
        instrument(4, mode=""), instrument(5, **STOPPED, domain="trade"),
    ]  # fmt: skip
    change(lambda c: c.put_many(INSTRUMENTS, rows))
    total, *groups = coverage(book, Choice(("domain", "region"), 4))
    assert {g.group: (g.part, g.whole) for g in groups} == {
        ("", ""): (0, 1),
        ("", "5301"): (1, 1),
        ("trade", "5301"): (1, 1),
    }
    assert (total.part, total.whole, total.more["mode_unknown"], total.more["stopped"]) == (2, 3, 1, 1)
    assert coverage(book, Choice(division="5302"))[0].whole == 0


@pytest.mark.parametrize(("fields", "until"), [
    ({**VALID}, "2026-12-31"), ({**VALID, "result": ""}, "2026-12-31"), ({}, ""),
    ({**VALID, "result": "not_conform"}, ""),
    ({**VALID, "mode": "first-only", "valid_until": None}, FOREVER),
    ({**VALID, "mode": "rotation", "life_years": 6, "installed": date(2020, 5, 8)}, "2026-05-07"),
    ({**VALID, "mode": "rotation", "life_years": 6}, "2031-12-31"),
    ({"mode": "rotation", "life_years": 6, "installed": date(2024, 5, 8)}, ""),
])  # fmt: skip
def test_until_when_an_instrument_counts_as_verified(fields: Any, until: str) -> None:
    assert covered_until(instrument(1, **fields)[1]) == until


def test_coverage_of_a_past_day_is_what_it_was(book: Book, change: Work) -> None:
    change(lambda c: c.put_many(INSTRUMENTS, [instrument(1, **VALID), instrument(2, **OVER)]))
    then, stored = now(), coverage(book)
    change(lambda c: (c.edit(INSTRUMENTS, "I1", **STOPPED), c.add(INSTRUMENTS, instrument(3, **VALID)[1], "I3")))
    assert coverage(book) != stored
    assert coverage(book, at=then) == stored


@settings(max_examples=15)
@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8), st.data())
def test_stopping_an_instrument_never_raises_the_numerator(kinds: list[dict[str, Any]], data: st.DataObject) -> None:
    engine = create_engine("sqlite://")
    records_metadata.create_all(engine)
    lay_out(engine, [INSTRUMENTS, VERIFICATIONS])
    with engine.connect() as connection:
        change = Change(connection, "2026-01-01", Reason("", ""), {})
        change.put_many(INSTRUMENTS, [instrument(n, **fields) for n, fields in enumerate(kinds)])
        before = rates.coverage(connection, DAY, "", Choice())[0]
        change.edit(INSTRUMENTS, f"I{data.draw(st.integers(0, len(kinds) - 1))}", **STOPPED)
        after = rates.coverage(connection, DAY, "", Choice())[0]
    assert after.part <= before.part
    assert after.whole <= before.whole


AGAIN: dict[str, Any] = {"verified_on": date(2026, 11, 25), "valid_until": date(2027, 11, 24), "result": "conform"}
FAILED: dict[str, Any] = {"verified_on": date(2026, 11, 10), "valid_until": None, "result": "not_conform"}
FIRST_ONLY: dict[str, Any] = {"mode": "first-only", "verified_on": date(2020, 1, 1), "result": "conform"}
VOID: dict[str, Any] = {"as_found": False, "as_left": False}
OCTOBER: dict[str, Any] = {"on": date(2026, 10, 1), "valid_until": date(2027, 9, 30)}


@pytest.mark.parametrize(("versions", "done", "figure"), [
    ([VALID], [], "part"),
    ([], [], "never"),
    ([OVER], [], "overdue"),
    ([VALID, FAILED], [], "failed"),
    ([VALID, {**VALID, "valid_until": date(2026, 6, 30)}], [], "overdue"),
    ([FIRST_ONLY], [], "part"),
    ([VALID, {**VALID, "place": "U"}], [], "part"),
    ([], [OCTOBER], "part"),
    ([OVER], [OCTOBER], "part"),
    ([OVER], [{**OCTOBER, "as_left": False}], "overdue"),
    ([OVER], [{**OCTOBER, **VOID}], "overdue"),
    ([VALID], [{**OCTOBER, "outcome": "not_conform"}], "failed"),
    ([VALID], [{**OCTOBER, "outcome": "not_conform", **VOID}], "part"),
    ([VALID], [{**OCTOBER, "outcome": "not_conform", "on": date(2026, 11, 24)}], "part"),
    ([VALID], [{"on": date(2026, 3, 1), "outcome": "not_conform"}, OCTOBER], "part"),
    ([VALID], [{"on": date(2026, 5, 1), "stage": "in-service"}], "part"),
    ([{**VALID, "run": "V0"}], [VOID], "never"),
    (
        [{**VALID, "run": "V0"}],
        [{**VOID, "on": date(2026, 1, 1)}, {"on": date(2026, 1, 1), "outcome": "not_conform"}],
        "failed",
    ),
])  # fmt: skip
def test_what_is_verified_again_later_counts_by_its_newest_verification_by_the_day(
    book: Book, change: Work, versions: list[dict[str, Any]], done: list[dict[str, Any]], figure: str
) -> None:
    first = [instrument(1, **fields) for fields in (*versions, AGAIN)]
    other = [instrument(2, **{**fields, "mode": ""}) for fields in (VALID, FAILED, AGAIN)]
    for row in (*first, *other):
        change(lambda c, row=row: c.put_many(INSTRUMENTS, [row]))  # type: ignore[misc]
    rows = [(f"V{n}", verification(1, **fields)[1]) for n, fields in enumerate(done)]
    change(lambda c: c.put_many(VERIFICATIONS, rows))
    change(lambda c: c.edit(INSTRUMENTS, "I1", place="moved"))
    for at in ("", now()):
        (total,) = coverage(book, at=at)
        counts = {"part": total.part, **{name: total.more[name] for name in ("overdue", "never", "failed")}}
        assert counts == {**dict.fromkeys(counts, 0), figure: 1}, at
        with book.store.engine.connect() as connection:
            (until,) = until_of(connection, at, DAY, ["I1"]).values()
        assert (until is None, until == "", (until or "") >= DAY.isoformat()) == (
            figure == "never",
            figure == "failed",
            figure == "part",
        )


def verification(n: int, **fields: Any) -> tuple[str, Verification]:
    return f"V{n}", Verification(**{"instrument": f"I{n}", "on": DAY, "outcome": "conform", **fields})


def test_failed_adjusted_passed_is_none_of_one_as_found_and_one_of_one_as_left(book: Book, change: Work) -> None:
    rows = [
        verification(1, outcome="not_conform", as_left=False), verification(2, as_found=False),
        verification(3, outcome="not_conform", as_found=False, as_left=False),
    ]  # fmt: skip
    change(lambda c: (c.put_many(INSTRUMENTS, [instrument(n) for n in (1, 2, 3)]), c.put_many(VERIFICATIONS, rows)))
    with book.store.engine.connect() as connection:
        ((found, left),) = rates.passes(connection, DAY, DAY, "", Choice())
    assert ((found.part, found.whole), (left.part, left.whole)) == ((0, 1), (1, 1))


def test_flow_counts_an_instrument_once(book: Book, change: Work) -> None:
    change(lambda c: c.put_many(INSTRUMENTS, [instrument(1, **VALID), instrument(2, **VALID), instrument(3, **OVER)]))
    before = now()
    change(lambda c: c.put_many(VERIFICATIONS, [verification(1), verification(9, instrument="I1"), verification(3)]))
    with book.store.engine.connect() as connection:
        (total,) = rates.flow(connection, date(2026, 11, 1), date(2026, 12, 31), before, Choice())
    assert (total.part, total.whole) == (1, 2)


def test_sums_by_township_are_the_total_and_a_job_without_funding_is_listed(book: Book, change: Work) -> None:
    from decimal import Decimal

    rows = [
        verification(1, funding="free", township="530102001", cost=Decimal("60.5"), job="a/1"),
        verification(2, funding="free", township="530102002", cost=Decimal(40), job="a/2", outcome="not_conform"),
        verification(3, job="b/1", cost=Decimal("0.1")), verification(4, job="c/1", as_left=False, cost=Decimal(9)),
    ]  # fmt: skip
    change(lambda c: c.put_many(INSTRUMENTS, [instrument(n) for n in (1, 2, 3, 4)]))
    change(lambda c: c.add(ORGANISATIONS, Organisation(name="甲"), "U"))
    change(lambda c: c.put_many(ORDERS, [(key, Order(client="U", received=DAY)) for key in "abc"]))
    jobs = (("a/1", 1), ("a/2", 2), ("b/1", 3), ("c/1", 4))
    change(lambda c: c.put_many(JOBS, [(key, Job(order=key[0], instrument=f"I{n}")) for key, n in jobs]))
    change(lambda c: c.put_many(VERIFICATIONS, rows))
    found = funding(book, DAY, DAY)
    assert found["total"] == {"instruments": 3, "conform": 2, "cost": "100.6"}
    assert sum(Decimal(r["cost"]) for r in found["rows"]) == Decimal("100.6")
    assert found["unfunded"] == ["b/1"]


def test_what_falls_due(book: Book, change: Work) -> None:
    kinds = [VALID, OVER, {}, {**VALID, "result": "not_conform", "valid_until": None}, STOPPED,
             {**VALID, "division": "530103"}, {**VALID, "valid_until": date(2027, 6, 1)}]  # fmt: skip
    change(lambda c: c.put_many(INSTRUMENTS, [instrument(n, **fields) for n, fields in enumerate(kinds)]))
    found = {d.key: (d.state, d.days) for d in due_list(book, DAY, 40)}
    assert found == {
        "I0": ("due", 38),
        "I1": ("overdue", -327),
        "I2": ("never", None),
        "I3": ("failed", None),
        "I5": ("due", 38),
    }
    assert [d.key for d in due_list(book, DAY, 40, limit=3)] == list(found)[:3]
    for part in ({}, {"overdue": True}, {"division": "530103"}):
        whole = Counter(d.state for d in due_list(book, DAY, 40, **part))
        assert due_counts(book, DAY, 40, **part) == {state: whole[state] for state in STATES}
    assert {d.key for d in due_list(book, DAY, 40, overdue=True)} == {"I1", "I2", "I3"}
    assert {d.key for d in due_list(book, DAY, 40, division="530103")} == {"I5"}
    assert {d.key for d in due_list(book, DAY, 40, division="530102001")} == {"I0", "I1", "I2", "I3"}


def test_a_calendar_file_has_short_lines_and_escaped_texts() -> None:
    made = datetime(2026, 11, 23, tzinfo=UTC)
    text = calendar([("I1", DAY + timedelta(days=1), "压力表" * 20, "a;b,c\\d\ne")], made)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261125\r\n" in text
    assert "DESCRIPTION:a\\;b\\,c\\\\d\\ne\r\n" in text
    assert "SUMMARY:" + "压力表" * 20 in text.replace("\r\n ", "")


def flow(book: Book, before: str) -> tuple[int, int]:
    with book.store.engine.connect() as connection:
        (total,) = rates.flow(connection, date(2026, 11, 1), date(2026, 12, 31), before, Choice())
    return total.part, total.whole


def test_what_is_out_of_use_on_the_day_it_would_fall_due_does_not_fall_due(book: Book, change: Work) -> None:
    change(lambda c: c.put_many(INSTRUMENTS, [instrument(n, **VALID) for n in range(1, 6)]))
    before, last = now(), VALID["valid_until"]
    late = {**STOPPED, "status_since": last + timedelta(days=1)}
    change(lambda c: c.edit(INSTRUMENTS, "I1", **{**STOPPED, "status": "scrapped", "status_since": last}))
    change(lambda c: c.edit(INSTRUMENTS, "I2", **late))
    change(lambda c: c.edit(INSTRUMENTS, "I3", **{**late, "status": "merged", "merged_into": "I4"}))
    change(lambda c: c.put_many(VERIFICATIONS, [verification(4), verification(5, as_found=False, as_left=False)]))
    assert flow(book, before) == (1, 3)  # I4 of I2, I4, I5, whose verification was corrected
