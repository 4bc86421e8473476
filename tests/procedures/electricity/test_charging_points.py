"""Charging stations in Spain: the figures a second time, both sides of every limit, what a transaction must be."""

from pathlib import Path
from typing import Any

import pytest

from procedures.electricity.ict_155_xx_2024 import ICT155XX
from procedures.errors import SubjectError
from sequencer.errors import Interrupted
from tests.procedures.electricity.charging import DC, ES, D, decisions, energies, judged, three_laboratories

__all__ = ["three_laboratories"]

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


@pytest.mark.parametrize("given", [energies("indication/L1L2L3/Imax", "50"), {"clock/deviation/dt": "86400"}])
def test_what_the_station_shows_may_stand_anywhere(labs: dict[str, Path], given: dict[str, str]) -> None:
    """Its energy and its clock are compared, not doubted before."""
    assert judged(labs, ES, given).answers.doubts == []


def test_an_ideal_clock_does_not_deviate(labs: dict[str, Path]) -> None:
    (clock,) = judged(labs, ES, {}).of("clock").values()
    assert D(clock["values"]["dt"]) == 0


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
    for fields in ({"umin": '"375 V"', "un": '"750 V"'}, {"umin": '"374 V"', "un": '"751 V"'}):
        assert len(decisions(judged(labs, ES, {}, **(ES_DC | fields)), "indication")) == 6
    labels = [b["words"]["label"]["en"] for b in found.of("indication").values()]
    assert labels[0] == "375 V DC Imin"


def test_ramps_of_direct_current_hold_less_than_a_tenth(labs: dict[str, Path]) -> None:
    at = "375V/DC/Imax"
    given = {f"indication/{at}/Wup": "0.5", f"indication/{at}/Wdn": "9.501", f"indication/{at}/W": "10"}
    given[f"indication/{at}/Ei"] = "10"
    assert judged(labs, ES, given, **ES_DC).outcomes["indication"] == "conform"
    with pytest.raises(Interrupted, match=r"too much energy in the ramps: 10.0 %, < 10.0 %"):
        judged(labs, ES, given | {f"indication/{at}/Wdn": "9.5"}, **ES_DC)


def test_a_load_that_is_not_as_prescribed_is_refused(labs: dict[str, Path]) -> None:
    at = "indication/L1L2L3/Imax/P"
    assert judged(labs, ES, {at: "24288"}).outcomes["indication"] == "conform"  # 22 080 W + 10 %
    with pytest.raises(Interrupted, match=r"the load is not as prescribed: 24289 W, 22080 W ± 10.0 %"):
        judged(labs, ES, {at: "24289"})


@pytest.mark.parametrize(("regulation", "at"), [(ES, "indication/L1L2L3/Imax"), (DC, "indication/DC/Imax/1")])
def test_a_transaction_without_energy_is_refused(labs: dict[str, Path], regulation: str, at: str) -> None:
    with pytest.raises(Interrupted, match="counted no energy"):
        judged(labs, regulation, {f"{at}/W": "0"})


def test_a_transaction_exceeds_the_smallest_energy_and_suffices_for_the_display(labs: dict[str, Path]) -> None:
    def lasts(found: Any, at: str) -> int:
        return next(int(b["seconds"]) for k, a, b in found.bodies if k == "dwell" and a.startswith(at))

    ist, imax = "starting/L1L2L3/Ist", "indication/L1L2L3/Imax"
    found = judged(labs, ES, {})
    assert lasts(found, ist) == 2088  # 0.1 kWh at 172.5 W, and a second
    (shown,) = [b["values"] for a, b in found.of("indication").items() if a == "L1L2L3/Imax"]
    assert (D(shown["W"]), D(shown["P"])) == (D("1.012"), 22080)  # 165 s
    assert found.of("indication")["L1L2L3/Imax"]["words"]["label"]["en"] == "L1 L2 L3 Imax"
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
    (ES, "initial", "-61", "not_conform"),
])  # fmt: skip
def test_the_clock(labs: dict[str, Path], regulation: str, stage: str, seconds: str, outcome: str) -> None:
    """One minute, in every stage."""
    assert judged(labs, regulation, {"deviation/dt": seconds}, stage).outcomes["clock"] == outcome


@pytest.mark.parametrize(("regulation", "fields"), [
    (ES, {"unit_price": "0"}), (ES, {"power": '"0 kW"'}), (ES, {"digit": '"0 kWh"'}), (ES, {"ist": '"0 A"'}),
    (ES, {"class": '"1"'}), (ES, {"supply": '"AC1"'}), (ES, {"ist": None}), (ES, {"un": '"0 V"'}),
])  # fmt: skip
def test_a_nameplate_that_is_refused(labs: dict[str, Path], regulation: str, fields: Any) -> None:
    with pytest.raises(SubjectError):
        judged(labs, regulation, {}, **fields)


@pytest.mark.parametrize(("regulation", "check", "item"), [
    (ES, "seals", "examination"), (ES, "information", "examination"), (ES, "no_interference", "simultaneous"),
])  # fmt: skip
def test_checks(labs: dict[str, Path], regulation: str, check: str, item: str) -> None:
    assert judged(labs, regulation, {f"/{check}": "not_conform"}).outcomes[item] == "not_conform"
    assert "simultaneous" not in judged(labs, ES, {}, simultaneous="false").outcomes
    plain = judged(labs, ES, {}, simultaneous=None, single_phase_use=None).outcomes
    assert not {"simultaneous", "single_phase"} & set(plain)
