"""JJG 366-2004, a draft: what is remembered a second time, and what it decides once it is read."""

from decimal import Decimal
from pathlib import Path

import pytest

from procedures.electricity.jjg_366_2004 import JJG366
from tests.figures_read import supply
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import accepts, demanded, figures, gates, header, positive, stages, statuses

D = Decimal
ID = "JJG 366"
ISV = ("appearance", "indication", "tilt", "auxiliary", "insulation")
DIGITAL = {"marks": "[]", "lower": '"2 Ω"', "upper": '"20 Ω"', "resolution": '"0.01 Ω"'}


def test_figures_a_second_time() -> None:
    assert JJG366.regulation.draft
    assert header(JJG366) == ("CN", "earth-meter", "2004-03-02", "2004-09-02", "JJG 366-1986", "12")
    assert figures(JJG366) == {
        "points": "10", "tilt": "100", "insulation": "20", "mpe.1": "1", "mpe.2": "2", "mpe.5": "5",
        "auxiliary.0": "1", "auxiliary.1000": "1", "auxiliary.2000": "1", "auxiliary.5000": "2",
    }  # fmt: skip
    assert demanded(JJG366) == {"box": "4"}
    assert stages(JJG366) == dict.fromkeys(ISV, "ISV") | {"strength": "I"}
    assert gates(JJG366) == (["appearance"], ["appearance"])
    assert statuses(JJG366) == (
        "dates u, period u, place u, standard s, points s, looks u, mpe u, tilt u, auxiliary u, circuit u, strength u"
    )
    conditions = {c.quantity: (c.lower, c.upper) for c in JJG366.conditions(None)}
    assert conditions == {"temperature": (15, 25), "humidity": (None, 75)}


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    lab = ExampleLab.of(ID, Path(tmp_path_factory.mktemp("earth")) / "lab")
    supply(JJG366, lab.folder)
    return lab


def test_a_pointer_is_tried_at_every_mark(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial", marks='["500 mΩ", "1 Ω", "10 Ω"]')
    assert found.verdict["outcome"] == "conform"
    assert list(found.of("indication"))[1:] == ["0.5ohm", "1ohm", "10ohm"]
    applied = [b["args"] for kind, _, b in found.bodies if kind == "command" and b["method"] == "apply"]
    assert [value for value, _ in applied] == ["0.5", "1", "10", "10", "10"]


@pytest.mark.parametrize(("lower", "points"), [
    ("2 Ω", "2 4 6 8 10 12 14 16 18 20"), ("0.1 Ω", "0.1 2.31 4.52 6.73 8.94 11.16 13.37 15.58 17.79 20"),
])  # fmt: skip
def test_digits_are_tried_at_ten_points(lab: ExampleLab, lower: str, points: str) -> None:
    """Spread evenly from end to end, to the resolution."""
    found = lab.judged(ID, {}, "initial", **{**DIGITAL, "lower": f'"{lower}"'})
    assert list(found.of("indication"))[1:] == [f"{p}ohm" for p in points.split()]
    assert "tilt" not in found.outcomes


@pytest.mark.parametrize("accuracy", ["1", "2", "5"])
@pytest.mark.parametrize("sign", [1, -1])
def test_error_is_a_part_of_the_indication(lab: ExampleLab, accuracy: str, sign: int) -> None:
    for more, outcome in ((D(0), "conform"), (D("0.001"), "not_conform")):
        given = {"indication/10ohm/x": "10", "indication/10ohm/ref": f"{10 - sign * (D(accuracy) / 10 + more)}"}
        found = lab.judged(ID, given, "initial", **{"class": f'"{accuracy}"'})
        assert found.outcomes["indication"] == outcome
        assert found.of("indication")["1ohm"]["values"]["MPE"] == f"±{accuracy}"


@pytest.mark.parametrize("way", ["front", "back", "left", "right"])
def test_tilt_is_at_most_the_limit_of_error(lab: ExampleLab, way: str) -> None:
    for y, outcome in (("10.2", "conform"), ("9.8", "conform"), ("10.21", "not_conform"), ("9.79", "not_conform")):
        found = lab.judged(ID, {f"tilt/{way}/y": y}, "subsequent", **{"class": '"2"'})
        assert found.outcomes["tilt"] == outcome


@pytest.mark.parametrize(("resistance", "most"), [("0", "2"), ("1000", "2"), ("2000", "2"), ("5000", "4")])
def test_auxiliary_resistances(lab: ExampleLab, resistance: str, most: str) -> None:
    for sign in (1, -1):
        for more, outcome in ((D(0), "conform"), (D("0.01"), "not_conform")):
            given = {f"auxiliary/aux_{resistance}/y": f"{10 + sign * (D(most) / 10 + more)}"}
            assert lab.judged(ID, given, "initial", **{"class": '"2"'}).outcomes["auxiliary"] == outcome


def test_of_type_b_nothing_is_remembered(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial", design='"B"')
    assert {key for key, outcome in found.outcomes.items() if outcome != "conform"} == {"auxiliary"}
    assert found.verdict["outcome"] == "undecided"


@pytest.mark.parametrize("design", ["A", "B"])
def test_auxiliary_resistances_of_each_type(lab: ExampleLab, design: str) -> None:
    """With other ones what is measured is void."""
    found = lab.judged(ID, {f"indication/auxiliary_{design}": "not_conform"}, "initial", design=f'"{design}"')
    assert found.verdict["outcome"] == "invalid"


@pytest.mark.parametrize(("R", "outcome"), [("20", "conform"), ("19.9", "not_conform")])
def test_insulation(lab: ExampleLab, R: str, outcome: str) -> None:
    assert lab.judged(ID, {"insulation/Ri": R}, "in-service").outcomes["insulation"] == outcome


@pytest.mark.parametrize(("check", "item"), [("marks", "appearance"), ("withstands", "strength")])
def test_what_is_looked_at(lab: ExampleLab, check: str, item: str) -> None:
    assert lab.judged(ID, {f"{item}/{check}": "not_conform"}, "initial").verdict["failed"] == [item]


def test_a_meter_that_shows_zero_does_not_conform(lab: ExampleLab) -> None:
    found = lab.judged(ID, {"indication/1ohm/x": "0"}, "initial")
    assert found.verdict["failed"] == ["indication"]
    assert found.of("indication")["1ohm"]["values"]["E"] == "-100"


def test_the_nameplate(lab: ExampleLab) -> None:
    digits = {"marks": None, "lower": "2 Ω", "upper": "20 Ω", "resolution": "0.01 Ω"}
    assert accepts(lab, JJG366, **digits)
    assert positive(lab, JJG366, "marks", "Ω", many=2)
    for field in ("lower", "upper", "resolution"):
        assert not accepts(lab, JJG366, **{**digits, field: None})
        assert not accepts(lab, JJG366, **{**digits, field: "0 Ω"})
        assert not accepts(lab, JJG366, **{field: "1 Ω"})
    assert not accepts(lab, JJG366, **{**digits, "upper": "2 Ω"})
    assert not accepts(lab, JJG366, **{"class": "3"})
    assert not accepts(lab, JJG366, design="C")
