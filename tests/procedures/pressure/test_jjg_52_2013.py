"""JJG 52-2013: the tables a second time, every edge, one pass and one fail per item; answers in memory."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.errors import SubjectError
from procedures.kit.suitability import Demand
from procedures.pressure.jjg_52_2013 import JJG52, facts
from sequencer.errors import EntryRefused, Interrupted
from tests.procedures.answers import Judged, judge, nameplate

# % of the span: zero with stop pin, without, 90 % to 100 % of the upper limit, rest; from the report of the table
TABLE = {"1": "1.0 1.0 1.6 1.0", "1.6": "1.6 1.6 2.5 1.6", "2.5": "2.5 2.5 4.0 2.5", "4": "4.0 4.0 4.0 4.0"}
CASES = {"1": "150 200 250", "1.6": "100 150 200 250", "2.5": "40 50 60 100", "4": "40 50 60"}
CLASS_1 = {"class": '"1"', "upper": '"1 MPa"', "division": '"0.01 MPa"', "case_diameter": None}
MIDDLE = CLASS_1 | {"numbered_marks": '["0 MPa", "0.5 MPa", "1 MPa"]'}
EDGE = CLASS_1 | {"numbered_marks": '["0 MPa", "0.89 MPa", "0.9 MPa", "1 MPa"]'}
Judge = Callable[..., Judged]


@pytest.fixture
def gauge(tmp_path: Path) -> Judge:
    """Judges a gauge of 1.6 MPa, class 1.6, with other fields and readings as given."""

    def run(given: dict[str, str] | None = None, stage: str = "initial", **fields: str | None) -> Judged:
        return judge("JJG 52", "gauge", nameplate(tmp_path / "subject.toml", "gauge", **fields), given or {}, stage)

    return run


def near(p: str, up: tuple[str, str], down: tuple[str, str], there: str = "up", back: str = "down") -> dict[str, str]:
    """Standard and gauge at a point in both directions."""
    found = {}
    for direction, (ref, x) in ((there, up), (back, down)):
        found |= {f"{direction}/{p}/ref": ref, f"{direction}/{p}/before": x, f"{direction}/{p}/after": x}
    return found


def test_the_edition() -> None:
    r = JJG52.regulation
    assert (r.id, r.issued.isoformat(), r.in_force.isoformat()) == ("JJG 52-2013", "2013-06-27", "2013-12-27")
    assert (r.replaces, r.validity_months) == (("JJG 52-1999", "JJG 573-2003"), 6)
    assert facts.standards_demands(None) == {"source": Demand(ratio=Decimal(4))}
    assert [facts.number(key) for key in ("vacuum_part", "atmosphere")] == [Decimal("0.92"), Decimal("101.325")]
    keys = "appearance indication zero hysteresis tapping smoothness insulation set_point switching"
    assert [i.key for i in JJG52.items()][2:] == keys.split()
    assert [i.key for i in JJG52.items()[2:] if len(i.stages) < 3] == ["insulation"]


@pytest.mark.parametrize("accuracy", TABLE)
def test_the_table_of_limits(accuracy: str) -> None:
    row = facts.table("mpe").row(accuracy)
    assert [row[c] for c in ("with_stop_pin", "without_stop_pin", "top", "rest")] == list(
        map(Decimal, TABLE[accuracy].split())
    )
    assert facts.table("case").numbers(accuracy) == tuple(map(Decimal, CASES[accuracy].split()))


def test_an_ideal_gauge_conforms_at_every_stage(gauge: Judge) -> None:
    for stage in ("initial", "subsequent", "in-service"):
        judged = gauge(stage=stage)
        assert set(judged.outcomes.values()) == {"conform"}
        assert judged.verdict["outcome"] == "conform"


@pytest.mark.parametrize(("p", "edge"), [("0.89MPa", "0.010"), ("0.9MPa", "0.016"), ("1MPa", "0.016")])
def test_the_wider_limit_begins_at_90_percent(gauge: Judge, p: str, edge: str) -> None:
    for sign in (1, -1):
        x = Decimal(p.removesuffix("MPa"))
        for error, outcome in ((Decimal(edge), "conform"), (Decimal(edge) + Decimal("0.002"), "not_conform")):
            at = str(x + sign * error)
            judged = gauge(near(p, (str(x), at), (str(x), at)), **EDGE)
            assert judged.outcomes["indication"] == outcome, (p, at)


def test_class_1_5_is_judged_as_1_6_and_span_counts(gauge: Judge) -> None:
    limits = [gauge(**{"class": f'"{c}"'}).of("indication")["up/0.4MPa"]["decision"]["limit"] for c in ("1.5", "1.6")]
    assert limits == [["-0.0256", "0.0256"]] * 2


@pytest.mark.parametrize(("up", "down", "outcome", "H"), [
    (("0.508", "0.5"), ("0.492", "0.5"), "not_conform", "0.016"),
    (("0.506", "0.506"), ("0.494", "0.494"), "conform", "0"),
    (("0.500", "0.506"), ("0.500", "0.496"), "conform", "0.010"),
    (("0.500", "0.506"), ("0.500", "0.494"), "not_conform", "0.012"),
])  # fmt: skip
def test_hysteresis_is_the_difference_of_the_errors(gauge: Judge, up: Any, down: Any, outcome: str, H: str) -> None:
    judged = gauge(near("0.5MPa", up, down), **MIDDLE)
    assert judged.outcomes["hysteresis"] == outcome
    assert Decimal(judged.of("hysteresis")["0.5MPa"]["decision"]["unrounded"]) == Decimal(H)


@pytest.mark.parametrize(("before", "outcome"), [("1.21", "conform"), ("1.19", "conform"), ("1.22", "not_conform")])
def test_tapping_moves_the_pointer_by_half_of_the_limit(gauge: Judge, before: str, outcome: str) -> None:
    """0.0128 MPa; a fifth of a division is 0.01 MPa."""
    for direction in ("up", "down"):
        judged = gauge({f"{direction}/1.2MPa/before": before})
        assert judged.outcomes["tapping"] == outcome
        assert judged.outcomes["indication"] == "conform"
    assert judged.of("tapping")["up/1.2MPa"]["decision"]["limit"][1] == "0.01280"


@pytest.mark.parametrize("when", ["before_up", "after_down"])
@pytest.mark.parametrize(
    ("zero", "outcome"), [("0.02", "conform"), ("-0.02", "conform"), ("0.03", "not_conform"), ("-0.03", "not_conform")]
)
def test_zero_before_and_after(gauge: Judge, when: str, zero: str, outcome: str) -> None:
    for pin in ("true", "false"):
        judged = gauge({f"{when}/after": zero}, stop_pin=pin)
        assert judged.outcomes["zero"] == outcome
        assert ("zero_mark" in judged.of("zero")) is (pin == "false")


def test_without_a_stop_pin_the_zero_mark_counts(gauge: Judge) -> None:
    assert gauge({"zero_mark": "not_conform"}, stop_pin="false").outcomes["zero"] == "not_conform"


@pytest.mark.parametrize(
    ("check", "item"),
    [("marks", "appearance"), ("case", "appearance"), ("pointer", "appearance"), ("smoothness", "smoothness")],
)
def test_checks_fail_their_item(gauge: Judge, check: str, item: str) -> None:
    judged = gauge({f"/{check}": "not_conform"})
    assert judged.outcomes[item] == "not_conform"
    assert (judged.outcomes["indication"] == "incomplete") is (item == "appearance")


@pytest.mark.parametrize(("upper", "medium"), [("0.25", "gas"), ("0.3", "liquid")])
def test_the_medium_is_a_condition(gauge: Judge, upper: str, medium: str) -> None:
    marks = f'["0 MPa", "0.1 MPa", "{upper} MPa"]'
    plate = {"upper": f'"{upper} MPa"', "division": '"0.005 MPa"', "numbered_marks": marks}
    judged = gauge({f"/{medium}": "not_conform"}, **plate)
    assert judged.verdict["outcome"] == "invalid"


def test_a_mandatory_check_cannot_be_answered_away(gauge: Judge) -> None:
    with pytest.raises((EntryRefused, Interrupted)):
        gauge({"/marks": "not_applicable"})


@pytest.mark.parametrize(("address", "reading"), [
    ("up/0.8MPa/after", "0.805"), ("up/0.8MPa/ref", "8.0000"), ("down/0.8MPa/ref", "-0.2"),
])  # fmt: skip
def test_a_reading_that_cannot_be_is_refused(gauge: Judge, address: str, reading: str) -> None:
    with pytest.raises((EntryRefused, Interrupted)):
        gauge({address: reading})


@pytest.mark.parametrize(("address", "fine", "far"), [
    ("up/0.8MPa/ref", "0.9279", "0.9281"), ("up/0.8MPa/after", "0.92", "0.93"), ("before_up/after", "0.12", "0.13"),
])  # fmt: skip
def test_a_reading_far_from_the_point_must_be_confirmed(gauge: Judge, address: str, fine: str, far: str) -> None:
    """Five times 0.0256 MPa."""
    assert "reading_far" not in gauge({address: fine}).answers.doubts
    assert "reading_far" in gauge({address: far}).answers.doubts


def test_what_was_not_read_makes_its_points_incomplete(gauge: Judge) -> None:
    judged = gauge({"down/0.8MPa/after": "not_measured"})
    assert judged.outcomes["indication"] == judged.outcomes["hysteresis"] == judged.outcomes["tapping"] == "incomplete"
    assert judged.of("hysteresis")["0.4MPa"]["outcome"] == "conform"


def test_the_order_of_readings(gauge: Judge) -> None:
    read = [
        a.split("/", 1)[1]
        for kind, a, _ in gauge().bodies
        if kind in {"observation", "dwell"} and a.startswith("indication/")
    ]
    marks = ["0.4MPa", "0.8MPa", "1.2MPa", "1.6MPa"]
    points = [("up", m) for m in marks] + [("down", m) for m in marks[::-1]]
    wanted = [f"{d}/{m}/{x}" for d, m in points for x in ("ref", "before", "after")]
    assert read == ["before_up/after", *wanted[:12], "dwell#1", *wanted[12:], "after_down/after"]
    (dwell,) = (b for kind, _, b in gauge().bodies if kind == "dwell")
    assert dwell["seconds"] == "180"


@pytest.mark.parametrize(("fields", "conforms"), [
    ({}, True), ({"case_diameter": '"150 mm"'}, True), ({"case_diameter": '"60 mm"'}, False),
    ({"case_diameter": None}, True),
    ({"division": '"0.1 MPa"'}, True), ({"division": '"0.2 MPa"'}, False), ({"division": '"0.15 MPa"'}, False),
    ({"numbered_marks": '["0 MPa", "0.42 MPa", "1.6 MPa"]'}, False),
    ({"numbered_marks": '["0 MPa", "0.4 MPa", "1.2 MPa"]'}, False),
])  # fmt: skip
def test_the_nameplate(gauge: Judge, fields: dict[str, str | None], conforms: bool) -> None:
    """A fifth of 0.1 MPa resolves 0.0256 MPa, a fifth of 0.2 MPa does not."""
    assert (gauge(**fields).outcomes["specification"] == "conform") is conforms


@pytest.mark.parametrize(
    "fields", [{"lower": '"0.1 MPa"'}, {"upper": '"-0.1 MPa"'}, {"division": '"0 MPa"'}, {"class": '"3"'}]
)
def test_a_nameplate_that_is_not_covered_is_refused(gauge: Judge, fields: dict[str, str]) -> None:
    with pytest.raises(SubjectError):
        gauge(**fields)


def test_every_fact_has_its_status_and_nothing_claims_to_be_verified() -> None:
    unverified = {"matrix", "readings", "dial", "vacuum"}
    secondary = {"mpe", "environment", "standard", *facts.item_keys}
    assert {k: facts.source(k).status.value for k in unverified} == dict.fromkeys(unverified, "unverified")
    assert {k: facts.source(k).status.value for k in secondary} == dict.fromkeys(secondary, "secondary")


def test_the_environment_and_what_does_not_depend_on_it() -> None:
    by_name = {c.quantity: c for c in JJG52.conditions(None)}
    assert set(by_name) == {"temperature", "humidity"}
    assert (by_name["temperature"].lower, by_name["temperature"].upper) == (Decimal(15), Decimal(25))
    assert (by_name["humidity"].lower, by_name["humidity"].upper) == (None, Decimal(85))
    by_key = {i.key: i for i in JJG52.items()}
    assert [k for k in facts.item_keys if not by_key[k].measured] == ["appearance"]


@pytest.mark.parametrize("accuracy", ["1", "1.5", "1.6", "2.5", "4"])
def test_every_accuracy_class_is_accepted(gauge: Judge, accuracy: str) -> None:
    assert gauge(**{"class": f'"{accuracy}"', "case_diameter": None}).verdict["outcome"] == "conform"


def test_a_gas_serves_up_to_a_quarter_of_a_megapascal(gauge: Judge) -> None:
    fields = {"upper": '"0.26 MPa"', "division": '"0.01 MPa"', "numbered_marks": '["0 MPa", "0.1 MPa", "0.26 MPa"]'}
    assert gauge({"/liquid": "not_conform"}, **fields).verdict["outcome"] == "invalid"


def test_a_dial_whose_fifth_equals_the_limit_is_readable(gauge: Judge) -> None:
    """Class 1 of 1 MPa: ±0.01 MPa; a fifth of 0.05 MPa is just that."""
    plate = MIDDLE | {"division": '"0.05 MPa"'}
    assert gauge(**plate).outcomes["specification"] == "conform"


@pytest.mark.parametrize("when", ["before_up", "after_down"])
def test_the_limit_of_zero_is_a_percentage_of_the_upper_limit(gauge: Judge, when: str) -> None:
    for pin in ("true", "false"):
        assert gauge(stop_pin=pin).of("zero")[when]["decision"]["limit"] == ["-0.0256", "0.0256"]


def test_a_dial_has_three_numbered_marks_that_begin_at_its_lower_limit(gauge: Judge) -> None:
    assert gauge(**MIDDLE).outcomes["specification"] == "conform"
    with pytest.raises(SubjectError):
        gauge(numbered_marks='["0 MPa", "1.6 MPa"]')
    before = '["-0.5 MPa", "0 MPa", "0.8 MPa", "1.6 MPa"]'
    assert gauge(numbered_marks=before).outcomes["specification"] == "not_conform"


BOTH = {
    "lower": '"-0.1 MPa"', "upper": '"0.3 MPa"', "division": '"0.01 MPa"', "stop_pin": "false",
    "numbered_marks": '["-0.1 MPa", "-0.05 MPa", "0 MPa", "0.1 MPa", "0.2 MPa", "0.3 MPa"]',
}  # fmt: skip
VACUUM = BOTH | {"upper": '"0 MPa"', "division": '"0.002 MPa"', "numbered_marks": '["-0.1 MPa", "-0.05 MPa", "0 MPa"]'}


def test_a_pressure_vacuum_gauge_goes_up_and_down_then_to_the_vacuum_and_back(gauge: Judge) -> None:
    """92 % of 101.325 kPa are 93.2 kPa: the deepest division is 90 kPa."""
    judged = gauge(**BOTH)
    assert set(judged.outcomes.values()) == {"conform"}
    up, out = ["0.1MPa", "0.2MPa", "0.3MPa"], ["-0.05MPa", "-0.09MPa"]
    strokes = [f"up/{p}" for p in up] + [f"down/{p}" for p in up[::-1]]
    strokes += [f"out/{p}" for p in out] + [f"back/{p}" for p in out[::-1]]
    assert [key for key in judged.of("indication") if "/" in key] == strokes
    assert list(judged.of("hysteresis")) == up + out
    assert len(judged.of("tapping")) == 10
    assert sum(kind == "dwell" for kind, _, _ in judged.bodies) == 2


def test_limits_are_parts_of_the_whole_span_of_vacuum_and_pressure(gauge: Judge) -> None:
    """Class 1.6 of 0.4 MPa: 6.4 kPa, 10 kPa from 0.27 MPa on; the zero 6.4 kPa."""
    limits = gauge(**BOTH).of("indication")
    assert limits["out/-0.09MPa"]["decision"]["limit"] == ["-0.0064", "0.0064"]
    assert limits["up/0.2MPa"]["decision"]["limit"] == ["-0.0064", "0.0064"]
    assert limits["up/0.3MPa"]["decision"]["limit"] == ["-0.0100", "0.0100"]
    for x, outcome in (("0.006", "conform"), ("0.008", "not_conform")):
        assert gauge({"before_up/after": x}, **BOTH).outcomes["zero"] == outcome


@pytest.mark.parametrize(("x", "outcome"), [("-0.056", "conform"), ("-0.058", "not_conform")])
def test_both_sides_of_a_limit_in_the_vacuum(gauge: Judge, x: str, outcome: str) -> None:
    assert gauge(near("-0.05MPa", ("-0.05", x), ("-0.05", x), "out", "back"), **BOTH).outcomes["indication"] == outcome


def test_hysteresis_and_tapping_in_the_vacuum(gauge: Judge) -> None:
    apart = {f"out/-0.05MPa/{key}": "-0.048" for key in ("before", "after")}
    apart |= {f"back/-0.05MPa/{key}": "-0.056" for key in ("before", "after")}
    judged = gauge(apart, **BOTH).outcomes
    assert (judged["indication"], judged["hysteresis"]) == ("conform", "not_conform")
    assert gauge({"out/-0.05MPa/before": "-0.054"}, **BOTH).outcomes["tapping"] == "not_conform"


def test_a_vacuum_gauge(gauge: Judge) -> None:
    judged = gauge(**VACUUM)
    strokes = ["out/-0.05MPa", "out/-0.092MPa", "back/-0.092MPa", "back/-0.05MPa"]
    assert [key for key in judged.of("indication") if "/" in key] == strokes
    assert judged.of("indication")["out/-0.092MPa"]["decision"]["limit"] == ["-0.0016", "0.0016"]


def test_a_stop_pin_only_where_the_scale_begins_at_zero(gauge: Judge) -> None:
    assert gauge(**BOTH).outcomes["specification"] == "conform"
    assert gauge(**BOTH | {"stop_pin": "true"}).outcomes["specification"] == "not_conform"
