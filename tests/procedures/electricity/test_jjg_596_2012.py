"""JJG 596-2012: the tables a second time, every edge, one pass and one fail per item; answers in memory."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.meter_rounding import SOURCE
from procedures.electricity.energy_meters import FACTORS
from procedures.electricity.jjg_596_2012 import JJG596, facts
from procedures.errors import SubjectError
from procedures.kit.suitability import Demand
from sequencer.errors import EntryRefused, Interrupted
from tests.procedures.answers import Judged, judge, nameplate
from tests.procedures.electricity import jjg_596_tables as tables
from tests.procedures.electricity.jjg_596_tables import at, energy

ITEMS = [*tables.BEFORE, "balanced", "requested", "single", "difference", "constant", "clock"]
ONE_PHASE = {"system": '"1P2W"'}
CT = {"connection": '"ct"', "un": '"57.7 V"', "ib": '"1.5 A"', "imax": '"6 A"', "constant": '"6400 imp/kWh"'}
Judge = Callable[..., Judged]


@pytest.fixture
def meter(tmp_path: Path) -> Judge:
    """Judges a meter of class 1, 3 × 220 V 5(60) A, 1200 imp/kWh, with other fields and readings as given."""

    def run(given: dict[str, str] | None = None, stage: str = "initial", **fields: str | None) -> Judged:
        plate = nameplate(tmp_path / "subject.toml", "electricity-meter", **fields)
        return judge("JJG 596", "electricity-meter", plate, given or {}, stage)

    return run


def table(name: str, rows: dict[str, str]) -> None:
    found = {key: facts.table(name).numbers(key) for key in rows}
    assert found == {key: tuple(map(Decimal, row.split())) for key, row in rows.items()}


def test_the_edition() -> None:
    r = JJG596.regulation
    assert (r.id, r.issued.isoformat(), r.in_force.isoformat()) == ("JJG 596-2012", "2012-10-08", "2013-04-08")
    assert (r.replaces, r.kind, r.validity_months) == (("JJG 596-1999",), "electricity-meter", 96)
    assert [i.key for i in JJG596.items()][2:] == ITEMS
    by_key = {i.key: i for i in JJG596.items()}
    assert {k: len(by_key[k].stages) for k in ITEMS} == {k: 1 if k == "voltage" else 3 for k in ITEMS}
    assert [s.value for s in by_key["voltage"].stages] == ["initial"]
    assert [k for k in ITEMS if not by_key[k].measured] == ["appearance", "voltage"]
    assert [k for k in ITEMS if by_key[k].gate] == ["appearance"]


def test_the_tables() -> None:
    table("errors", tables.ERRORS)
    table("edges", tables.EDGES)
    table("starting", tables.STARTING)
    table("creep", tables.CREEP)
    table("difference", tables.DIFFERENCE)
    assert facts.table("errors").columns == ("low_1", "1", "low_05", "05", "single_1", "single_05")
    assert facts.table("edges").columns == ("start_1", "edge_1", "start_05", "edge_05")
    assert {key: str(facts.number(key)) for key in tables.NUMBERS} == tables.NUMBERS


def test_the_loads() -> None:
    for key, row in tables.BALANCED.items():
        assert facts.table("balanced").texts(key) == tuple(row.split(",")), key
    for key, row in tables.SINGLE.items():
        assert facts.table("single").texts(key) == tuple(row.split(",")), key
    for connection, second in (("direct", tables.DIRECT_2), ("ct", tables.CT_2)):
        loads = facts.table("balanced").texts(f"{connection} 1")
        assert [load for load in loads if not load.startswith("0.8C")] == second.split(",")
        capacitive = [load.removeprefix("0.8C ") for load in loads if load.startswith("0.8C")]
        assert capacitive == [load.removeprefix("0.5L ") for load in loads if load.startswith("0.5L")]
    assert FACTORS == tables.FACTORS


def test_sources_and_what_is_not_known() -> None:
    secondary = {"dates", "errors", "loads", "creep", "starting", "clock"}
    unverified = {
        "matrix", "period", "single", "points_rule", "difference", "constant", "bench", "environment", "plate",
        "appearance", "voltage",
    }  # fmt: skip
    assert {facts.source(k).status.value for k in secondary} == {"secondary"}
    assert {facts.source(k).status.value for k in unverified} == {"unverified"}
    rests = [s.clause.removeprefix("JJG 596-2012 ") for s in JJG596.regulation.sources]
    assert rests == ["发布与实施日期", "检定项目一览表", "检定周期", "负载点", "不平衡负载点", "读数"]
    assert SOURCE in JJG596.tables()


@pytest.mark.parametrize(("accuracy", "months", "percent"), [
    ("0.2S", 72, "0.05"), ("0.5S", 72, "0.1"), ("1", 96, "0.2"), ("2", 96, "0.3"),
])  # fmt: skip
def test_period_and_standards_by_class(accuracy: str, months: int, percent: str) -> None:
    class Plate:
        accuracy_class = accuracy

    assert JJG596.validity_months(Plate()) == months
    assert facts.standards_demands(Plate()) == {"reference": Demand(percent=Decimal(percent))}
    by_name = {c.quantity: (c.lower, c.upper) for c in JJG596.conditions(Plate())}
    assert by_name == {"temperature": (Decimal(21), Decimal(25)), "humidity": (None, None)}


def test_an_ideal_meter_conforms_at_every_stage(meter: Judge) -> None:
    for stage in ("initial", "subsequent", "in-service"):
        judged = meter(stage=stage)
        assert set(judged.outcomes.values()) == {"conform"}
        assert ("voltage" in judged.outcomes) is (stage == "initial")
        assert len(judged.of("balanced")) == 15
        assert len(judged.of("single")) == 18


@pytest.mark.parametrize(("fields", "balanced", "single"), [
    ({"class": '"2"'}, 10, 18),
    ({"imax": '"20 A"'}, 15, 18), ({"imax": '"19.9 A"'}, 12, 18),
    (CT, 12, 18), (CT | {"class": '"2"'}, 8, 18), (CT | {"class": '"0.5S"'}, 12, 18),
    (CT | {"class": '"0.2S"'}, 12, 18),
    (ONE_PHASE, 15, 0), ({"ib": '"0.5 A"'}, 15, 18),
])  # fmt: skip
def test_points_by_class_and_connection(meter: Judge, fields: dict[str, str], balanced: int, single: int) -> None:
    judged = meter(**fields)
    assert judged.verdict["outcome"] == "conform"
    assert (len(judged.of("balanced")), len(judged.of("single"))) == (balanced, single)
    assert ("single" in judged.outcomes, "difference" in judged.outcomes) == (bool(single), bool(single))


@pytest.mark.parametrize(("load", "pulses", "limit"), [
    ("ABC/1.0/0.05Ib", 1, "1.5"), ("ABC/1.0/0.1Ib", 2, "1.0"), ("ABC/1.0/Imax", 132, "1.0"),
    ("ABC/0.5L/0.1Ib", 1, "1.5"), ("ABC/0.5L/0.2Ib", 2, "1.0"), ("ABC/0.8C/0.1Ib", 1, "1.5"), ("ABC/0.8C/Ib", 9, "1.0"),
    ("single/A/1.0/Ib", 4, "2.0"), ("single/C/0.5L/Imax", 22, "2.0"),
])  # fmt: skip
def test_limits_of_class_1_and_the_rounded_value_counts(meter: Judge, load: str, pulses: int, limit: str) -> None:
    """1.05 % is 1.0 %, 1.06 % is 1.1 %: the tie goes to the even digit."""
    item, place = "balanced" if load.startswith("ABC") else "single", load.removeprefix("single/")
    for sign in (1, -1):
        edge = sign * (Decimal(limit) + Decimal("0.049"))
        judged = meter(at(load, str(edge), pulses))
        assert judged.outcomes[item] == "conform", judged.of(item)[place]["decision"]
        assert judged.of(item)[place]["decision"]["limit"] == [f"-{limit}", limit]
        beyond = sign * (Decimal(limit) + Decimal("0.051"))
        assert meter(at(load, str(beyond), pulses)).outcomes[item] == "not_conform"


def test_single_element_limits_differ_by_power_factor(meter: Judge) -> None:
    found = meter(**(CT | {"class": '"0.5S"'})).of("single")
    limits = {load: found[f"B/{load}"]["decision"]["limit"][1] for load in ("1.0/In", "0.5L/In")}
    assert limits == {"1.0/In": "0.6", "0.5L/In": "1.0"}


def test_limits_hold_up_to_the_largest_current() -> None:
    procedure: Any = object.__new__(JJG596)
    procedure.imax, procedure.ib, procedure.percent = Decimal(60), Decimal(5), facts.table("errors").row("direct 1")
    edges = [procedure.steps(facts.table("edges").row("direct 1"), pf).breaks() for pf in ("1", "05")]
    assert edges == [tuple(map(Decimal, ("0.05", "0.1", "12"))), tuple(map(Decimal, ("0.1", "0.2", "12")))]


def test_points_in_words_and_columns(meter: Judge) -> None:
    judged = meter()
    single, balanced = judged.of("single")["A/1.0/Imax"], judged.of("balanced")["ABC/0.5L/0.2Ib"]
    assert single["words"]["label"] == {"zh": "A 相 cosφ=1.0 Imax", "en": "phase A, cos φ 1.0, Imax"}
    assert balanced["words"]["label"] == {"zh": "平衡 cosφ=0.5L 0.2Ib", "en": "balanced, cos φ 0.5L, 0.2Ib"}
    units = {i.key: " ".join(f"{c.key}/{c.unit}" for c in i.columns) for i in JJG596.items()}
    assert units["creep"] == units["starting"] == "t/s n/1 MPE/1"
    assert units["balanced"] == units["single"] == "N/1 W/Wh gamma/% MPE/*"


def test_the_flip_of_the_verdict_by_rounding(meter: Judge) -> None:
    """Class 2, 102.1 Wh by the pulses against 100 Wh: 2.1 % is rounded to 2.0 %, which is permitted."""
    fields = {"class": '"2"', "imax": '"55.66 A"', "constant": '"10000 imp/kWh"'}
    judged = meter({f"ABC/1.0/Imax/W{n}": "100" for n in (1, 2)}, **fields)
    decision = judged.of("balanced")["ABC/1.0/Imax"]["decision"]
    assert (decision["unrounded"], decision["rounded"]) == ("2.100", "2.0")
    assert judged.outcomes["balanced"] == "conform"


def test_the_mean_of_two_readings_counts(meter: Judge) -> None:
    given = {"ABC/1.0/Imax/W1": energy("1.3", 132), "ABC/1.0/Imax/W2": energy("0.7", 132)}
    found = meter(given).of("balanced")["ABC/1.0/Imax"]
    assert (found["decision"]["rounded"], found["values"]["N"]) == ("1.0", "132")


@pytest.mark.parametrize(("percent", "more"), [
    ("0.8", True), ("-0.8", True), ("0.84", True), ("0.86", False), ("0.7", False), ("1.2", True), ("1.0", False),
    ("-1.16", True), ("1.3", False),
])  # fmt: skip
def test_two_more_readings_near_the_limit(meter: Judge, percent: str, more: bool) -> None:
    load = "ABC/1.0/Ib"
    judged = meter(at(load, percent, 11) | at(load, "0.4", 11, numbers=(3, 4)))
    mean = (2 * Decimal(percent) + 2 * Decimal("0.4")) / 4 if more else Decimal(percent)
    found = Decimal(judged.of("balanced")[load]["decision"]["unrounded"])
    assert abs(found - mean) < Decimal("0.0001")


def test_near_is_a_part_of_the_limit_at_the_load(meter: Judge) -> None:
    """1.2 % is 0.8 of 1.5 %."""
    load = "ABC/1.0/0.05Ib"
    found = meter(at(load, "1.2", 1) | at(load, "0", 1, numbers=(3, 4))).of("balanced")[load]["decision"]
    assert abs(Decimal(found["unrounded"]) - Decimal("0.6")) < Decimal("0.001")


def test_a_changed_certificate_leads_to_a_replay_of_the_whole_run(meter: Judge) -> None:
    """Which readings were taken depends on the corrected values."""
    for item in ("balanced", "single", "difference"):
        assert all(b.get("reference") is None for b in meter().of(item).values())


@pytest.mark.parametrize(("n", "outcome"), [("0", "conform"), ("1", "conform"), ("2", "not_conform")])
def test_creep(meter: Judge, n: str, outcome: str) -> None:
    judged = meter({"creep/1.15Un/n758s": n})
    assert judged.outcomes["creep"] == outcome
    assert judged.outcomes["balanced"] == "conform"


@pytest.mark.parametrize(("n", "outcome"), [("0", "not_conform"), ("1", "conform"), ("2", "conform")])
def test_starting(meter: Judge, n: str, outcome: str) -> None:
    judged = meter({"starting/0.004Ib/n273s": n})
    assert judged.outcomes["starting"] == outcome
    (output,) = (b for _, a, b in judged.bodies if a.startswith("starting/0.004Ib/source.set_output"))
    assert output["args"][0] == "; ".join(["220.000 0.020000 0"] * 3)


@pytest.mark.parametrize(("fields", "start", "creep"), [
    (ONE_PHASE, "13.636", "37.879"), (ONE_PHASE | {"class": '"2"'}, "10.909", "30.303"),
    (CT | {"un": '"220 V"', "class": '"0.5S"'}, "11.364", "23.674"),
])  # fmt: skip
def test_times_of_starting_and_creep(meter: Judge, fields: dict[str, str], start: str, creep: str) -> None:
    """Constructed vectors, in minutes; the waiting is in whole seconds, rounded up."""
    dwell = {a.split("/")[0]: int(b["seconds"]) for kind, a, b in meter(**fields).bodies if kind == "dwell"}
    for item, minutes in (("starting", start), ("creep", creep)):
        assert 0 <= dwell[item] - Decimal(minutes) * 60 < Decimal("1.04"), item


@pytest.mark.parametrize(("element", "percent", "outcome"), [
    ("A", "1.549", "conform"), ("B", "1.551", "not_conform"), ("C", "-1.551", "not_conform"),
])  # fmt: skip
def test_the_difference_between_one_element_and_all(meter: Judge, element: str, percent: str, outcome: str) -> None:
    judged = meter(at(f"single/{element}/1.0/Ib", percent, 4, numbers=(1, 2, 3, 4)))
    assert (judged.outcomes["single"], judged.outcomes["difference"]) == ("conform", outcome)


@pytest.mark.parametrize(("balanced", "outcome"), [("0.7", "conform"), ("-0.7", "not_conform")])
def test_the_difference_has_a_sign(meter: Judge, balanced: str, outcome: str) -> None:
    readings = at("balanced/ABC/1.0/Ib", balanced, 11) | at("single/A/1.0/Ib", "0.9", 4)
    assert meter(readings).outcomes["difference"] == outcome


@pytest.mark.parametrize(
    ("fields", "seconds"), [({}, "910"), ({"class": '"2"'}, "455"), ({"digit": '"0.1 kWh"'}, "9091")]
)
def test_the_register_test_lasts_by_class_and_digit(meter: Judge, fields: dict[str, str], seconds: str) -> None:
    (dwell,) = (b["seconds"] for kind, a, b in meter(**fields).bodies if kind == "dwell" and a.startswith("constant"))
    assert dwell == seconds


@pytest.mark.parametrize(
    ("dial2", "outcome"), [("10.10", "conform"), ("10.11", "not_conform"), ("9.89", "not_conform")]
)
def test_the_constant(meter: Judge, dial2: str, outcome: str) -> None:
    """10 kWh, of which the last digit 0.01 kWh is a tenth of the class."""
    judged = meter({"register/dial2": dial2})
    assert judged.outcomes["constant"] == outcome


@pytest.mark.parametrize(("T", "outcome", "shown"), [
    ("1.000005", "conform", "-0.43"), ("0.999994", "not_conform", "0.52"), ("1.000006", "not_conform", "-0.52"),
    ("0.9999943", "conform", "0.49"),
])  # fmt: skip
def test_the_clock(meter: Judge, T: str, outcome: str, shown: str) -> None:
    """Constructed vectors."""
    judged = meter({f"period/T{n}": T for n in range(1, 6)})
    assert judged.outcomes["clock"] == outcome
    assert judged.of("clock")["period"]["decision"]["rounded"] == shown
    assert "clock" not in meter(clock="false").outcomes
    assert meter({"period/T5": "1.000025"}).of("clock")["period"]["decision"]["rounded"] == "-0.43"  # mean of five


@pytest.mark.parametrize(
    ("check", "item"), [("marks", "appearance"), ("seals", "appearance"), ("insulation", "voltage")]
)
def test_checks_fail_their_item(meter: Judge, check: str, item: str) -> None:
    judged = meter({f"/{check}": "not_conform"})
    assert judged.outcomes[item] == "not_conform"
    assert (judged.outcomes["creep"] == "incomplete") is (item == "appearance")
    with pytest.raises((EntryRefused, Interrupted)):
        meter({f"/{check}": "not_applicable"})


def test_the_nameplate(meter: Judge) -> None:
    found = [meter(imax=f'"{imax} A"').outcomes["specification"] for imax in ("5", "4.9")]
    assert found == ["conform", "not_conform"]


@pytest.mark.parametrize("fields", [
    {"class": '"0.5S"'}, {"class": '"0.2S"'}, {"class": '"3"'}, {"un": '"0 V"'}, {"ib": '"0 A"'}, {"imax": '"0 A"'},
    {"constant": '"0 imp/kWh"'}, {"digit": '"0 kWh"'}, {"system": '"3P3W"'}, {"connection": '"other"'},
])  # fmt: skip
def test_a_nameplate_that_is_not_covered_is_refused(meter: Judge, fields: dict[str, str]) -> None:
    with pytest.raises(SubjectError):
        meter(**fields)
