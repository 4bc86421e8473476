"""The French order: the figures a second time, rising and falling currents, class D, errors in service."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.electricity.nor_proi1235435a_2013 import EnergyMetersFR
from tests.procedures.electricity.jjg_596_tables import energy
from tests.procedures.electricity.test_mid_meters import FR, NO_EFFECTS, TESTED, D, a_lab, currents, judged

__all__ = ["a_lab"]
facts = EnergyMetersFR.facts
CT: dict[str, str | None] = {
    "connection": '"ct"', "itr": '"0.25 A"', "imin": '"0.05 A"', "imax": '"6 A"', "ist": '"0.01 A"',
}  # fmt: skip
D_CT = {**CT, "class": '"D"', "use": None, "constant": '"100000 imp/kWh"'}


def test_the_figures_a_second_time() -> None:
    assert [facts.table("in_use").numbers(c)[0] for c in "ABCD"] == [8, D("4.5"), D("2.5"), 1]
    assert facts.table("loads").texts("direct") == ("1.0 0.1Iref", "1.0 Iref", "1.0 2Iref", "0.5L Iref")
    assert facts.table("loads").texts("ct") == ("1.0 0.1Iref", "1.0 0.5Iref", "1.0 Iref", "0.5L 0.5Iref")
    starting = {c: facts.table("starting").row(c) for c in "ABCD"}
    assert [row["direct"] for row in starting.values()] == [D("0.005"), D("0.004"), D("0.004"), 0]
    assert [row["ct"] for row in starting.values()] == [D("0.003"), D("0.002"), D("0.001"), D("0.001")]
    d = facts.table("class_d").row("D")
    assert d == {"low_1": D("0.4"), "high_1": D("0.2"), "low_other": D("0.5"), "high_other": D("0.3"),
                 "single_1": D("0.3"), "single_other": D("0.4")}  # fmt: skip
    for connection, half in (("direct", "Iref"), ("ct", "0.5Iref")):
        shown = [load.replace("/", " ").replace(" Iref", f" {half}") for load in TESTED]
        assert list(facts.table("first_loads").texts(connection)) == shown
        assert list(facts.table("single_loads").texts(connection)) == [f"0.5L {half}", f"1.0 {half}"]
    numbers = (
        "creep_voltage",
        "creep_pulses",
        "constant_part",
        "digit_part",
        "edge_1",
        "edge_other",
        "d_imin",
        "d_imax",
    )
    assert [facts.number(n) for n in numbers] == [
        D("1.15"), 1, D("0.1"), D("0.1"), D("0.05"), D("0.1"), D("0.01"), D("1.2"),
    ]  # fmt: skip
    assert [facts.table("creep").numbers(c)[0] for c in "ABCD"] == [480, 600, 600, 900]
    r = facts.regulation
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.validity_months) == ("2013-08-01", "2014-01-01", 120)


def points(found: Any, item: str) -> dict[str, Any]:
    return {a: b["decision"] for a, b in found.of(item).items() if "decision" in b}


def test_stages(lab: Path) -> None:
    first = ["creep", "starting", "constant", "first_balanced", "first_single"]
    for stage in ("initial", "after-repair"):
        found = judged(lab, FR, {}, stage)
        assert [i for i in found.outcomes if i not in ("specification", "environment", "examination")] == first
        assert set(found.outcomes.values()) == {"conform"}
        assert list(points(found, "first_balanced")) == [f"ABC/{load}" for load in reversed(TESTED)]
        assert len(points(found, "first_single")) == 6
    for stage in ("subsequent", "in-service"):
        assert list(judged(lab, FR, {}, stage).outcomes)[-1] == "balanced"
        assert len(judged(lab, FR, {}, stage).of("balanced")) == 4


def test_currents_rise_and_fall(lab: Path) -> None:
    """From Imin to Imax and back; 1.15 Un without load; the starting current is a part of Iref, not the marked one."""
    found = currents(judged(lab, FR, {}, "initial", ist='"0.01 A"'))
    assert found[:2] == ["264.500 0.000000 0", "230.000 0.020000 0"]
    up = found[5:15]
    assert [c.split()[1] for c in up] == ["0.250000", *["0.500000"] * 3, *["5.000000"] * 3, *["60.000000"] * 3]
    assert found[15:25] == up[::-1]
    ct = currents(judged(lab, FR, {}, "initial", **CT))
    assert ct[1] == "230.000 0.010000 0"  # 0.002 × 5 A


def rise_and_fall(load: str, up: str, down: str, pulses: int, constant: int = 1000) -> dict[str, str]:
    return {f"{load}/{way}/W1": energy(e, pulses, constant) for way, e in (("up", up), ("down", down))}


@pytest.mark.parametrize(("up", "down", "outcome"), [
    ("1.999", "1.999", "conform"), ("-1.999", "1.999", "conform"), ("1.8", "-2.199", "conform"),
    ("2.2", "-2.2", "not_conform"), ("1.8", "-2.201", "not_conform"), ("-2.001", "-2.001", "not_conform"),
])  # fmt: skip
def test_the_mean_of_the_absolute_errors_counts(lab: Path, up: str, down: str, outcome: str) -> None:
    """Errors of opposite signs do not cancel; class B, 2 %."""
    given = rise_and_fall("first_balanced/ABC/1.0/Iref", up, down, 10)
    assert judged(lab, FR, given, "after-repair", **NO_EFFECTS).outcomes["first_balanced"] == outcome


def test_influences_are_combined_with_the_mean(lab: Path) -> None:
    """√(1.2² + 0.8² + 0.3² + 0.2²) = 1.4866; not for class D, and not complete where they are not stated."""
    given = rise_and_fall("first_balanced/ABC/1.0/Iref", "1.0", "-1.4", 10)
    decision = points(judged(lab, FR, given, "initial"), "first_balanced")["ABC/1.0/Iref"]
    assert abs(D(decision["unrounded"]) - D("1.48661")) < D("0.00001")
    words = judged(lab, FR, given, "initial").of("first_balanced")["ABC/1.0/Iref"]["words"]
    assert words["formula"] == "γ = √(((|e↑| + |e↓|) / 2)² + δT² + δU² + δf²)"
    assert words["status"] == "secondary"  # the table of the directive; that of class D was read
    missing = judged(lab, FR, {}, "initial", effects=None)
    assert (missing.outcomes["first_balanced"], missing.outcomes["first_single"]) == ("incomplete", "incomplete")
    assert judged(lab, FR, {}, "initial", effects=None, **D_CT).outcomes["first_balanced"] == "conform"


@pytest.mark.parametrize(("accuracy", "load", "limit"), [
    ("A", "1.0/Imin", "3.5"), ("A", "1.0/0.1Iref", "3.5"), ("C", "1.0/Imin", "1.0"), ("C", "0.8C/0.1Iref", "0.7"),
    ("B", "0.5L/Imax", "2.0"),
])  # fmt: skip
def test_limits_of_the_directive(lab: Path, accuracy: str, load: str, limit: str) -> None:
    found = judged(lab, FR, {}, "initial", **{"class": f'"{accuracy}"', "use": None}, **NO_EFFECTS)
    assert points(found, "first_balanced")[f"ABC/{load}"]["limit"][1] == limit
    single = {"A": "4.0", "B": "2.5", "C": "1.0"}[accuracy]
    assert {d["limit"][1] for d in points(found, "first_single").values()} == {single}


def test_limits_of_class_d(lab: Path) -> None:
    """From 0.05 In at power factor 1, from 0.1 In at others; In is 5 A here."""
    found = judged(lab, FR, {}, "initial", **D_CT)
    assert found.of("first_balanced")["ABC/1.0/Imin"]["words"]["status"] == "verified"
    limits = {a: d["limit"][1] for a, d in points(found, "first_balanced").items()}
    assert limits["ABC/1.0/Imin"] == "0.4"
    assert {limits[f"ABC/1.0/{i}"] for i in ("0.1Iref", "0.5Iref", "Imax")} == {"0.2"}
    assert {limits[f"ABC/{pf}/{i}"] for pf in ("0.5L", "0.8C") for i in ("0.1Iref", "0.5Iref", "Imax")} == {"0.3"}
    assert {a: d["limit"][1] for a, d in points(found, "first_single").items() if a[0] == "B"} == {
        "B/1.0/0.5Iref": "0.3", "B/0.5L/0.5Iref": "0.4",
    }  # fmt: skip
    procedure: Any = object.__new__(EnergyMetersFR)
    procedure.__dict__["run"] = type("Run", (), {"stage": "initial"})()
    procedure.__dict__["subject"] = type("Plate", (), {"accuracy_class": "D"})()
    procedure.currents = {"Iref": Decimal(5), "Imax": Decimal(6)}
    procedure.limits = facts.table("class_d").row("D")
    parts = ("0.049", "0.05", "0.099", "0.1")
    assert [procedure.limit(f"1.0 {x}Iref") for x in parts] == [D("0.4"), D("0.2"), D("0.2"), D("0.2")]
    assert [procedure.limit(f"0.8C {x}Iref") for x in parts] == [D("0.5"), D("0.5"), D("0.5"), D("0.3")]
    assert {d["limit"][1] for d in points(judged(lab, FR, {}, "subsequent", **D_CT), "balanced").values()} == {"1.0"}


def test_the_nameplate_of_class_d(lab: Path) -> None:
    assert judged(lab, FR, {}, "initial", **D_CT).outcomes["specification"] == "conform"
    for fields, outcome in (
        ({"imin": '"0.0501 A"'}, "not_conform"), ({"imax": '"5.99 A"'}, "not_conform"),
        ({"imax": '"6.1 A"'}, "conform"), ({"imin": '"0.04 A"'}, "conform"),
    ):  # fmt: skip
        assert judged(lab, FR, {}, "initial", **(D_CT | fields)).outcomes["specification"] == outcome
    direct = {"class": '"D"', "use": None}
    assert judged(lab, FR, {}, "initial", **direct).outcomes["specification"] == "not_conform"


OF_D = (("1.0/0.1Iref", 96), ("1.0/0.5Iref", 480), ("1.0/Iref", 959), ("0.5L/0.5Iref", 240))
DIRECT = (("1.0/0.1Iref", 1), ("1.0/Iref", 10), ("1.0/2Iref", 20), ("0.5L/Iref", 5))


@pytest.mark.parametrize("accuracy", "ABCD")
def test_errors_in_service_are_below_their_limit(lab: Path, accuracy: str) -> None:
    limit = {"A": "8", "B": "4.5", "C": "2.5", "D": "1"}[accuracy]
    loads, constant = (OF_D, 100000) if accuracy == "D" else (DIRECT, 1000)
    fields = D_CT if accuracy == "D" else {"class": f'"{accuracy}"', "use": None}
    for load, pulses in loads:
        for beyond, outcome in (("-0.0005", "conform"), ("0.0005", "not_conform")):
            for sign in ("", "-"):
                error = energy(f"{sign}{D(limit) + D(beyond)}", pulses, constant)
                given = {f"balanced/ABC/{load}/W{n}": error for n in (1, 2)}
                assert judged(lab, FR, given, **fields).outcomes["balanced"] == outcome


def test_an_error_that_equals_its_limit_does_not_conform(lab: Path) -> None:
    """41 pulses of 1 Wh against 40 Wh are 2.5 %, the limit of class C."""
    equal = {f"balanced/ABC/1.0/2Iref/W{n}": "40" for n in (1, 2)}
    fields = {"class": '"C"', "itr": '"1.05 A"'}
    found = judged(lab, FR, equal, **fields)
    assert found.of("balanced")["ABC/1.0/2Iref"]["outcome"] == found.outcomes["balanced"] == "not_conform"
    assert judged(lab, FR, dict.fromkeys(equal, "40.001"), **fields).outcomes["balanced"] == "conform"


@pytest.mark.parametrize(("pulses", "outcome"), [
    ("50000", "conform"), ("50099", "conform"), ("49901", "conform"),
    ("50100", "not_conform"), ("49900", "not_conform"),
])  # fmt: skip
def test_the_constant(lab: Path, pulses: str, outcome: str) -> None:
    """0.2 % of 1000 imp/kWh over 50 kWh, of which the last digit 0.01 kWh is a tenth of that; below, not at it."""
    found = judged(lab, FR, {"constant/register/n": pulses}, "initial", **NO_EFFECTS)
    assert found.outcomes["constant"] == outcome


@pytest.mark.parametrize(("reading", "item", "good", "bad"), [
    ("creep/1.15Un/n870s", "creep", "1", "2"), ("starting/Ist/n627s", "starting", "2", "1"),
])  # fmt: skip
def test_counts(lab: Path, reading: str, item: str, good: str, bad: str) -> None:
    assert judged(lab, FR, {reading: good}, "after-repair").outcomes[item] == "conform"
    assert judged(lab, FR, {reading: bad}, "after-repair").outcomes[item] == "not_conform"


def test_a_constant_that_is_far_off_is_off_by_its_whole_error(lab: Path) -> None:
    """The pulses for the energy by which the register advances, which is 10 kWh at a constant of 1000 imp/kWh."""
    found = judged(lab, FR, {"constant/register/n": "20000", "register/dial2": "10"}, "initial", **NO_EFFECTS)
    assert D(found.of("constant")["register"]["decision"]["unrounded"]) == 100
    (n,) = (b["value"] for kind, a, b in found.bodies if kind == "observation" and a.endswith("constant/register/n"))
    assert n["unit"] == "1"
