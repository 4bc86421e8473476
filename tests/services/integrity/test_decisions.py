"""What people decide: once, by name, with a reason; suspensions, appeals, repairs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registers.change import Change
from registers.commitments import COMMITMENTS, Commitment
from registers.errors import RegistersError
from registers.integrity import INTEGRITY_APPEALS, INTEGRITY_FINDINGS, INTEGRITY_PROPOSALS, Finding, Proposal
from registers.seals import SEALS, Seal
from services.integrity import feed
from services.integrity.deciding import decide, file_appeal, settle
from services.integrity.fact import Fact
from services.integrity.judging import Asked
from services.integrity.policy import FILE, read_policy
from services.integrity.proposing import propose
from services.integrity.standing import valid_units
from services.laboratory.template import template
from services.register.book import opened_book
from tests.services.integrity.province import DAY, MARKET, Province, enter, verified

TODAY = Asked(DAY)
FOUND = date(2026, 5, 5)


def proposed(units: Province, day: date = DAY) -> list[str]:
    return propose(units.url, Asked(day), units.policy)


def rows(units: Province) -> dict[str, Proposal]:
    with opened_book(units.url) as book:
        return {row.key: row.record for row in book.rows(INTEGRITY_PROPOSALS)}


@pytest.fixture
def poor(units: Province) -> Province:
    units.on(date(2026, 3, 1), enter(*(verified(n, date(2026, 3, 1)) for n in range(1, 11))))
    return units


@pytest.fixture
def cheated(units: Province, monkeypatch: pytest.MonkeyPatch) -> Province:
    """A demonstration unit with an investigation that reproduced a function: the fact of such a run."""
    of = Commitment(unit=MARKET, on=date(2026, 1, 1), until=date(2028, 12, 31), demonstration=True)
    units.on(date(2026, 1, 1), lambda change: change.add(COMMITMENTS, of))
    fact = Fact("cheat:R9", "cheat", FOUND, "U1", instrument="I1", runs=("R9",), simulated=True)
    monkeypatch.setattr(feed, "cheats", lambda *_: iter([fact]))
    return units


def state(units: Province, day: date = DAY) -> str:
    found = units.all(day)
    assert valid_units(found.demonstration) == int(found.demonstration[0].state == "valid")
    return found.demonstration[0].state


def test_a_proposal_has_its_evidence_and_changes_nothing(poor: Province) -> None:
    assert proposed(poor) == ["P000001"]
    of = rows(poor)["P000001"]
    assert (of.kind, of.old, of.new, of.score, len(of.facts), len(of.runs)) == ("class", "", "C", "70.00", 10, 10)
    assert poor.unit(MARKET).row.decided == ""
    assert proposed(poor) == ["P000001"]  # one that is open rests on what is known now


def test_a_decision_needs_a_name_and_a_reason_and_is_made_once(poor: Province) -> None:
    proposed(poor)
    for by, reason in (("", "checked"), ("A001", " "), ("", "")):
        with pytest.raises(RegistersError):
            decide(poor.url, "P000001", "accept", by, reason, DAY)
    with pytest.raises(RegistersError, match="is before"):
        decide(poor.url, "P000001", "accept", "A001", "checked", date(2026, 6, 29))
    decide(poor.url, "P000001", "accept", "A001", "checked", DAY)
    with pytest.raises(RegistersError, match="was decided already, by A001"):
        decide(poor.url, "P000001", "refuse", "A002", "no", DAY)
    assert poor.unit(MARKET).row.decided == "C"
    assert proposed(poor) == []
    with opened_book(poor.url) as book:
        assert [e.who for e in book.history(INTEGRITY_PROPOSALS, "P000001")] == ["C001", "A001"]


def test_of_two_people_at_once_one_decides(poor: Province) -> None:
    proposed(poor)

    def one(n: int) -> str:
        try:
            decide(poor.url, "P000001", "accept" if n % 2 else "refuse", f"A{n:03d}", "checked", DAY)
        except RegistersError as error:
            return str(error.reasons[0].en)
        return ""

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(one, range(1, 5)))
    assert said.count("") == 1
    winner = f"A{said.index('') + 1:03d}"
    assert {s for s in said if s} == {
        f"P000001 was decided already, by {winner} on 2026-06-30; file an appeal against it"
    }


def test_what_was_refused_is_proposed_again_on_a_new_fact_alone(poor: Province) -> None:
    proposed(poor)
    decide(poor.url, "P000001", "refuse", "A001", "one campaign", DAY)
    assert proposed(poor) == []
    seal = Seal(instrument="I1", status="broken", status_since=DAY)
    poor.on(DAY, lambda change: change.add(SEALS, seal, "F1"))
    assert proposed(poor) == ["P000002"]


def test_no_proposal_rests_on_alerts(units: Province) -> None:
    def alerts(change: Change) -> None:
        for n in range(100):
            of = Finding(kind="alert", unit=MARKET, on=FOUND, alert="copied", runs=(f"R{n}",))
            change.add(INTEGRITY_FINDINGS, of, f"R{n}/copied")

    units.on(FOUND, alerts)
    proposed(units)
    assert [(p.kind, p.new) for p in rows(units).values()] == [("class", "A")]


def test_a_reproduced_finding_suspends_until_somebody_decides(cheated: Province) -> None:
    assert (state(cheated, date(2026, 5, 4)), state(cheated, FOUND)) == ("valid", "pending")
    row = cheated.unit(MARKET).row
    assert (row.score.name, row.score.simulated) == ("D", True)
    proposed(cheated)
    kinds = {p.kind: key for key, p in rows(cheated).items()}
    assert set(kinds) == {"class", "blacklist", "suspension"}
    assert all(p.simulated and p.runs == ("R9",) for p in rows(cheated).values() if p.kind != "class")
    decide(cheated.url, kinds["suspension"], "refuse", "A001", "the switch was a service mode", DAY)
    assert state(cheated) == "valid"
    assert proposed(cheated) == sorted(k for kind, k in kinds.items() if kind != "suspension")


def test_a_renewal_that_begins_later_does_not_hide_the_commitment_in_force(units: Province) -> None:
    for first, last in ((date(2026, 1, 1), date(2026, 12, 31)), (date(2027, 1, 1), date(2029, 12, 31))):
        of = Commitment(unit=MARKET, on=first, until=last, demonstration=True)
        units.on(date(2026, 1, 1), lambda change, of=of: change.add(COMMITMENTS, of))
    assert [state(units, d) for d in (date(2025, 12, 31), DAY)] == ["future", "valid"]


def test_a_kind_of_fact_bounds_the_class(cheated: Province, tmp_path: Path) -> None:
    text = (template() / FILE).read_text("utf-8")
    (tmp_path / FILE).write_text(text.replace('points = "-60"', 'points = "-1"'), "utf-8")
    mild = cheated._replace(policy=read_policy(near=tmp_path))
    score = mild.unit(MARKET).row.score
    assert (score.name, score.ceiling, score.value) == ("D", "cheat", 100)  # 100 - 1 + 3, and not above the start


def test_an_appeal_after_the_decision_takes_it_back(cheated: Province) -> None:
    proposed(cheated)
    key = next(key for key, p in rows(cheated).items() if p.kind == "suspension")
    about: dict[str, Any] = {"unit": MARKET, "about": key, "filed_by": "王某", "said": "not our scale", "by": "C001"}
    with pytest.raises(RegistersError, match="the unit has no P"):
        file_appeal(cheated.url, TODAY, cheated.policy, kind="appeal", **about)  # nobody has decided it
    decide(cheated.url, key, "accept", "A001", "reproduced twice", DAY)
    assert state(cheated) == "suspended"
    with pytest.raises(RegistersError):
        file_appeal(cheated.url, TODAY, cheated.policy, kind="repair", **about)  # a decision is not repaired
    appeal = file_appeal(cheated.url, TODAY, cheated.policy, kind="appeal", **about)
    assert state(cheated) == "suspended"
    settle(cheated.url, appeal, "accept", "A002", "another serial number", Asked(date(2026, 7, 2)), cheated.policy)
    assert (state(cheated), state(cheated, date(2026, 7, 2))) == ("suspended", "pending")  # the fact still stands
    fact = file_appeal(cheated.url, TODAY, cheated.policy, kind="appeal", **{**about, "about": "cheat:R9"})
    after = settle(cheated.url, fact, "accept", "A002", "another", Asked(date(2026, 7, 3)), cheated.policy)
    assert (after, state(cheated, date(2026, 7, 3))) == ("100.00", "valid")
    with opened_book(cheated.url) as book:
        row = book.get(INTEGRITY_APPEALS, fact).record
    assert (row.score, row.effect, row.decided_by, row.state) == ("43.00", "100.00", "A002", "accepted")


@pytest.mark.parametrize(("kind", "answer", "after"), [
    ("appeal", "accept", "100.00"), ("repair", "accept", "97.50"),
    ("appeal", "refuse", "95.00"), ("repair", "refuse", "95.00"),
])  # fmt: skip
def test_appeals_and_repairs_change_the_score_from_their_decision_on(
    units: Province, kind: str, answer: str, after: str
) -> None:
    seal = Seal(instrument="I1", status="broken", status_since=FOUND)
    units.on(FOUND, lambda change: change.add(SEALS, seal, "F1"))
    given: dict[str, Any] = {
        "unit": MARKET,
        "about": f"seal:F1:{FOUND}",
        "filed_by": "王某",
        "said": "new seal",
        "by": "C001",
    }
    key = file_appeal(units.url, TODAY, units.policy, kind=kind, **given)
    with pytest.raises(RegistersError, match=f"{key} about .* is not decided yet"):
        file_appeal(units.url, TODAY, units.policy, kind=kind, **given)
    assert units.score(MARKET) == "95.00"
    later = Asked(date(2026, 7, 1))
    assert settle(units.url, key, answer, "A001", "seen", later, units.policy) == after
    assert (units.score(MARKET), units.score(MARKET, later.day)) == ("95.00", after)
    with pytest.raises(RegistersError, match="was decided already"):
        settle(units.url, key, "accept", "A001", "again", later, units.policy)
