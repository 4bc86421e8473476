"""Discontinuous totalisers: the classes of each edition a second time, rounding to dt, both sides of every limit."""

from typing import Any

import pytest

from procedures.mass.automatic.ict_155_ii_3_3_2020 import ICT155II33
from procedures.mass.automatic.nor_indi0606591a_iii_10_2006 import DiscontinuousTotalisersFR
from procedures.mass.automatic.regeling_eu_meetinstrumenten_12_2006 import DiscontinuousTotalisersNL
from sequencer.errors import Interrupted
from tests.procedures.mass.automatic.benches import D, Lab, alone, decisions, pedigree, zero_readings

ES, NL = "ICT/155/2020 II 3.3:2020", "Regeling EU-meetinstrumenten art. 12/2006"
FR = "NOR INDI0606591A III.10:2006"
STAGES = {ES: "subsequent", NL: "in-service", FR: "subsequent"}
EDITIONS = (ICT155II33, DiscontinuousTotalisersNL, DiscontinuousTotalisersFR)
PLATE = {"class": "0.5", "max": "500 kg", "min": "100 kg", "d": "0.2 kg", "dt": "0.5 kg", "sigma_min": "2000 kg",
         "second_device": True}  # fmt: skip
ONE = {"test_totals": "['2000 kg']"}
RUN = "indication/2000kg/1/"
#: Days, months of validity, status of every source; items with status, stages, gate, checks only.
PEDIGREES = [
    (
        ICT155II33,
        "2020-02-07 2020-10-24 24",
        "dates=s period=v tests=v rated=v control=u runs=u dt=v mpe=v repeat=v devices=v zero=v",
        "examination=vSRgc functions=vSRc zero=vSR indication=vSR repeatability=vSR devices=vSR",
    ),
    (
        DiscontinuousTotalisersNL,
        "2006-11-23 2006-11-23 0",
        "dates=u tests=u rated=v control=u runs=u dt=s mpe=s",
        "examination=vVgc use=vVc permitted_use=vVc functions=sVc indication=sV",
    ),
    (
        DiscontinuousTotalisersFR,
        "2006-01-10 2006-01-10 12",
        "dates=u period=v tests=v rated=u control=u runs=u dt=s mpe=v",
        "examination=vSgc installation=vSc indication=vS",
    ),
]


@pytest.mark.parametrize(("edition", "head", "sources", "items"), PEDIGREES)
def test_pedigree_a_second_time(edition: Any, head: str, sources: str, items: str) -> None:
    found = pedigree(edition)
    assert found == {"head": head, "demands": "control/3", "sources": sources, "items": items}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("marked", "limit"), [("0.2", "4"), ("0.5", "10"), ("1", "20"), ("2", "40")])
def test_limits_in_service(edition: Any, marked: str, limit: str) -> None:
    """Of 2000 kg: 0.2, 0.5, 1, 2 %; in the Netherlands twice the directive's."""
    found = alone(edition, **{**PLATE, "class": marked})
    assert found.mpe(D(2000)) == D(limit)
    assert found.subject.low_class is (marked in {"1", "2"})


@pytest.mark.parametrize(("load", "rounded", "exact"), [
    ("2049", "10", "10.245"), ("2051", "10.5", "10.255"), ("2050", "10", "10.25"), ("2150", "11", "10.75"),
])  # fmt: skip
def test_the_limit_is_rounded_to_the_nearest_interval_in_spain(load: str, rounded: str, exact: str) -> None:
    assert alone(ICT155II33, **PLATE).mpe(D(load)) == D(rounded)
    for other in (DiscontinuousTotalisersNL, DiscontinuousTotalisersFR):
        assert alone(other, **PLATE).mpe(D(load)) == D(exact)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("dt", "conform"), [
    ("0.05 kg", False), ("0.051 kg", True), ("0.999 kg", True), ("1 kg", False),
])  # fmt: skip
def test_the_interval_as_a_part_of_max(edition: Any, dt: str, conform: bool) -> None:
    (found,) = alone(edition, **{**PLATE, "dt": dt}).requirements()
    assert found.conforms is conform
    (long,) = alone(edition, **{**PLATE, "max": "300 kg"}).requirements()
    assert (long.value, long.limit) == ("0.166667 %", "> 0.01 %, < 0.2 %")


def test_loads_of_a_nameplate() -> None:
    assert alone(ICT155II33, **PLATE).subject.tested == (D(2000),)
    assert alone(ICT155II33, **PLATE, test_totals=["5 t", "2 t"]).subject.tested == (D(2000), D(5000))
    with pytest.raises(ValueError, match=r"1\.9 t is below sigma_min"):
        alone(ICT155II33, **PLATE, test_totals=["1.9 t"])


def test_zero_limit_in_spain() -> None:
    assert alone(ICT155II33, **PLATE).zero_limit() == D("0.05")


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(tmp_path_factory.mktemp("discontinuous") / "lab", ES, "discontinuous_totaliser", STAGES)


@pytest.mark.parametrize("regulation", [ES, NL, FR])
@pytest.mark.parametrize(("T1", "outcome"), [
    ("2010", "conform"), ("2010.5", "not_conform"), ("1990", "conform"), ("1989.5", "not_conform"),
])  # fmt: skip
def test_a_total_on_both_sides_of_its_limit(lab: Lab, regulation: str, T1: str, outcome: str) -> None:
    found = lab.judged(regulation, {f"{RUN}T1": T1}, **ONE)
    assert found.outcomes["indication"] == outcome
    assert sorted(decisions(found, "indication")) == ["2000kg/1", "2000kg/2"]


@pytest.mark.parametrize(("L", "outcome"), [("2039.5", "conform"), ("2040", "not_conform")])
def test_the_limit_is_that_of_the_load_that_was_weighed(lab: Lab, L: str, outcome: str) -> None:
    """2039.5 kg: 10.1975 kg, rounded 10 kg; the error is −9.5 kg and −10 kg … of a total of 2030 kg."""
    given = {f"{RUN}T0": "100", f"{RUN}T1": "2129.5", f"{RUN}L": L}
    assert lab.judged(ES, given, **ONE).outcomes["indication"] == outcome


@pytest.mark.parametrize(("T1", "outcome"), [("2004", "conform"), ("2004.5", "not_conform")])
def test_repeatability(lab: Lab, T1: str, outcome: str) -> None:
    given = {f"{RUN}T1": T1, "2000kg/2/T1": "1994"}
    found = lab.judged(ES, given, **ONE)
    assert (found.outcomes["repeatability"], found.outcomes["indication"]) == (outcome, "conform")
    assert "repeatability" not in lab.judged(NL, {}, **ONE).outcomes


def test_two_devices_show_the_same(lab: Lab) -> None:
    assert lab.judged(ES, {"devices/T2": "0.5"}, **ONE).outcomes["devices"] == "not_conform"
    assert "devices" not in lab.judged(ES, {}, **ONE, second_device="false").outcomes


@pytest.mark.parametrize(("dL", "outcome"), [("0.05", "conform"), ("0.04", "not_conform"), ("0.16", "not_conform")])
def test_zero_to_a_quarter_of_the_control_interval(lab: Lab, dL: str, outcome: str) -> None:
    assert lab.judged(ES, {"zero/dL": dL}, **ONE).outcomes["zero"] == outcome
    assert zero_readings(lab.judged(ES, {}, **ONE), "zero") == (("0.02", "kg"), "0.1")


def test_totals_may_stand_anywhere_but_only_between_intervals(lab: Lab) -> None:
    given = {f"{RUN}T0": "70000", f"{RUN}T1": "72000", "devices/T1": "90000", "devices/T2": "90000"}
    assert lab.judged(ES, given, **ONE).answers.doubts == []
    with pytest.raises(Interrupted, match="not a multiple of the resolution"):
        lab.judged(ES, {f"{RUN}T1": "2010.2"}, **ONE)


def test_a_run_that_was_not_weighed_leaves_repeatability_open(lab: Lab) -> None:
    found = lab.judged(ES, {"2000kg/2/L": "not_measured"}, **ONE)
    assert found.outcomes["indication"] == found.outcomes["repeatability"] == "incomplete"


def test_low_classes_in_the_netherlands(lab: Lab) -> None:
    assert "permitted_use" in lab.judged(NL, {}, **ONE, **{"class": "'1'"}).outcomes
    assert "permitted_use" not in lab.judged(NL, {}, **ONE).outcomes
