"""JJG 52-2013, gauges with contacts: figures as two reports of the regulation print them, every edge, and the bench."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.pressure.jjg_52_2013 import JJG52, facts
from procedures.role_types import needed_roles
from records.errors import RecordsError
from tests.procedures.answers import Judged, judge, nameplate

Judge = Callable[..., Judged]
SET_POINTS = {"lower": ["0.40MPa", "0.80MPa"], "upper": ["0.80MPa", "1.20MPa"]}  # 25 % and 50 %, 50 % and 75 %
LIMITS = {"1": "0.016", "1.6": "0.0256", "1.5": "0.0256", "2.5": "0.04"}  # of 1.6 MPa: the class in % of the span


@pytest.fixture
def gauge(tmp_path: Path) -> Judge:
    """Judges a contact gauge of 1.6 MPa, class 1.6, with other fields and readings as given."""

    def run(given: dict[str, str] | None = None, stage: str = "initial", **fields: str | None) -> Judged:
        plate = nameplate(tmp_path / "subject.toml", "contact-gauge", **fields)
        return judge("JJG 52", "contact-gauge", plate, given or {}, stage)

    return run


def test_every_contact_is_tried_at_two_set_points_in_both_directions(gauge: Judge) -> None:
    judged = gauge()
    assert set(judged.outcomes.values()) == {"conform"}
    wanted = [f"{c}/{p}/{s}" for c, points in SET_POINTS.items() for p in points for s in ("up", "down")]
    assert list(judged.of("set_point")) == wanted
    assert list(judged.of("switching")) == [f"{c}/{p}" for c, points in SET_POINTS.items() for p in points]


def test_pointers_and_pressures_before_each_approach(gauge: Judge) -> None:
    """A tenth of the span away, on the side from which the pressure comes; vented at the end."""
    told = [(b["method"], *b.get("args", [])) for kind, _, b in gauge().bodies if kind == "command"]
    after = told[[t[0] for t in told].index("set_pointer") :]
    assert [(t[0], *map(str, t[1:])) for t in after[:4]] == [
        ("set_pointer", "lower", "0.40", "MPa"), ("set_pressure", "0.24", "MPa"), ("set_pressure", "0.56", "MPa"),
        ("set_pointer", "lower", "0.80", "MPa"),
    ]  # fmt: skip
    assert after[-1][0] == "vent"
    asked = {a: b["args"] for kind, a, b in gauge().bodies if kind == "observation" and a.startswith("set_point/")}
    assert list(asked["set_point/lower/0.40MPa/up/ref"]) == ["lower", "rising"]
    assert list(asked["set_point/upper/1.20MPa/down/ref"]) == ["upper", "falling"]


@pytest.mark.parametrize("accuracy", LIMITS)
def test_the_limit_of_direct_contacts_is_the_class(gauge: Judge, accuracy: str) -> None:
    limit = LIMITS[accuracy]
    fields = {"class": f'"{accuracy}"', "case_diameter": None, "division": '"0.02 MPa"'}
    for sign in (1, -1):
        for excess, outcome in (("0", "conform"), ("0.0001", "not_conform")):
            at = Decimal("0.8") + sign * (Decimal(limit) + Decimal(excess))
            both = {f"upper/0.80MPa/{stroke}/ref": str(at) for stroke in ("up", "down")}
            judged = gauge(both, **fields)
            assert (judged.outcomes["set_point"], judged.outcomes["switching"]) == (outcome, "conform")
            found = judged.of("set_point")["upper/0.80MPa/up"]["decision"]
            assert Decimal(found["unrounded"]) == at - Decimal("0.8")
            assert Decimal(found["limit"][1]) == Decimal(limit)


@pytest.mark.parametrize(("up", "down", "outcome"), [
    ("0.8128", "0.7872", "conform"), ("0.8129", "0.7872", "not_conform"), ("0.7872", "0.8129", "not_conform"),
])  # fmt: skip
def test_closing_and_opening_differ_by_at_most_the_limit_of_error(
    gauge: Judge, up: str, down: str, outcome: str
) -> None:
    judged = gauge({"lower/0.80MPa/up/ref": up, "lower/0.80MPa/down/ref": down})
    assert (judged.outcomes["switching"], judged.outcomes["set_point"]) == (outcome, "conform")


MAGNETIC = {"contact_action": '"magnetic"'}


@pytest.mark.parametrize(("at", "outcome"), [("0.8", "undecided"), ("0.864", "undecided"), ("0.8641", "not_conform"),
                                             ("0.736", "undecided"), ("0.7359", "not_conform")])  # fmt: skip
def test_of_magnetic_contacts_only_what_exceeds_4_percent_is_decided(gauge: Judge, at: str, outcome: str) -> None:
    both = {f"upper/0.80MPa/{stroke}/ref": at for stroke in ("up", "down")}
    found = gauge(both, **MAGNETIC)
    assert found.of("set_point")["upper/0.80MPa/up"]["outcome"] == outcome
    assert found.of("set_point")["upper/0.80MPa/up"]["values"]["MPE"] == "±0.064?"
    assert found.verdict["outcome"] == outcome


@pytest.mark.parametrize(("down", "outcome"), [("0.856", "conform"), ("0.8561", "not_conform")])
def test_magnetic_contacts_switch_within_3_5_percent(gauge: Judge, down: str, outcome: str) -> None:
    judged = gauge({"lower/0.80MPa/down/ref": down}, **MAGNETIC)
    assert judged.outcomes["switching"] == outcome


def test_of_class_4_no_limit_was_read(gauge: Judge) -> None:
    judged = gauge(**{"class": '"4"', "case_diameter": None})
    assert judged.outcomes["set_point"] == "undecided"
    found = judged.of("set_point")["upper/0.80MPa/up"]
    assert found["values"]["MPE"] == "?"
    assert "the table that was read has no limit for contacts of this class" in str(found)
    assert Decimal(judged.of("switching")["upper/0.80MPa"]["decision"]["limit"][1]) == Decimal("0.064")


@pytest.mark.parametrize(("R", "outcome"), [("20", "conform"), ("19.9", "not_conform")])
def test_insulation(gauge: Judge, R: str, outcome: str) -> None:
    assert gauge({"insulation/Ri": R}).outcomes["insulation"] == outcome
    assert "insulation" not in gauge(stage="in-service").outcomes


def test_the_scale_is_tried_with_the_pointers_outside(gauge: Judge) -> None:
    assert gauge({"/set_aside": "not_conform"}).verdict["outcome"] == "invalid"


def test_a_gauge_without_contacts_has_none_of_this(gauge: Judge) -> None:
    judged = gauge(contact_action=None)
    assert not {"insulation", "set_point", "switching"} & set(judged.outcomes)
    assert not any(address.endswith("set_aside") for _, address, _ in judged.bodies)


def test_set_points_lie_on_divisions_of_the_whole_span(gauge: Judge) -> None:
    marks = '["-0.1 MPa", "-0.05 MPa", "0 MPa", "0.1 MPa", "0.2 MPa", "0.3 MPa"]'
    both = {
        "lower": '"-0.1 MPa"',
        "upper": '"0.3 MPa"',
        "division": '"0.02 MPa"',
        "stop_pin": "false",
        "numbered_marks": marks,
    }
    judged = gauge(
        **both | {"class": '"4"', "case_diameter": None, "numbered_marks": '["-0.1 MPa", "0 MPa", "0.3 MPa"]'}
    )
    assert list(judged.of("switching")) == ["lower/0.00MPa", "lower/0.10MPa", "upper/0.10MPa", "upper/0.20MPa"]


def test_a_bench_needs_the_roles_of_contacts_for_gauges_that_have_them(gauge: Judge, tmp_path: Path) -> None:
    plain = {"source", "gauge", "inspector", "room"}
    assert set(needed_roles(JJG52)) == plain
    with_contacts = JJG52.subject_model.model_construct(contact_action="direct")
    assert set(needed_roles(JJG52, with_contacts)) == plain | {"pointers", "contacts", "tester"}
    with pytest.raises(RecordsError) as refused:
        judge("JJG 52", "gauge", nameplate(tmp_path / "contacts.toml", "contact-gauge"), {})
    assert all(f"[roles.{role}]: missing" in str(refused.value) for role in ("pointers", "contacts", "tester"))


def test_figures_a_second_time() -> None:
    numbers = {"insulation": "20", "approach": "0.1", "magnetic_set_point": "4", "magnetic_switching": "3.5"}
    assert {key: facts.number(key) for key in numbers} == {key: Decimal(n) for key, n in numbers.items()}
    assert set(facts.content["tables"]["set_point"]) == {"source", "columns", "1", "1.6", "2.5"}


@pytest.mark.parametrize(("defect", "failed"), [
    ("", []), ("friction", ["tapping", "switching"]), ("contact_early", ["set_point"]),
    ("contact_gap", ["switching"]), ("leaking", ["insulation"]),
])  # fmt: skip
def test_on_the_bench(verify: Any, defect: str, failed: list[str]) -> None:
    verified = verify("contact-gauge", serial=f'"EC-DEFECT-{defect}"' if defect else '"EC-2026-0001"')
    assert verified.verdict["failed"] == failed
