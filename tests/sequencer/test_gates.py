"""Start gates, each on its own: what it refuses, what it lets pass, on either side of its limit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec import to_builtins

from drivers.roles import Identity
from metrology.status import Source, Status
from procedures.base import Requirement
from procedures.conditions import Condition, air
from procedures.text import Text
from sequencer.errors import Refused
from sequencer.gates import GATES, OVERRIDABLE, check
from sequencer.gates.context import Case, Facts
from sequencer.gates.texts import REMEDIES, TITLES
from tests.opened import stated

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
INSTITUTE = {"id": "NMI", "kind": "institute"}
RANGE = {
    "lower": "15", "upper": "25",
    "maximum_permissible_error": {"form": "linear", "constant": "0.3"},
    "expanded_uncertainty": {"form": "linear", "constant": "0.2"},
}  # fmt: skip
QUANTITY = {"unit": "°C", "ranges": [RANGE]}
ROOM = {
    "id": "TH-01", "role": "room", "name": {"zh": "温湿度计", "en": "Hygrometer"}, "model": "HMT330", "serial": "S1",
    "range": "-", "accuracy": "-", "issuer": "-", "certificate": "C1", "valid_until": "2026-11-23",
    "valid_from": "2026-01-01", "traceability": [INSTITUTE], "quantities": [QUANTITY],
}  # fmt: skip
SOURCE = {**ROOM, "id": "PC-01", "role": "source", "model": "PACE5000", "serial": "77"}
OPENED: Mapping[str, Any] = {
    "date": "2026-11-23",
    "simulated": False,
    "standards": [ROOM, SOURCE],
    "people": {
        "operator": {
            "id": "V",
            "name": "V",
            "authorised": [{"regulation": "JJG 52", "from": "2026-01-01", "until": "2026-11-23"}],
        },
        "reviewer": {"id": "R", "name": "R"},
    },
    "policy": {"unverified_data": "mark"},
}  # fmt: skip


BAND = air((15, 25), source=Source("", Status.VERIFIED))


@dataclass
class Bound:
    """The part of a procedure that gates ask."""

    requirements: tuple[Requirement, ...] = ()
    asked: tuple[Condition, ...] = BAND
    subject: object = None
    under_test: str = ""

    @property
    def run(self) -> Any:
        return SimpleNamespace(date=date(2026, 11, 23))

    def conditions(self, subject: object) -> tuple[Condition, ...]:
        return self.asked

    def suitability(self) -> tuple[Requirement, ...]:
        return self.requirements

    def refuses(self, subject: object, on: date) -> Text | None:
        return Text("不适用", "does not apply") if subject == "refused" else None


def reasons(gate: str, *, facts: Facts | None = None, procedure: Bound | None = None, **opened: Any) -> list[str]:
    case = Case(cast("Any", procedure or Bound()), stated(**{**OPENED, **opened}), facts or Facts())
    return [reason.en for reason in GATES[gate](case)]


def standards(**fields: Any) -> list[Mapping[str, Any]]:
    return [ROOM, {**SOURCE, **fields}]


def test_a_laboratory_in_order_is_refused_nothing() -> None:
    facts = Facts(NOON, NOON - timedelta(days=1), NOON - timedelta(days=2), 10**9)
    assert check(cast("Any", Bound()), stated(**OPENED), facts) == ()


def test_every_gate_has_a_name_and_a_remedy_in_both_languages() -> None:
    assert list(GATES) == list(TITLES) == list(REMEDIES)
    assert all(t.zh and t.en for t in (*TITLES.values(), *REMEDIES.values()))
    assert set(GATES) - set(OVERRIDABLE) == {"edition", "standard_state", "material"}


@pytest.mark.parametrize(("until", "refused"), [("2026-11-23", False), ("2026-11-22", True)])
def test_standard_due(until: str, refused: bool) -> None:
    found = reasons("standard_due", standards=standards(valid_until=until))
    assert bool(found) is refused
    assert not refused or f"certificate C1 expired on {until}" in found[0]


@pytest.mark.parametrize(("since", "refused"), [("2026-11-23", False), ("2026-11-24", True)])
def test_a_certificate_that_is_not_valid_yet(since: str, refused: bool) -> None:
    found = reasons("standard_due", standards=standards(valid_from=since))
    assert bool(found) is refused
    assert not refused or f"certificate C1 is valid from {since} only" in found[0]


GONE = {"state": "suspended", "state_reason": "dropped"}
OUT_OF_USE = [({}, ""), (GONE, "suspended (dropped)"), ({"state": "recalled"}, "recalled"),
              ({"state": "scrapped"}, "scrapped"), ({"recalled": "wrong U"}, "recalled (wrong U)")]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), OUT_OF_USE)
def test_a_standard_out_of_use(fields: dict[str, str], expected: str) -> None:
    found = reasons("standard_state", standards=standards(**fields))
    assert [r.endswith(expected) for r in found] == [True] * bool(expected)


def requirement(code: str, conforms: bool) -> Requirement:
    return Requirement(code, "", Text("甲", code), "1", "≤ 2", conforms, Status.VERIFIED)


@pytest.mark.parametrize(("code", "gate", "other"), [
    ("standard_range", "standard_range", "standard_ratio"),
    ("standard_lower_range", "standard_range", "standard_ratio"),
    ("standard_mpe", "standard_ratio", "standard_range"), ("weights_missing", "standard_ratio", "standard_range"),
])  # fmt: skip
def test_standard_range_and_ratio(code: str, gate: str, other: str) -> None:
    bad, good = Bound((requirement(code, False),)), Bound((requirement(code, True),))
    assert code in reasons(gate, procedure=bad)[0]
    assert not reasons(other, procedure=bad)
    assert not reasons(gate, procedure=good)


def link(id_: str, kind: str, until: str = "") -> dict[str, str]:
    return {"id": id_, "kind": kind, "valid_until": until, "certificate": "C1"}


@pytest.mark.parametrize(("chain", "text"), [
    ([link("", "none")], "names nothing above it"),
    ([link("HIGH", "standard", "2030-01-01"), link("", "none")], "PC-01 → HIGH names nothing"),
    ([link("X", "unknown")], "neither a registered standard nor a registered institute"),
    ([link("HIGH", "standard", "2030-01-01"), link("PC-01", "circle")], "PC-01 → HIGH → PC-01 goes round"),
    ([link("HIGH", "standard", "2026-11-22"), INSTITUTE], "HIGH in its chain PC-01 → HIGH → NMI expired on 2026-11-22"),
    ([link("NMI", "institute", "2026-11-22")], "NMI in its chain"),
])  # fmt: skip
def test_traceability_broken(chain: list[Any], text: str) -> None:
    (found,) = reasons("traceability", standards=standards(traceability=chain))
    assert text in found


@pytest.mark.parametrize("chain", [
    [INSTITUTE], [link("HIGH", "standard", "2026-11-23"), link("NMI", "institute", "2026-11-23")],
])  # fmt: skip
def test_traceability_whole(chain: list[Any]) -> None:
    assert not reasons("traceability", standards=standards(traceability=chain))


def test_a_chain_that_was_never_written_down_is_broken() -> None:
    unknown = {k: v for k, v in SOURCE.items() if k != "traceability"}
    assert "PC-01 names nothing" in reasons("traceability", standards=[unknown])[0]


@pytest.mark.parametrize(("quantity", "refused"), [
    (QUANTITY, False), ({"unit": "°C", "ranges": [{**RANGE, "lower": "15.1"}]}, True),
    ({"unit": "°C", "ranges": [{**RANGE, "upper": "24.9"}]}, True), ({"unit": "%RH", "ranges": [RANGE]}, True),
    ({"unit": "°C", "ranges": [{**RANGE, "upper": "20"}, {**RANGE, "lower": "20"}]}, False),
])  # fmt: skip
def test_environment(quantity: Any, refused: bool) -> None:
    assert bool(reasons("environment", standards=[{**ROOM, "quantities": [quantity]}])) is refused


def test_environment_without_any_standard_of_the_room() -> None:
    assert "no standard stands behind" in reasons("environment", standards=[SOURCE])[0]


@pytest.mark.parametrize(("found", "register", "refused"), [
    (Identity(model="Pace5000 User Interface", serial="77"), {}, False),
    (Identity(model="PACE-5000", serial=" 77 "), {}, False),
    (Identity(), {}, False),
    (Identity(serial="78"), {}, True),
    (Identity(serial="770"), {}, True),
    (Identity(model="PACE6000", serial="77"), {}, True),
    (Identity(serial="77", firmware="2.1"), {}, False),
    (Identity(serial="77", firmware="2.1"), {"firmware": "2.2"}, True),
    (Identity(serial="77", firmware="2.2"), {"firmware": "2.2"}, False),
])  # fmt: skip
@pytest.mark.parametrize("role", ["source", "source@2"])
def test_identity(found: Identity, register: Any, refused: bool, role: str) -> None:
    said = reasons("identity", facts=Facts(identities={role: found}), standards=standards(**register))
    assert bool(said) is refused
    assert not refused or "№ 77" in said[0]


def test_identity_of_an_instrument_that_no_standard_stands_behind() -> None:
    assert not reasons("identity", facts=Facts(identities={"scale": Identity(serial="9")}))


def test_identity_of_one_of_two_standards_of_a_role() -> None:
    two = [SOURCE, {**SOURCE, "id": "PC-02", "serial": "78"}]
    assert not reasons("identity", facts=Facts(identities={"source": Identity(serial="78")}), standards=two)
    assert reasons("identity", facts=Facts(identities={"source": Identity(serial="79")}), standards=two)


def people(*authorised: tuple[str, str, str], reviewer: str = "R") -> dict[str, Any]:
    entries = [{"regulation": r, "from": a, "until": b} for r, a, b in authorised]
    return {"operator": {"id": "V", "name": "V", "authorised": entries}, "reviewer": {"id": reviewer, "name": ""}}


@pytest.mark.parametrize(("authorised", "refused"), [
    (("JJG 52", "2026-11-23", "2026-11-23"), False), (("JJG 52-2013", "2026-01-01", "2027-01-01"), False),
    (("JJG 52", "2026-11-24", "2027-01-01"), True), (("JJG 52", "2026-01-01", "2026-11-22"), True),
    (("JJG 52-1999", "2026-01-01", "2027-01-01"), True), (("JJG 5", "2026-01-01", "2027-01-01"), True),
])  # fmt: skip
def test_person_authorised(authorised: tuple[str, str, str], refused: bool) -> None:
    assert bool(reasons("person", people=people(authorised))) is refused


@pytest.mark.parametrize("reviewer", ["", "V"])
def test_person_who_would_review_their_own_work(reviewer: str) -> None:
    (found,) = reasons("person", people=people(("JJG 52", "2026-01-01", "2027-01-01"), reviewer=reviewer))
    assert "may review" in found


def test_person_without_any_authorisation() -> None:
    assert "not authorised for JJG 52-2013 on 2026-11-23" in reasons("person", people=people())[0]


MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@pytest.mark.parametrize(("facts", "refused"), [
    (Facts(NOON, newest=NOON + MINUTE), False), (Facts(NOON, newest=NOON + MINUTE + SECOND), True),
    (Facts(NOON, written=NOON + MINUTE), False), (Facts(NOON, written=NOON + MINUTE + SECOND), True),
])  # fmt: skip
def test_clock(facts: Facts, refused: bool) -> None:
    assert bool(reasons("clock", facts=facts)) is refused


def test_a_rehearsal_may_be_dated_freely_but_not_before_the_entries_of_its_store() -> None:
    past = datetime(2026, 1, 1, tzinfo=UTC)
    assert not reasons("clock", facts=Facts(past, written=NOON), simulated=True)
    assert reasons("clock", facts=Facts(past, newest=NOON), simulated=True)


@pytest.mark.parametrize(("facts", "count"), [
    (Facts(free_bytes=100_000_000), 0), (Facts(free_bytes=99_999_999), 1), (Facts(unwritable="read-only"), 1),
    (Facts(free_bytes=1, unwritable="read-only"), 2), (Facts(), 0),
])  # fmt: skip
def test_store(facts: Facts, count: int) -> None:
    assert len(reasons("store", facts=facts)) == count


def refusals(opened: Mapping[str, Any], facts: Facts) -> Iterable[str]:
    with pytest.raises(Refused) as caught:
        check(cast("Any", Bound()), stated(**opened), facts)
    return [reason.en for reason in caught.value.reasons]


def test_all_reasons_at_once_each_under_its_gate() -> None:
    opened = {
        **OPENED,
        "standards": standards(valid_until="2020-01-01", traceability=[]),
        "people": people(reviewer=""),
    }
    found = refusals(opened, Facts(NOON, newest=NOON + 2 * MINUTE, free_bytes=0))
    gates = [text[1 : text.index("]")] for text in found]
    assert gates == ["standard_due", "traceability", "person", "person", "clock", "store"]


def given(gate: str) -> dict[str, Any]:
    return {"gate": gate, "person": {"id": "M", "name": "陈技术"}, "reason": "急用"}


def test_an_overridden_gate_refuses_nothing_and_is_stated() -> None:
    opened = {**OPENED, "standards": standards(valid_until="2020-01-01"), "overrides": [given("standard_due")]}
    (entry,) = check(cast("Any", Bound()), stated(**opened), Facts())
    assert entry.refused[0].en == "standard PC-01: certificate C1 expired on 2020-01-01"
    assert all(text in said for said in entry.statement for text in ("陈技术", "M", "急用", "2020-01-01"))


def test_an_override_lets_no_other_gate_pass() -> None:
    opened = {**OPENED, "standards": standards(valid_until="2020-01-01"), "overrides": [given("store")]}
    assert len(list(refusals(opened, Facts(free_bytes=1)))) == 1


def test_an_override_that_was_not_needed_is_kept_and_states_nothing() -> None:
    (entry,) = check(cast("Any", Bound()), stated(**OPENED, overrides=[given("clock")]), Facts())
    assert to_builtins(entry) == given("clock")


def test_what_the_regulation_forbids_is_refused() -> None:
    assert reasons("edition", procedure=Bound(subject="refused")) == ["does not apply"]
    assert not reasons("edition")
