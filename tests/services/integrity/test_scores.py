"""Scores: which facts count on which day, of whom, and by what was known."""

from datetime import date, timedelta

import pytest

from metrology.text import Text
from registers.change import Change
from registers.commitments import COMMITMENTS, Commitment
from registers.errors import NotRegistered, RegistersError
from registers.instruments import INSTRUMENTS
from registers.integrity import INTEGRITY_FINDINGS, Finding
from registers.organisations import ORGANISATIONS, Organisation
from registers.results import Result, record_result
from registers.seals import SEALS, Seal
from services.integrity.feed import first_day
from services.refused.bad_search import BadSearch
from tests.services.integrity.province import DAY, HEAT, MARKET, Province, enter, scale, verified


def test_a_unit_of_which_nothing_is_known_has_the_start(units: Province) -> None:
    row = next(r for r in units.all().rows if r.score.unit.code == MARKET)
    assert (row.score.to_dict()["score"], row.score.name, row.score.lines) == ("100.00", "A", ())
    assert [r.score.unit.code for r in units.all().rows] == [MARKET]  # the other has no instrument and no fact


def test_failures_are_a_share_of_the_verifications_and_bounded(units: Province) -> None:
    units.on(
        date(2026, 3, 1), enter(*(verified(n, date(2026, 3, 1), "conform") for n in range(2, 11)), verified(1, DAY))
    )
    assert units.score(MARKET) == "90.00"
    assert units.unit(MARKET).row.score.name == "A"  # 90 is not below 90
    units.on(date(2026, 3, 2), enter(*(verified(n, date(2026, 3, 2)) for n in range(2, 11))))
    found = units.unit(MARKET).row.score
    assert (str(found.value), found.lines[0].bounded, found.name) == ("70", True, "C")


@pytest.mark.parametrize(("on", "counts"), [
    (date(2024, 6, 30), True), (date(2024, 6, 29), False), (DAY, True), (DAY + timedelta(days=1), False),
])  # fmt: skip
def test_a_fact_counts_on_the_edges_of_the_look_back(units: Province, on: date, counts: bool) -> None:
    seal = Seal(instrument="I1", status="broken", status_since=on)
    units.on(date(2026, 3, 1), lambda change: change.add(SEALS, seal, "F1"))
    units.on(date(2026, 3, 1), enter(verified(2, on)))
    assert units.facts(MARKET) == ([f"failure:R2-{on}", f"seal:F1:{on}"] if counts else [])


@pytest.mark.parametrize(("day", "months", "first"), [
    (date(2026, 6, 30), 24, date(2024, 6, 30)), (date(2028, 2, 29), 12, date(2027, 3, 1)),
    (date(2026, 2, 28), 12, date(2025, 2, 28)), (date(2026, 2, 28), 1, date(2026, 1, 28)),
])  # fmt: skip
def test_the_first_day_of_the_look_back(day: date, months: int, first: date) -> None:
    assert first_day(day, months) == first


def test_overdue_on_a_past_day_though_verified_since(units: Province) -> None:
    late = {"valid_until": date(2026, 2, 28)}
    units.on(date(2026, 1, 1), lambda change: change.put_many(INSTRUMENTS, [("I1", scale(1, **late))]))
    again = {"verified_on": date(2026, 7, 5), "valid_until": date(2027, 7, 4)}
    units.on(date(2026, 7, 5), lambda change: change.put_many(INSTRUMENTS, [("I1", scale(1, **again))]))
    assert units.facts(MARKET) == ["overdue:I1:2026-03-01"]
    assert units.score(MARKET) == "90.00"  # one of ten
    assert units.facts(MARKET, date(2026, 2, 28)) == []  # its last day
    assert units.facts(MARKET, date(2026, 7, 5)) == []


def test_what_is_stopped_or_merged_is_not_overdue(units: Province) -> None:
    late = {"valid_until": date(2026, 2, 28)}
    stopped = {"status": "stopped", "status_reason": "sold", "status_since": date(2026, 5, 1)}
    merged = {"status": "merged", "status_reason": "twice", "status_since": date(2026, 5, 1), "merged_into": "I3"}
    rows = [("I1", scale(1, **late, **stopped)), ("I2", scale(2, **late, **merged))]
    units.on(date(2026, 5, 1), lambda change: change.put_many(INSTRUMENTS, rows))
    assert units.facts(MARKET) == []
    assert units.facts(MARKET, date(2026, 4, 30)) == ["overdue:I1:2026-03-01"]  # it was in use then


def test_a_fact_stays_with_who_had_the_instrument(units: Province) -> None:
    units.on(date(2026, 3, 10), enter(verified(1, date(2026, 3, 10), owner="")))
    units.on(date(2026, 4, 1), lambda change: change.edit(INSTRUMENTS, "I1", owner="U2"))
    seal = Seal(instrument="I1", status="missing", status_since=date(2026, 4, 1))
    units.on(date(2026, 4, 2), lambda change: change.add(SEALS, seal, "F1"))
    assert units.facts(MARKET) == ["failure:R1-2026-03-10"]
    assert units.facts(HEAT) == ["seal:F1:2026-04-01"]  # on the day of the sale it was the buyer's
    assert units.all().rows[0].score.unit.code == MARKET


def test_rows_with_one_code_are_one_unit_and_without_a_code_none(units: Province) -> None:
    branch = Organisation(name="示范市第一农贸市场北区", credit_code=MARKET)

    def work(change: Change) -> None:
        change.add(ORGANISATIONS, branch, "U4")
        change.put_many(
            INSTRUMENTS, [("I1", scale(1, owner="U4")), ("I2", scale(2, owner="U3", valid_until=date(2026, 1, 1)))]
        )

    units.on(date(2025, 2, 1), work)
    units.on(date(2026, 3, 1), enter(verified(1, date(2026, 3, 1), owner="U4"), verified(3, date(2026, 3, 1))))
    assert units.facts(MARKET) == ["failure:R1-2026-03-01", "failure:R3-2026-03-01"]
    assert units.unit("U4").row.score.unit.code == MARKET
    assert units.all().uncoded == {"U3": ("王记杂货铺", 1)}
    with pytest.raises(RegistersError, match="no unified social credit code"):
        units.unit("U3")
    with pytest.raises(NotRegistered):
        units.unit("U9")


def test_an_amended_run_changes_the_score_and_the_day_of_knowledge_keeps_it(units: Province) -> None:
    said = {
        "maker": "M", "model": "A", "serial": "S1", "on": date(2026, 3, 1), "verification": True,
        "regulation": "JJG 539",         "stage": "subsequent", "verifier": "V001", "body": "B",
    }  # fmt: skip
    units.on(date(2026, 3, 1), lambda c: record_result(c, Result(run="R1", outcome="not_conform", **said)))  # type: ignore[arg-type]
    assert units.facts(MARKET) == ["failure:R1"]
    amended = Result(run="R2", outcome="conform", corrects="R1", valid_until=date(2027, 2, 28), **said)  # type: ignore[arg-type]
    units.on(date(2026, 5, 1), lambda c: record_result(c, amended))
    assert (units.facts(MARKET), units.score(MARKET)) == ([], "100.00")
    assert units.facts(MARKET, known=date(2026, 4, 30)) == ["failure:R1"]
    assert units.facts(MARKET, known=date(2026, 5, 1)) == []


def test_alerts_count_from_the_third_on_and_little(units: Province) -> None:
    def alert(n: int) -> None:
        of = Finding(kind="alert", unit=MARKET, on=date(2026, 3, n), alert="copied", runs=(f"R{n}",))
        units.on(date(2026, 3, n), lambda change: change.add(INTEGRITY_FINDINGS, of, f"R{n}/copied"))

    for n in (1, 2):
        alert(n)
    assert (units.score(MARKET), units.unit(MARKET).row.score.facts) == ("100.00", ())
    alert(3)
    assert units.score(MARKET) == "98.50"
    for n in range(4, 28):
        alert(n)
    assert (units.score(MARKET), units.unit(MARKET).row.score.name) == ("98.00", "A")


def test_commitments_count_while_they_last_and_when_withdrawn(units: Province) -> None:
    of = Commitment(unit=MARKET, on=date(2026, 1, 1), until=date(2026, 12, 31))
    key = units.on(date(2026, 1, 1), lambda change: change.add(COMMITMENTS, of))
    units.on(date(2026, 3, 1), enter(verified(1, date(2026, 3, 1)), verified(2, date(2026, 3, 1), "conform")))
    assert units.score(MARKET) == "73.00"  # 100 - 30 + 3
    gone = {"withdrawn_on": date(2026, 6, 1), "withdrawn_why": "asked for"}
    units.on(date(2026, 6, 1), lambda change: change.edit(COMMITMENTS, key, **gone))
    assert (units.score(MARKET), units.score(MARKET, date(2026, 5, 31))) == ("60.00", "73.00")


def test_a_day_in_the_future_is_refused(units: Province) -> None:
    for asked in ({"day": date(2126, 1, 1)}, {"known": date(2126, 1, 1)}):
        with pytest.raises(BadSearch, match="facts are known until today"):
            units.unit(MARKET, **asked)
    with pytest.raises(RegistersError, match="no edition"):
        units.unit(MARKET, date(2019, 12, 31))


def test_every_point_names_what_shows_it(units: Province) -> None:
    seal = Seal(instrument="I1", status="broken", status_since=DAY)
    units.on(date(2026, 3, 1), lambda change: change.add(SEALS, seal, "F1"))
    units.on(date(2026, 3, 1), enter(verified(2, date(2026, 3, 1))))
    for line in units.unit(MARKET).row.score.lines:
        assert sum(p.points for p in line.points) == line.change or line.bounded
        for p in line.points:
            assert p.fact.runs or p.fact.seals
            assert isinstance(p.fact.shown, Text)
