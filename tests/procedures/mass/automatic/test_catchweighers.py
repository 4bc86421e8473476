"""Catchweighers: the tables of each edition a second time, every edge, passes, both sides of every limit."""

from typing import Any

import pytest

from metrology.limits import OutOfTable
from procedures.mass.automatic.catchweighers import Catchweigher
from procedures.mass.automatic.ict_155_ii_3_1_2020 import ICT155II31
from procedures.mass.automatic.nor_indi0606591a_iii_6_2006 import CatchweighersFR
from procedures.mass.automatic.regeling_eu_meetinstrumenten_10_2006 import CatchweighersNL
from tests.procedures.mass.automatic.benches import D, Lab, alone, decisions, pedigree, zero_readings

ES, NL = "ICT/155/2020 II 3.1:2020", "Regeling EU-meetinstrumenten art. 10/2006"
FR = "NOR INDI0606591A III.6:2006"
STAGES = {ES: "subsequent", NL: "in-service", FR: "subsequent"}
EDITIONS = (ICT155II31, CatchweighersNL, CatchweighersFR)
PLATE = {"class": "XIII(1)", "max": "60 kg", "min": "0.4 kg", "e": "20 g", "d": "20 g", "width": "600 mm", "tare": True}
SMALL = {"max": "'6 kg'", "min": "'200 g'", "e": "'2 g'", "d": "'0.2 g'", "test_loads": "['5 kg']", "tare": "false",
         "eccentric": "false"}  # fmt: skip
Y = {"class": "'Y(a)'", **SMALL}
ONE = {"test_loads": "['25 kg']", "eccentric": "false"}
#: The last load in e of the first and second step.
STEPS = {"I": (50000, 200000), "II": (5000, 20000), "III": (500, 2000), "IIII": (50, 200)}
LAST = {"I": None, "II": 100000, "III": 10000, "IIII": 1000}
ROWS = {"Y(I)": "I", "Y(II)": "II", "Y(a)": "III", "Y(b)": "IIII"}
#: Days, months of validity, status of every source; items with status, stages, gate, checks only.
PEDIGREES = [
    (
        ICT155II31,
        "2020-02-07 2020-10-24 24",
        (
            "dates=s period=v tests=v rated=v control=u passes=u eccentric=v place=u factor=v mean=v "
            "deviation=v error=v repeat=v zero=v"
        ),
        (
            "examination=vSRgc functions=vSRc zero=vSR tare=vSR mean_error=vSR deviation=vSR indication=vSR "
            "repeatability=vSR eccentricity=vSR"
        ),
    ),
    (
        CatchweighersNL,
        "2006-11-23 2006-11-23 0",
        "dates=u tests=u rated=v control=u passes=u factor=s mean=s deviation=v error=v",
        "examination=vVgc use=vVc permitted_use=vVc functions=sVc mean_error=sV deviation=vV indication=vV",
    ),
    (
        CatchweighersFR,
        "2006-01-10 2006-01-10 12",
        "dates=u period=v tests=v rated=u control=u passes=u factor=s static=v mean=v deviation=v error=v",
        "examination=vSgc mean_error=vS deviation=vS indication=vS static_error=vS",
    ),
]


@pytest.mark.parametrize(("edition", "head", "sources", "items"), PEDIGREES)
def test_pedigree_a_second_time(edition: Any, head: str, sources: str, items: str) -> None:
    found = pedigree(edition)
    assert found == {"head": head, "demands": "control/3", "sources": sources, "items": items}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("row", [*(f"X{r}" for r in STEPS), *ROWS])
def test_limits_in_intervals_at_every_edge(edition: Any, row: str) -> None:
    """Mean errors of 1, 2, 3 e and errors of 1.5, 2.5, 3.5 e in service, in both countries."""
    x = row.startswith("X")
    fields = {**PLATE, "class": f"{row}(0.5)" if x else row, "max": "1000 t", "e": "1 g", "d": "0.2 g", "min": "1 g"}
    found = alone(edition, **fields)
    limit = found.mean_limit if x else found.error_limit
    first, second = STEPS[row.removeprefix("X") if x else ROWS[row]]
    last = LAST[row.removeprefix("X") if x else ROWS[row]]
    limits = ("1", "2", "3") if x else ("1.5", "2.5", "3.5")
    edges = (1, 0), (first, 0), (first + 1, 1), (second, 1), (second + 1, 2), (last or 10**9, 2)
    assert [limit(D(m)) for m, _ in edges] == [D(limits[i]) for _, i in edges]
    if last is not None:
        with pytest.raises(OutOfTable, match=f"{last} e"):
            limit(D(last + 1))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("grams", "limit"), [
    ("10", "0.06"), ("50", "0.3"), ("50.1", "0.3"), ("100", "0.3"), ("100.1", "0.3003"), ("200", "0.6"),
    ("200.1", "0.6"), ("300", "0.6"), ("300.1", "0.6002"), ("500", "1"), ("500.1", "1.0"), ("1000", "1.0"),
    ("1000.1", "1.0001"), ("10000", "10"), ("10000.1", "10"), ("15000", "10"), ("15000.1", "10.050067"),
    ("50000", "33.5"),
])  # fmt: skip
def test_standard_deviations_by_the_load(edition: Any, grams: str, limit: str) -> None:
    """Times (x), in the unit of e."""
    assert alone(edition, **PLATE).deviation_limit(D(grams)) == D(limit)
    kilograms = alone(edition, **{**PLATE, "class": "XIII(0.5)", "e": "0.02 kg", "d": "0.02 kg"})
    assert kilograms.deviation_limit(D(grams) / 1000) == D(limit) / 2000


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("load", "x", "y"), [
    ("1000", 60, 10), ("1001", 30, 10), ("10000", 30, 10), ("10001", 20, 10), ("20000", 20, 10), ("20001", 10, 10),
])  # fmt: skip
def test_numbers_of_passes(edition: Any, load: str, x: int, y: int) -> None:
    assert alone(edition, **PLATE).passes(D(load)) == x
    assert alone(edition, **{**PLATE, "class": "Y(a)"}).passes(D(load)) == y


@pytest.mark.parametrize(("d", "spanish"), [("4 g", "30"), ("5 g", "40"), ("20 g", "40")])
def test_a_coarse_display_adds_half_an_interval_in_spain(d: str, spanish: str) -> None:
    fields = {**PLATE, "class": "Y(a)", "d": d}
    assert alone(ICT155II31, **fields).error_limit(D(1000)) == D(spanish)
    for other in (CatchweighersNL, CatchweighersFR):
        assert alone(other, **fields).error_limit(D(1000)) == D(30)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("marked", "conform"), [
    ("XI(0.5)", True), ("XI(1)", False), ("XII(0.2)", True), ("XII(1)", False), ("XIII(0.1)", True), ("XIII(1)", True),
    ("XIII(2)", False), ("XIIII(1)", False), ("XIIII(2)", True), ("XIIII(5)", False), ("XIII(0.3)", False),
    ("XIII(0.02)", True), ("Y(a)", True), ("XIII(0)", False),
])  # fmt: skip
def test_factors_of_a_class(edition: Any, marked: str, conform: bool) -> None:
    found = list(alone(edition, **{**PLATE, "class": marked}).requirements())
    assert all(r.conforms for r in found) is conform


@pytest.mark.parametrize(("fields", "message"), [
    ({"class": "XV(1)"}, "class"), ({"class": "XIII"}, "class"), ({"d": "50 g"}, "larger than e"),
    ({"test_loads": ["70 kg"]}, "70 kg is not between"), ({"min": "60 kg"}, "is not between"),
])  # fmt: skip
def test_nameplates_that_cannot_be(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        alone(ICT155II31, **{**PLATE, **fields})


@pytest.mark.parametrize(("fields", "above"), [
    ({}, "180"), ({"class": "XIII(5)"}, "603"), ({"class": "Y(a)"}, "180"), ({"class": "XIII(5)", "e": "50 g"}, "603"),
])  # fmt: skip
def test_a_display_ends_above_max_in_spain(fields: dict[str, Any], above: str) -> None:
    """9 e, or three permitted standard deviations of category X: 0.067 % of 60 kg times (x)."""
    found = alone(ICT155II31, **{**PLATE, **fields})
    assert found.display == (D(-60000), D(60000) + D(above))
    assert alone(CatchweighersNL, **{**PLATE, **fields}).display is None


def test_loads_of_a_nameplate() -> None:
    plate: Catchweigher = alone(ICT155II31, **PLATE).subject
    assert plate.tested == (D(400), D(60000))
    assert alone(ICT155II31, **PLATE, test_loads=["50 kg", "25 kg"]).subject.tested == (D(25000), D(50000))
    assert alone(ICT155II31, **PLATE, test_loads=["60 kg", "0.4 kg"]).subject.tested == (D(400), D(60000))


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(tmp_path_factory.mktemp("catchweigher") / "lab", ES, "catchweigher", STAGES)


def spread_of(load: str, passes: int, shift: D, item: str = "mean_error") -> dict[str, str]:
    """Every pass this much beside the load."""
    return {f"{item}/{load}g/{n}/I": str(D(load) + shift) for n in range(1, passes + 1)}


@pytest.mark.parametrize(("regulation", "shift", "outcome"), [
    (ES, "40", "conform"), (ES, "60", "not_conform"), (ES, "-40", "conform"), (ES, "-60", "not_conform"),
    (NL, "40", "conform"), (NL, "60", "not_conform"), (FR, "60", "not_conform"),
])  # fmt: skip
def test_mean_error_on_both_sides(lab: Lab, regulation: str, shift: str, outcome: str) -> None:
    """25 kg are 1250 e of 20 g: ±2 e; the standard deviation of equal indications is nothing."""
    found = lab.judged(regulation, spread_of("25000", 10, D(shift)), **ONE)
    assert decisions(found, "mean_error")["25000g"]["unrounded"] == shift
    assert found.outcomes["mean_error"] == outcome
    assert found.outcomes["deviation"] == "conform"


@pytest.mark.parametrize(("regulation", "high", "outcome"), [
    (ES, "25020", "conform"), (ES, "25040", "not_conform"), (NL, "25040", "not_conform"),
])  # fmt: skip
def test_standard_deviation_on_both_sides(lab: Lab, regulation: str, high: str, outcome: str) -> None:
    """Half of ten passes 20 g, or 40 g, apart: s = 10.5 g, or 21.1 g, against 16.75 g."""
    given = {f"mean_error/25000g/{n}/I": high for n in range(1, 6)}
    found = lab.judged(regulation, given, **ONE)
    assert found.outcomes["deviation"] == outcome
    assert D(decisions(found, "deviation")["25000g"]["limit"][1]) == D("16.75")
    assert found.outcomes["mean_error"] == "conform"


def test_a_pass_that_was_not_read_leaves_mean_and_deviation_open(lab: Lab) -> None:
    found = lab.judged(ES, {"mean_error/25000g/3/I": "not_measured"}, **ONE)
    assert found.outcomes["mean_error"] == found.outcomes["deviation"] == "incomplete"
    assert "25000g" not in decisions(found, "mean_error")
    assert found.of("mean_error")["25000g/1"]["reference"] == []


@pytest.mark.parametrize(("regulation", "shift", "outcome"), [
    (ES, "7", "conform"), (ES, "7.2", "not_conform"), (ES, "-7", "conform"), (ES, "-7.2", "not_conform"),
    (NL, "7", "conform"), (NL, "7.2", "not_conform"), (FR, "7", "conform"), (FR, "7.2", "not_conform"),
])  # fmt: skip
def test_each_error_of_category_y(lab: Lab, regulation: str, shift: str, outcome: str) -> None:
    """5 kg are 2500 e of 2 g: ±7 g; d is a tenth of e."""
    found = lab.judged(regulation, {"indication/5000g/3/I": str(D(5000) + D(shift))}, **Y)
    assert found.outcomes["indication"] == outcome
    assert "mean_error" not in found.outcomes
    passes = {a.split("/")[1] for a in found.of("indication")}
    assert len(passes) == 10


@pytest.mark.parametrize(("low", "outcome"), [("4996.4", "conform"), ("4996.2", "not_conform")])
def test_repeatability_of_category_y(lab: Lab, low: str, outcome: str) -> None:
    given = {"indication/5000g/1/I": "5003.4", "indication/5000g/2/I": low}
    found = lab.judged(ES, given, **Y)
    assert (found.outcomes["repeatability"], found.outcomes["indication"]) == (outcome, "conform")


@pytest.mark.parametrize(("zero", "tare"), [("5", "16"), ("4", "15"), ("15", "4"), ("16", "5")])
def test_zero_and_tare_to_a_quarter_of_an_interval(lab: Lab, zero: str, tare: str) -> None:
    found = lab.judged(ES, {"zero/dL": zero, "tare/dL": tare}, **{**Y, "tare": "true", "e": "'20 g'", "d": "'20 g'"})
    ideal = lab.judged(ES, {}, **{**Y, "tare": "true", "e": "'20 g'", "d": "'20 g'"})
    assert zero_readings(ideal, "zero") == zero_readings(ideal, "tare") == (("2", "g"), "10")
    expected = {"5": "conform", "15": "conform", "4": "not_conform", "16": "not_conform"}
    assert (found.outcomes["zero"], found.outcomes["tare"]) == (expected[zero], expected[tare])


def test_loads_beside_the_centre(lab: Lab) -> None:
    """A third of Max, 20 passes on each side; category Y: each error."""
    given = {f"eccentricity/right/20000g/{n}/I": "20060" for n in range(1, 21)}
    found = lab.judged(ES, given, test_loads="['25 kg']")
    assert found.outcomes["eccentricity"] == "not_conform"
    assert decisions(found, "eccentricity")["left/20000g/mean"]["limit"][1] == "40"
    assert D(decisions(found, "eccentricity")["left/20000g/deviation"]["limit"][1]) == D("13.4")
    y = lab.judged(ES, {"left/2000g/10/I": "2007.2"}, **{**Y, "eccentric": "true"})
    assert y.outcomes["eccentricity"] == "not_conform"
    shifts = [D(b["args"][0]) for k, _, b in y.bodies if k == "command" and b["method"] == "shift"]
    assert shifts == [-150, 150, 0]


def test_loads_beside_the_intervals_can_be_planned(lab: Lab) -> None:
    found = lab.judged(ES, {}, **{**ONE, "test_loads": "['25.013 kg']"})
    assert found.verdict["outcome"] == "conform"


@pytest.mark.parametrize(("marked", "asked"), [("'XIIII(2)'", True), ("'Y(b)'", True), ("'XIII(1)'", False)])
def test_low_classes_in_the_netherlands(lab: Lab, marked: str, asked: bool) -> None:
    fields = {"max": "'60 kg'", "e": "'100 g'", "d": "'100 g'", "test_loads": "['25 kg']"}
    assert ("permitted_use" in lab.judged(NL, **{"class": marked}, **fields).outcomes) is asked


@pytest.mark.parametrize("row", [*(f"X{r}" for r in STEPS), *ROWS])
def test_limits_at_rest_in_france(row: str) -> None:
    """Table 6: 1, 2, 3 e for both categories."""
    name = row.removeprefix("X") if row.startswith("X") else ROWS[row]
    first, second = STEPS[name]
    numbers = CatchweighersFR.facts.table("static").numbers(row)
    assert numbers == (first, second, D("inf") if LAST[name] is None else LAST[name])
    assert CatchweighersFR.facts.table("static").columns == ("1", "2", "3")


@pytest.mark.parametrize(
    ("shown", "outcome"), [("25040", "conform"), ("25060", "not_conform"), ("24940", "not_conform")]
)
def test_errors_at_rest_in_france(lab: Lab, shown: str, outcome: str) -> None:
    found = lab.judged(FR, {"static_error/at_rest/25000g/I": shown}, **ONE)
    assert (found.outcomes["static_error"], found.outcomes["mean_error"]) == (outcome, "conform")
    assert "static_error" in lab.judged(FR, {}, **Y).outcomes
