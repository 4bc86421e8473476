"""Gravimetric filling instruments: the tables a second time, every edge, pieces, both sides of every limit."""

from typing import Any

import pytest

from procedures.mass.automatic.ict_155_ii_3_2_2020 import ICT155II32
from procedures.mass.automatic.nor_indi0606591a_iii_5_2006 import FillingMachinesFR
from procedures.mass.automatic.regeling_eu_meetinstrumenten_11_2006 import FillingMachinesNL
from tests.procedures.mass.automatic.benches import D, Lab, alone, decisions, pedigree, zero_readings

ES, NL = "ICT/155/2020 II 3.2:2020", "Regeling EU-meetinstrumenten art. 11/2006"
FR = "NOR INDI0606591A III.5:2006"
STAGES = {ES: "subsequent", NL: "in-service", FR: "subsequent"}
EDITIONS = (ICT155II32, FillingMachinesNL, FillingMachinesFR)
PLATE = {"class": "X(1)", "max_fill": "50 kg", "min_fill": "30 kg", "d": "20 g", "piece": "0 kg", "tare": True,
         "presettable": True}  # fmt: skip
#: Twenty fills of 50 kg.
ONE = {"min_fill": "'50 kg'", "d": "'0.1 kg'", "tare": "false"}
#: Days, months of validity, status of every source; items with status, stages, gate, checks only.
PEDIGREES = [
    (
        ICT155II32,
        "2020-02-07 2020-10-24 24",
        "dates=s period=v tests=v rated=v control=u fills=u factor=v deviation=v pieces=v preset=v zero=v",
        "examination=vSRgc functions=vSRc zero=vSR tare=vSR deviation=vSR preset=vSR",
    ),
    (
        FillingMachinesNL,
        "2006-11-23 2006-11-23 0",
        "dates=u tests=u rated=v control=u fills=u factor=s deviation=s pieces=s preset=v",
        "examination=vVgc use=vVc permitted_use=vVc deviation=sV preset=vV",
    ),
    (
        FillingMachinesFR,
        "2006-01-10 2006-01-10 12",
        "dates=u period=v tests=v rated=u control=u fills=u factor=s deviation=v pieces=v preset=v",
        "examination=vSgc deviation=vS preset=vS",
    ),
]


@pytest.mark.parametrize(("edition", "head", "sources", "items"), PEDIGREES)
def test_pedigree_a_second_time(edition: Any, head: str, sources: str, items: str) -> None:
    found = pedigree(edition)
    assert found == {"head": head, "demands": "control/3", "sources": sources, "items": items}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("grams", "limit"), [
    ("10", "0.9"), ("50", "4.5"), ("50.1", "4.5"), ("100", "4.5"), ("100.1", "4.5045"), ("200", "9"), ("200.1", "9"),
    ("300", "9"), ("300.1", "9.003"), ("500", "15"), ("500.1", "15"), ("1000", "15"), ("1000.1", "15.0015"),
    ("10000", "150"), ("10000.1", "150"), ("15000", "150"), ("15000.1", "150.001"), ("50000", "500"),
])  # fmt: skip
def test_deviations_in_service_by_the_fill(edition: Any, grams: str, limit: str) -> None:
    """The Spanish table is that in service; the Dutch one is that of the directive times 1.25."""
    assert alone(edition, **PLATE).deviation_limit(D(grams)) == D(limit)
    kilograms = alone(edition, **{**PLATE, "class": "X(0.2)", "d": "0.02 kg"})
    assert kilograms.deviation_limit(D(grams) / 1000) == D(limit) / 5000


@pytest.mark.parametrize(("edition", "grams", "limit"), [
    (FillingMachinesFR, "40", "0.9"), (FillingMachinesFR, "50000", "125"),
    (ICT155II32, "40", "0.9"), (ICT155II32, "400", "3"), (ICT155II32, "50000", "125"),
    (FillingMachinesNL, "40", "0.89856"),
    (FillingMachinesNL, "80", "1.1232"), (FillingMachinesNL, "150", "1.6848"), (FillingMachinesNL, "250", "2.2464"),
    (FillingMachinesNL, "400", "2.9952"), (FillingMachinesNL, "800", "3.744"), (FillingMachinesNL, "2000", "7.488"),
    (FillingMachinesNL, "12000", "37.44"), (FillingMachinesNL, "50000", "124.8"),
])  # fmt: skip
def test_set_value_errors(edition: Any, grams: str, limit: str) -> None:
    """Spain: a quarter of the limit in service; the Netherlands: 0.312 of the directive's, without the factor 1.25."""
    assert alone(edition, **PLATE).preset_limit(D(grams)) == D(limit)


@pytest.mark.parametrize(("piece", "fill", "limit"), [
    ("0.05 kg", "50000", "500"), ("0.0501 kg", "50000", "575.15"), ("1 kg", "50000", "2000"), ("3 kg", "50000", "4500"),
    ("0.0009 kg", "100", "5.85"), ("0.01 kg", "40", "3.6"),
])  # fmt: skip
def test_pieces_add_to_the_deviation_in_spain_and_france(piece: str, fill: str, limit: str) -> None:
    """Above a tenth of the limit 1.5 times the piece, up to 9 % of the fill times (x)."""
    spain, without = alone(ICT155II32, **{**PLATE, "piece": piece}), alone(ICT155II32, **PLATE)
    assert spain.deviation_limit(D(fill)) == D(limit)
    assert spain.preset_limit(D(fill)) == without.preset_limit(D(fill))
    france = alone(FillingMachinesFR, **{**PLATE, "piece": piece})
    assert france.deviation_limit(D(fill)) == D(limit)
    assert france.preset_limit(D(fill)) == D(limit) / 4
    half = alone(ICT155II32, **{**PLATE, "piece": piece, "class": "X(0.5)"})
    assert half.deviation_limit(D(fill)) <= D(fill) * D("0.045")
    dutch = alone(FillingMachinesNL, **{**PLATE, "piece": piece})
    assert dutch.deviation_limit(D(fill)) == alone(FillingMachinesNL, **PLATE).deviation_limit(D(fill))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("fill", "n"), [
    ("10000", 60), ("10001", 32), ("25000", 32), ("25001", 20), ("100000", 20), ("100001", 10),
])  # fmt: skip
def test_numbers_of_fills(edition: Any, fill: str, n: int) -> None:
    assert alone(edition, **PLATE).fills(D(fill)) == n


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("marked", "conform"), [
    ("X(2)", True), ("X(5)", False), ("X(1)", True), ("X(0.5)", True), ("X(0.3)", False), ("X(0.01)", True),
    ("X(0)", False),
])  # fmt: skip
def test_factors(edition: Any, marked: str, conform: bool) -> None:
    found = list(alone(edition, **{**PLATE, "class": marked}).requirements())
    assert [(r.conforms, r.limit) for r in found] == [(conform, "1, 2, 5 × 10^k, ≤ 2")]
    assert alone(edition, **{**PLATE, "class": marked}).subject.low_class is (marked in {"X(2)", "X(5)"})


@pytest.mark.parametrize(("fields", "message"), [
    ({"class": "XIII(1)"}, "class"), ({"class": "X(1) y"}, "must be like"),
    ({"min_fill": "60 kg"}, "60 kg is not between"), ({"test_fills": ["20 kg"]}, "20 kg is not between"),
    ({"test_fills": ["51 kg"]}, "51 kg is not between"), ({"d": "0 g"}, "above 0"),
    ({"piece": "-0.001 kg"}, "is below 0"),
])  # fmt: skip
def test_nameplates_that_cannot_be(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        alone(ICT155II32, **{**PLATE, **fields})


def test_fills_of_a_nameplate() -> None:
    assert alone(ICT155II32, **PLATE).subject.tested == (D(30000), D(50000))
    assert alone(ICT155II32, **PLATE, test_fills=["50 kg", "30 kg"]).subject.tested == (D(30000), D(50000))
    assert alone(ICT155II32, **{**PLATE, "min_fill": "50 kg"}).subject.tested == (D(50000),)


def test_zero_limit_in_spain() -> None:
    """A quarter of the deviation at the least fill: 75 g at 30 kg."""
    assert alone(ICT155II32, **PLATE).zero_limit() == 75


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(tmp_path_factory.mktemp("filling") / "lab", ES, "filling_machine", STAGES)


@pytest.mark.parametrize("regulation", [ES, NL, FR])
@pytest.mark.parametrize(("one", "outcome"), [
    ("0.526", "conform"), ("0.527", "not_conform"), ("-0.526", "conform"), ("-0.527", "not_conform"),
])  # fmt: skip
def test_a_fill_on_both_sides_of_its_limit(lab: Lab, regulation: str, one: str, outcome: str) -> None:
    """One of twenty fills of 50 kg is off by x and its deviation is 0.95 x: 1 % is 0.5 kg."""
    found = lab.judged(regulation, {"deviation/50kg/F3": str(D(50) + D(one))}, **ONE)
    assert D(decisions(found, "deviation")["50kg/3"]["unrounded"]) == D(one) * D("0.95")
    assert found.outcomes["deviation"] == outcome
    assert found.outcomes["preset"] == "conform"


@pytest.mark.parametrize(("regulation", "shift", "outcome"), [
    (ES, "0.125", "conform"), (ES, "0.126", "not_conform"), (ES, "-0.126", "not_conform"), (NL, "0.124", "conform"),
    (NL, "0.125", "not_conform"), (FR, "0.125", "conform"), (FR, "0.126", "not_conform"),
])  # fmt: skip
def test_the_set_value_on_both_sides(lab: Lab, regulation: str, shift: str, outcome: str) -> None:
    """50 kg: 0.25 × 0.5 kg in Spain, 0.312 × 0.4 kg = 0.1248 kg in the Netherlands."""
    given = {f"deviation/50kg/F{n}": str(D(50) + D(shift)) for n in range(1, 21)}
    found = lab.judged(regulation, given, **ONE)
    assert found.outcomes["preset"] == outcome
    assert found.outcomes["deviation"] == "conform"


def test_a_fill_that_was_not_weighed_leaves_both_open(lab: Lab) -> None:
    found = lab.judged(ES, {"deviation/50kg/F7": "not_measured"}, **ONE)
    assert found.outcomes["deviation"] == found.outcomes["preset"] == "incomplete"
    assert not decisions(found, "deviation")


@pytest.mark.parametrize(("zero", "tare"), [
    ("-0.075", "0.18"), ("-0.08", "0.175"), ("0.175", "-0.08"), ("0.18", "-0.075"),
])  # fmt: skip
def test_zero_and_tare_to_a_quarter_of_the_deviation(lab: Lab, zero: str, tare: str) -> None:
    """At 50 kg: 0.125 kg beside half an interval of 0.1 kg."""
    found = lab.judged(ES, {"zero/dL": zero, "tare/dL": tare}, **{**ONE, "tare": "true"})
    ideal = lab.judged(ES, {}, **{**ONE, "tare": "true"})
    assert zero_readings(ideal, "zero") == zero_readings(ideal, "tare") == (("0.01", "kg"), "0.05")
    expected = {"-0.075": "conform", "0.175": "conform", "-0.08": "not_conform", "0.18": "not_conform"}
    assert (found.outcomes["zero"], found.outcomes["tare"]) == (expected[zero], expected[tare])


def test_without_devices(lab: Lab) -> None:
    outcomes = lab.judged(ES, **{**ONE, "presettable": "false"}).outcomes
    assert not {"preset", "tare"} & set(outcomes)
    assert "permitted_use" in lab.judged(NL, **{**ONE, "class": "'X(2)'"}).outcomes
