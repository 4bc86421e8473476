"""Charging points: the figures of each edition a second time, both sides of every limit, what a transaction must be."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.electricity.ict_155_xx_2024 import ICT155XX
from procedures.electricity.jjg_1148_2022 import JJG1148
from procedures.electricity.jjg_1149_2022 import JJG1149
from procedures.errors import SubjectError
from sequencer.errors import Interrupted
from services.example import write_example
from tests.procedures.answers import changed, judge

ES, AC, DC = "ICT/155/2020 XX:2024", "JJG 1148-2022", "JJG 1149-2022"
FILES = {ES: "charging_station", AC: "ac_charging_point", DC: "dc_charger"}
D = Decimal
ES_DC = {"supply": '"DC"', "un": '"920 V"', "umin": '"200 V"', "imax": '"200 A"', "itr": '"20 A"', "imin": '"5 A"',
         "ist": '"1 A"', "mct": None, "single_phase_use": "false", "power": '"150 kW"'}  # fmt: skip


def test_figures_of_the_spanish_annex_a_second_time() -> None:
    facts = ICT155XX.facts
    assert [facts.table("mpe").numbers(c) for c in "ABC"] == [
        (25, D("2.5"), 2), (15, D("1.5"), 1), (10, 1, D("0.5")),
    ]  # fmt: skip
    assert [facts.table("single_phase").numbers(c)[0] for c in "ABC"] == [4, D("2.5"), 1]
    combined = facts.table("combined")
    assert [combined.numbers(f"AC {c}") for c in "ABC"] == [(D("3.5"), D("3.5")), (2, 2), (1, D("0.7"))]
    assert [combined.numbers(f"DC {c}") for c in "BC"] == [(2,), (D("0.7"),)]
    assert "DC A" not in combined
    assert [facts.table("mct").numbers(s)[0] for s in ("AC1", "AC3", "DC")] == [D("0.1"), D("0.1"), 1]
    assert [facts.table("itr").numbers(s) for s in ("AC", "DC")] == [(80, 5), (500, 25)]
    assert facts.table("voltages").numbers("DC") == (375, 750)
    numbers = ("adaptation", "warm_up", "repeats", "current_tolerance", "ramp_part", "digit_part", "least_time")
    assert [facts.number(n) for n in numbers] == [4, 900, 1, D("0.1"), D("0.1"), D("0.1"), 60]
    assert (facts.number("dc_combined_from"), facts.table("clock").numbers("any")) == (D("0.25"), (60,))
    assert (facts.regulation.validity_months, facts.regulation.jurisdiction) == (96, "ES")
    assert facts.regulation.issued.isoformat() == "2024-12-17"


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


@pytest.fixture(scope="session", name="labs")
def three_laboratories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {}
    for regulation, name in FILES.items():
        folders[regulation] = tmp_path_factory.mktemp(name) / "lab"
        write_example(regulation, folders[regulation])
    return folders


def judged(
    labs: dict[str, Path], regulation: str, given: dict[str, str], stage: str = "initial", **fields: str | None
) -> Any:
    lab, name = labs[regulation], FILES[regulation]
    subject = changed(lab / f"subjects/{name}.toml", **fields) if fields else lab / f"subjects/{name}.toml"
    return judge(regulation, lab / f"benches/{name}.toml", subject, given, stage=stage)


def decisions(found: Any, item: str) -> dict[str, Any]:
    return {a: b["decision"] for a, b in found.of(item).items() if "decision" in b}


def energies(at: str, percent: str) -> dict[str, str]:
    """One kilowatt-hour by the reference, and what a point with this error shows."""
    return {f"{at}/W": "1", f"{at}/Ei": str(1 + D(percent) / 100)}


@pytest.mark.parametrize(("item", "at", "limit"), [
    ("starting", "starting/L1L2L3/Ist", "15"), ("indication", "indication/L1L2L3/Imin", "1.5"),
    ("indication", "indication/L1L2L3/Itr", "1"), ("indication", "indication/L1L2L3/Imax", "1"),
    ("single_phase", "single_phase/L1/Itr", "2.5"), ("single_phase", "single_phase/L3/Imax", "2.5"),
])  # fmt: skip
def test_both_sides_of_each_limit_of_class_b(labs: dict[str, Path], item: str, at: str, limit: str) -> None:
    for sign in ("", "-"):
        assert judged(labs, ES, energies(at, sign + limit)).outcomes[item] == "conform"
        beyond = f"{sign}{D(limit) + D('0.001')}"
        assert judged(labs, ES, energies(at, beyond)).outcomes[item] == "not_conform"


@pytest.mark.parametrize(("accuracy", "limits"), [("A", ["2.5", "2.0", "2.0"]), ("C", ["1.0", "0.5", "0.5"])])
def test_limits_follow_the_class(labs: dict[str, Path], accuracy: str, limits: list[str]) -> None:
    found = judged(labs, ES, {}, **{"class": f'"{accuracy}"'})
    assert [D(d["limit"][1]) for d in decisions(found, "indication").values()] == list(map(D, limits))


def test_a_zone_begins_with_its_current(labs: dict[str, Path]) -> None:
    """Imin that is Itr has the limits of Itr; Ist that is Imin those of Imin."""
    found = judged(labs, ES, {}, imin='"5 A"', ist='"5 A"')
    assert {d["limit"][1] for d in decisions(found, "indication").values()} == {"1.0"}
    assert [d["limit"][1] for d in decisions(found, "starting").values()] == ["1.0"]
    equal = judged(labs, ES, {}, ist='"1 A"')
    assert [d["limit"][1] for d in decisions(equal, "starting").values()] == ["1.5"]


def test_the_combined_error(labs: dict[str, Path]) -> None:
    """With 0.4 %, 0.2 % and 0.1 % besides; on each side of 2 % too."""
    at = "indication/L1L2L3/Imin"
    found = judged(labs, ES, energies(at, "-1.4"))
    decision = decisions(found, "combined")["Imin"]
    assert round(D(decision["unrounded"]), 4) == D("1.4731")  # √(1.96 + 0.16 + 0.04 + 0.01)
    assert [d["limit"][1] for d in decisions(found, "combined").values()] == ["2.0"] * 3
    for effects, outcome in (("[1.0, 1.7, 0.331]", "conform"), ("[1.0, 1.7, 0.333]", "not_conform")):
        assert judged(labs, ES, {}, effects=effects).outcomes["combined"] == outcome
    assert "combined" not in judged(labs, ES, {}, effects=None).outcomes
    c = judged(labs, ES, {}, **{"class": '"C"'})
    assert [d["limit"][1] for d in decisions(c, "combined").values()] == ["1.0", "0.7", "0.7"]


def test_direct_current_of_the_spanish_annex(labs: dict[str, Path]) -> None:
    """At 375 V and 750 V, the combined error from a quarter of Imax on, and none of class A."""
    found = judged(labs, ES, {}, **ES_DC)
    assert list(decisions(found, "indication")) == [
        f"{u}V/DC/{i}" for u in (375, 750) for i in ("Imin", "Itr", "Imax")
    ]  # fmt: skip
    assert list(decisions(found, "combined")) == ["375V/Imax", "750V/Imax"]
    assert list(decisions(judged(labs, ES, {}, **{**ES_DC, "imax": '"80 A"'}), "combined"))[:2] == [
        "375V/Itr",
        "375V/Imax",
    ]
    assert {d["limit"][1] for d in decisions(found, "combined").values()} == {"2.0"}
    assert "combined" not in judged(labs, ES, {}, **{**ES_DC, "class": '"A"'}).outcomes
    low = judged(labs, ES, {}, **{**ES_DC, "un": '"374 V"'})
    assert list(decisions(low, "indication")) == ["DC/Imin", "DC/Itr", "DC/Imax"]
    assert len(decisions(judged(labs, ES, {}, **{**ES_DC, "un": '"375 V"'}), "indication")) == 3


def test_ramps_of_direct_current_hold_less_than_a_tenth(labs: dict[str, Path]) -> None:
    at = "375V/DC/Imax"
    given = {f"indication/{at}/Wup": "0.5", f"indication/{at}/Wdn": "9.501", f"indication/{at}/W": "10"}
    given[f"indication/{at}/Ei"] = "10"
    assert judged(labs, ES, given, **ES_DC).outcomes["indication"] == "conform"
    with pytest.raises(Interrupted, match="too much energy in the ramps"):
        judged(labs, ES, given | {f"indication/{at}/Wdn": "9.5"}, **ES_DC)


def test_a_load_that_is_not_as_prescribed_is_refused(labs: dict[str, Path]) -> None:
    at = "indication/L1L2L3/Imax/P"
    assert judged(labs, ES, {at: "24288"}).outcomes["indication"] == "conform"  # 22 080 W + 10 %
    with pytest.raises(Interrupted, match="the load is not as prescribed"):
        judged(labs, ES, {at: "24289"})


def test_a_transaction_exceeds_the_smallest_energy_and_suffices_for_the_display(labs: dict[str, Path]) -> None:
    def lasts(found: Any, at: str) -> int:
        return next(int(b["seconds"]) for k, a, b in found.bodies if k == "dwell" and a.startswith(at))

    ist, imax = "starting/L1L2L3/Ist", "indication/L1L2L3/Imax"
    found = judged(labs, ES, {})
    assert lasts(found, ist) == 2088  # 0.1 kWh at 172.5 W, and a second
    assert lasts(found, imax) == 165  # 0.001 kWh is a tenth of 1 % of 1 kWh, at 22 080 W
    assert lasts(judged(labs, ES, {}, digit='"0.0001 kWh"'), imax) == 60
    assert lasts(judged(labs, ES, {}, mct=None), ist) == 2088
    assert lasts(judged(labs, ES, {}, mct='"0.05 kWh"', digit='"0.0001 kWh"'), ist) == 1045
    assert lasts(judged(labs, ES, {}, **ES_DC), "starting/375V/DC/Ist") == 9601  # 1 kWh where none is marked


@pytest.mark.parametrize(("fields", "outcome"), [
    ({}, "conform"), ({"mct": '"0.11 kWh"'}, "not_conform"), ({"mct": None}, "conform"),
    ({"itr": '"5.1 A"'}, "not_conform"), ({"itr": '"5.1 A"', "imax": '"81 A"'}, "conform"),
    ({"itr": '"5.1 A"', "imax": '"80 A"'}, "not_conform"), ({"imin": '"5.5 A"'}, "not_conform"),
    ({"ist": '"1.1 A"'}, "not_conform"), ({"imax": '"4.9 A"'}, "not_conform"),
    (ES_DC, "conform"), ({**ES_DC, "itr": '"25.1 A"'}, "not_conform"), ({**ES_DC, "mct": '"1.1 kWh"'}, "not_conform"),
    ({**ES_DC, "itr": '"25.1 A"', "imax": '"501 A"'}, "conform"),
    ({"put_into_service": "2024-01-01", "type_examined": "false"}, "conform"),
])  # fmt: skip
def test_the_marked_values(labs: dict[str, Path], fields: dict[str, str | None], outcome: str) -> None:
    assert judged(labs, ES, {}, **fields).outcomes["specification"] == outcome


def test_a_station_without_type_examination_is_adapted_in_time(labs: dict[str, Path]) -> None:
    """Four years from the entry into force, 2024-12-28."""
    found = judged(labs, ES, {}, put_into_service="2024-01-01", type_examined="false")
    (stated,) = [b["values"] for _, a, b in found.bodies if a == "specification/adapted"]
    assert (stated["limit"], stated["value"]) == ("≤ 2028-12-28", "2026-11-23")
    for fields in ({}, {"put_into_service": "2024-01-01"}, {"type_examined": "false"}):
        assert all(a != "specification/adapted" for _, a, _ in judged(labs, ES, {}, **fields).bodies)


@pytest.mark.parametrize(("amount", "outcome"), [
    ("0.46", "conform"), ("0.4601", "not_conform"), ("0.44", "conform"), ("0.4399", "not_conform"),
])  # fmt: skip
def test_the_price_of_what_is_shown(labs: dict[str, Path], amount: str, outcome: str) -> None:
    given = {"price/price/W": "1", "price/price/Ei": "1", "price/price/amount": amount}
    assert judged(labs, ES, given).outcomes["price"] == outcome
    assert "price" not in judged(labs, ES, {}, unit_price=None).outcomes


@pytest.mark.parametrize(("regulation", "stage", "seconds", "outcome"), [
    (ES, "initial", "60", "conform"), (ES, "subsequent", "-60", "conform"), (ES, "after-repair", "61", "not_conform"),
    (AC, "initial", "5", "conform"), (AC, "initial", "6", "not_conform"), (AC, "subsequent", "180", "conform"),
    (AC, "subsequent", "181", "not_conform"), (AC, "in-service", "-180", "conform"),
    (DC, "initial", "-5", "conform"), (DC, "initial", "-6", "not_conform"), (DC, "subsequent", "181", "not_conform"),
])  # fmt: skip
def test_the_clock(labs: dict[str, Path], regulation: str, stage: str, seconds: str, outcome: str) -> None:
    """B12 of the constructed vectors."""
    assert judged(labs, regulation, {"deviation/dt": seconds}, stage).outcomes["clock"] == outcome


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


PLATE = {
    "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "1",
    "supply": "AC1", "power": "7 kW", "un": "220 V", "digit": "0.001 kWh", "time_of_use": True,
    "installed": "2022-12-31",
}  # fmt: skip


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


@pytest.mark.parametrize(("regulation", "fields"), [
    (ES, {"class": '"1"'}), (AC, {"class": '"B"'}),
    (ES, {"supply": '"AC1"'}), (ES, {"ist": None}), (AC, {"un": '"0 V"'}),
])  # fmt: skip
def test_a_nameplate_that_is_refused(labs: dict[str, Path], regulation: str, fields: Any) -> None:
    with pytest.raises(SubjectError):
        judged(labs, regulation, {}, **fields)


@pytest.mark.parametrize(("regulation", "check", "item"), [
    (ES, "seals", "examination"), (ES, "information", "examination"), (ES, "no_interference", "simultaneous"),
    (AC, "insulation", "appearance"), (DC, "functions", "appearance"),
])  # fmt: skip
def test_checks(labs: dict[str, Path], regulation: str, check: str, item: str) -> None:
    assert judged(labs, regulation, {f"/{check}": "not_conform"}).outcomes[item] == "not_conform"
    assert "simultaneous" not in judged(labs, ES, {}, simultaneous="false").outcomes
