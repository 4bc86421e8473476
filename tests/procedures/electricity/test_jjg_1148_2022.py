"""JJG 1148-2022 and JJG 1149-2022: the figures a second time, currents that are not marked, mean of two, clock."""

from pathlib import Path
from typing import Any

import pytest

from procedures.electricity.jjg_1148_2022 import JJG1148
from procedures.electricity.jjg_1149_2022 import JJG1149
from procedures.errors import SubjectError
from sequencer.errors import Interrupted
from tests.procedures.electricity.charging import AC, DC, ES, D, energies, judged, three_laboratories

__all__ = ["three_laboratories"]


@pytest.mark.parametrize("edition", [JJG1148, JJG1149])
def test_figures_of_the_chinese_editions_a_second_time(edition: Any) -> None:
    facts = edition.facts
    assert [facts.table("mpe").numbers(c) for c in "12"] == [(1,), (2,)]
    numbers = (
        "repeats",
        "imax_to_imin",
        "least_imin",
        "digit",
        "current_tolerance",
        "ramp_part",
        "digit_part",
        "least_time",
    )
    assert [facts.number(n) for n in numbers] == [2, 10, 6, D("0.001"), D("0.1"), D("0.1"), D("0.1"), 60]
    assert [facts.table("clock").numbers(s)[0] for s in ("initial", "any")] == [5, 180]
    r = facts.regulation
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.validity_months) == ("2022-06-28", "2022-12-28", 36)
    assert all(facts.table("currents").texts(s) == ("Imax",) for s in ("AC1", "AC3", "DC"))


def test_small_stations_are_taken() -> None:
    small = {"power": "0.5 kW", "un": "0.5 V", "imax": "0.5 A", "imin": "0.5 A", "digit": "0.0005 kWh"}
    assert str(JJG1148.subject_model.model_validate({**PLATE, **small}).un) == "0.5 V"


def test_the_clock_matters_in_china_with_prices_by_time_of_use_only(labs: dict[str, Path]) -> None:
    """B12, last row."""
    assert "clock" not in judged(labs, AC, {}, "subsequent", time_of_use="false").outcomes
    assert "clock" in judged(labs, ES, {}, "subsequent", time_of_use="false").outcomes


def test_currents_that_are_not_marked(labs: dict[str, Path]) -> None:
    """B11 of the constructed vectors: 7 kW, 220 V: Imax 31.82 A, Imin 6 A."""
    unmarked: dict[str, str | None] = {"imax": None, "imin": None}
    found = judged(labs, AC, {}, installed="2022-12-31", **unmarked)
    (drawn, *_) = [b["args"] for k, _, b in found.bodies if k == "command" and b["method"] == "draw"]
    assert (round(D(drawn[0]), 2), drawn[1:]) == (D("31.82"), ["220", "L1"])
    procedure: Any = object.__new__(JJG1148)
    procedure.subject = JJG1148.subject_model.model_validate(PLATE)
    assert {k: round(v, 2) for k, v in procedure.rated_currents().items()} == {"Imin": 6, "Imax": D("31.82")}
    procedure.subject = JJG1148.subject_model.model_validate({**PLATE, "power": "22 kW"})
    assert {k: round(v, 2) for k, v in procedure.rated_currents().items()} == {"Imin": 10, "Imax": 100}
    procedure.subject = JJG1148.subject_model.model_validate({**PLATE, "power": "66 kW", "supply": "AC3"})
    assert round(procedure.rated_currents()["Imax"], 2) == 100
    outcomes = [
        judged(labs, AC, {}, installed=day, **unmarked).outcomes["specification"] for day in (None, "2023-01-01")
    ]
    assert outcomes == ["not_conform", "not_conform"]
    assert found.outcomes["specification"] == "conform"


@pytest.mark.parametrize(("regulation", "at"), [(AC, "indication/L1/Imax"), (DC, "indication/DC/Imax")])
def test_the_mean_of_two_is_rounded_to_a_tenth_of_the_class(labs: dict[str, Path], regulation: str, at: str) -> None:
    """1.05 % is 1.0 %, 1.06 % is 1.1 %."""
    for sign in ("", "-"):
        good = energies(f"{at}/1", f"{sign}1.15") | energies(f"{at}/2", f"{sign}0.95")
        bad = energies(f"{at}/1", f"{sign}1.16") | energies(f"{at}/2", f"{sign}0.96")
        assert judged(labs, regulation, good).outcomes["indication"] == "conform"
        assert judged(labs, regulation, bad).outcomes["indication"] == "not_conform"
    two = judged(labs, regulation, energies(f"{at}/1", "2.1") | energies(f"{at}/2", "2.1"), **{"class": '"2"'})
    assert two.of("indication")[at.removeprefix("indication/")]["decision"]["rounded"] == "2.0"


@pytest.mark.parametrize(("regulation", "fields"), [
    (AC, {"digit": '"0.002 kWh"'}), (AC, {"supply": '"DC"'}), (DC, {"supply": '"AC1"'}),
])  # fmt: skip
def test_a_nameplate_that_the_edition_is_not_about(labs: dict[str, Path], regulation: str, fields: Any) -> None:
    assert judged(labs, regulation, {}, **fields).outcomes["specification"] == "not_conform"
    assert judged(labs, AC, {}, supply='"AC3"', un='"220 V"').outcomes["specification"] == "conform"


@pytest.mark.parametrize(("regulation", "stage", "seconds", "outcome"), [
    (AC, "initial", "5", "conform"), (AC, "initial", "6", "not_conform"), (AC, "subsequent", "180", "conform"),
    (AC, "subsequent", "181", "not_conform"), (AC, "in-service", "-180", "conform"),
    (DC, "initial", "-5", "conform"), (DC, "initial", "-6", "not_conform"), (DC, "subsequent", "181", "not_conform"),
])  # fmt: skip
def test_the_clock(labs: dict[str, Path], regulation: str, stage: str, seconds: str, outcome: str) -> None:
    """B12 of the constructed vectors."""
    assert judged(labs, regulation, {"deviation/dt": seconds}, stage).outcomes["clock"] == outcome


@pytest.mark.parametrize("fields", [{"class": '"B"'}, {"un": '"0 V"'}, {"power": '"0 kW"'}, {"imax": '"0 A"'}])
def test_a_nameplate_that_is_refused(labs: dict[str, Path], fields: Any) -> None:
    with pytest.raises(SubjectError):
        judged(labs, AC, {}, **fields)


@pytest.mark.parametrize("regulation", [AC, DC])
@pytest.mark.parametrize("check", ["marks", "seals", "insulation", "functions"])
def test_checks(labs: dict[str, Path], regulation: str, check: str) -> None:
    assert judged(labs, regulation, {f"/{check}": "not_conform"}).outcomes["appearance"] == "not_conform"


@pytest.mark.parametrize(("regulation", "at", "watts"), [(AC, "L1/Imax", 7040), (DC, "DC/Imax", 60000)])
def test_two_transactions_each(labs: dict[str, Path], regulation: str, at: str, watts: int) -> None:
    """A kilowatt-hour and more, so that 0.001 kWh is a tenth of the limit; at 750 V for direct current."""
    found = judged(labs, regulation, {}).of("indication")
    assert list(found) == [f"{at}/1", f"{at}/2", at]
    assert [D(found[f"{at}/{n}"]["values"]["P"]) for n in (1, 2)] == [watts] * 2
    assert 1 < D(found[f"{at}/1"]["values"]["W"]) < 1 + D(watts) * 2 / 3600000
    for part, message in (("P", "not as prescribed"), ("W", "counted no energy")):
        with pytest.raises(Interrupted, match=message):
            judged(labs, regulation, {f"indication/{at}/2/{part}": "0"})


def test_how_long_and_how_much(labs: dict[str, Path]) -> None:
    """A tenth of the limit is 0.001 kWh of 1 kWh or 0.5 kWh: 900 s and 450 s at 4 kW, and one more."""
    plate = {"un": '"200 V"', "imax": '"20 A"'}
    for accuracy, seconds in (("1", 901), ("2", 451)):
        found = judged(labs, AC, {}, **{"class": f'"{accuracy}"'}, **plate)
        assert {int(b["seconds"]) for k, _, b in found.bodies if k == "dwell"} == {seconds}
        shown = D(found.of("indication")["L1/Imax/1"]["values"]["W"])
        assert abs(shown - D(4) * seconds / 3600) < D("1e-5")
    three = judged(labs, AC, {}, supply='"AC3"').of("indication")["L1L2L3/Imax/2"]
    assert (D(three["values"]["P"]), three["words"]["label"]["en"]) == (21120, "L1 L2 L3 Imax transaction 2")
    assert judged(labs, AC, {}, power='"100 kW"', un='"1000 V"', imax='"100 A"').answers.doubts == []


@pytest.mark.parametrize(
    ("regulation", "at", "watts"), [(AC, "indication/L1/Imax/1/P", "7744"), (DC, "indication/DC/Imax/1/P", "54000")]
)
def test_a_load_within_a_tenth(labs: dict[str, Path], regulation: str, at: str, watts: str) -> None:
    assert judged(labs, regulation, {at: watts}).outcomes["indication"] == "conform"
    beyond = "7744.1" if regulation == AC else "53999.9"
    with pytest.raises(Interrupted, match="not as prescribed"):
        judged(labs, regulation, {at: beyond})


def test_ramps_of_direct_current(labs: dict[str, Path]) -> None:
    given = {f"indication/DC/Imax/1/{key}": value for key, value in (("Wup", "0.5"), ("W", "10"), ("Ei", "10"))}
    last = "indication/DC/Imax/1/Wdn"
    assert judged(labs, DC, given | {last: "9.501"}).outcomes["indication"] == "conform"
    with pytest.raises(Interrupted, match="too much energy in the ramps"):
        judged(labs, DC, given | {last: "9.5"})
    assert not any(a.endswith(("Wup", "Wdn")) for _, a, _ in judged(labs, AC, {}).bodies)


@pytest.mark.parametrize(("fields", "stated", "outcome"), [
    ({"imin": None}, "—", "not_conform"), ({"imax": None, "installed": "2020-05-01"}, "2020-05-01", "conform"),
    ({"imin": None, "installed": "2023-01-01"}, "2023-01-01", "not_conform"),
])  # fmt: skip
def test_one_current_that_is_not_marked(labs: dict[str, Path], fields: Any, stated: str, outcome: str) -> None:
    found = judged(labs, AC, {}, **fields)
    assert found.outcomes["specification"] == outcome
    (value,) = [b["values"]["value"] for _, a, b in found.bodies if a == "specification/unmarked"]
    assert value == stated
    assert all(a != "specification/unmarked" for _, a, _ in judged(labs, AC, {}, installed="2024-01-01").bodies)


PLATE = {
    "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "1",
    "supply": "AC1", "power": "7 kW", "un": "220 V", "digit": "0.001 kWh", "time_of_use": True,
    "installed": "2022-12-31",
}  # fmt: skip
