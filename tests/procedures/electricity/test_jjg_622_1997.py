"""JJG 622-1997, a draft: what is remembered a second time, and what it decides once it is read."""

from decimal import Decimal
from pathlib import Path

import pytest

from procedures.electricity.jjg_622_1997 import JJG622
from tests.figures_read import supply
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import accepts, demanded, gates, header, positive, stages, statuses

D = Decimal
ID = "JJG 622"
RATED = (50, 100, 250, 500, 1000, 2000, 2500, 5000, 10000)
LIMITS = {"1.0": ("1", "2"), "2.0": ("2", "5"), "5.0": ("5", "10"), "10.0": ("10", "20"), "20.0": ("20", "50")}
ISV = ("appearance", "initial", "indication", "voltage", "stability", "tilt", "insulation")


def test_figures_a_second_time() -> None:
    facts = JJG622.facts
    assert JJG622.regulation.draft
    assert header(JJG622) == ("CN", "insulation-meter", "1997-10-24", "1998-05-01", "JJG 622-1989", "24")
    assert facts.table("voltages").numbers("V") == RATED
    assert {k: facts.table("mpe").numbers(k) for k in LIMITS} == {k: tuple(map(D, v)) for k, v in LIMITS.items()}
    assert (facts.number("tilt"), facts.number("low"), facts.known("stability")) == (50, 1000, False)
    assert facts.table("voltage").numbers("open") == (90, 110)
    assert [facts.table("insulation").numbers(k) for k in ("low", "high")] == [(20,), (30,)]
    assert demanded(JJG622) == {"box": "4"}
    assert stages(JJG622) == dict.fromkeys(ISV, "ISV") | {"strength": "I"}
    assert gates(JJG622) == (["appearance", "initial"], ["appearance", "initial"])
    assert statuses(JJG622) == (
        "dates s, period u, place u, standard u, ratings s, points u, looks u, mpe u, voltage u, stability u, tilt u, "
        "circuit u, strength u"
    )
    conditions = {c.quantity: (c.lower, c.upper) for c in JJG622.conditions(None)}
    assert conditions == {"temperature": (18, 28), "humidity": (None, 75)}


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    lab = ExampleLab.of(ID, Path(tmp_path_factory.mktemp("insulation")) / "lab")
    supply(JJG622, lab.folder)
    return lab


def test_every_mark_is_tried_in_order(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial", marks='["500 kΩ", "5 MΩ"]', outer_marks='["0.2 MΩ", "50 MΩ"]')
    assert found.verdict["outcome"] == "conform"
    limits = {place: body["values"]["MPE"] for place, body in found.of("indication").items()}
    assert limits == {"0.2Mohm": "±20", "0.5Mohm": "±10", "5Mohm": "±10", "50Mohm": "±20"}
    applied = [b["args"] for kind, _, b in found.bodies if kind == "command" and b["method"] == "apply"]
    assert [value for value, unit in applied if unit == "MΩ"] == ["0.2", "0.5", "5", "50", "5"]


@pytest.mark.parametrize("accuracy", LIMITS)
@pytest.mark.parametrize("sign", [1, -1])
def test_both_zones(lab: ExampleLab, accuracy: str, sign: int) -> None:
    """The box stands on 100 MΩ less the error where the pointer is on 100 MΩ: % of the indication."""
    for zone, limit in zip(("marks", "outer_marks"), LIMITS[accuracy], strict=True):
        other = "outer_marks" if zone == "marks" else "marks"
        fields = {"class": f'"{accuracy}"', zone: '["100 MΩ"]', other: '["1 MΩ"]'}
        for more, outcome in ((D(0), "conform"), (D("0.001"), "not_conform")):
            given = {"indication/100Mohm/x": "100", "indication/100Mohm/ref": f"{100 - sign * (D(limit) + more)}"}
            assert lab.judged(ID, given, "initial", **fields).outcomes["indication"] == outcome, (zone, more)


@pytest.mark.parametrize(("y", "outcome"), [
    ("450", "conform"), ("449", "not_conform"), ("550", "conform"), ("551", "not_conform"),
])  # fmt: skip
def test_terminal_voltage(lab: ExampleLab, y: str, outcome: str) -> None:
    assert lab.judged(ID, {"voltage/y": y}, "subsequent").outcomes["voltage"] == outcome


@pytest.mark.parametrize(("high", "outcome"), [("515", "conform"), ("515.1", "not_conform")])
def test_stability_by_the_figure_that_is_read(lab: ExampleLab, high: str, outcome: str) -> None:
    """Nobody remembers the figure; the file of this test says 3 % of 500 V."""
    found = lab.judged(ID, {"stability/U_low": "500", "stability/U_high": high}, "initial")
    assert found.outcomes["stability"] == outcome


def test_stability_without_a_figure_is_undecided(tmp_path: Path) -> None:
    found = ExampleLab.of(ID, tmp_path / "lab").judged(ID, {}, "initial")
    assert found.outcomes["stability"] == "undecided"


@pytest.mark.parametrize("way", ["front", "back", "left", "right"])
def test_tilt_is_half_the_limit_of_zone_i(lab: ExampleLab, way: str) -> None:
    for y, outcome in (("10.5", "conform"), ("9.5", "conform"), ("10.51", "not_conform"), ("9.49", "not_conform")):
        assert lab.judged(ID, {f"tilt/{way}/y": y}, "initial").outcomes["tilt"] == outcome


@pytest.mark.parametrize(("rated", "R", "outcome"), [
    ("1000 V", "20", "conform"), ("1000 V", "19.9", "not_conform"),
    ("2 kV", "30", "conform"), ("2 kV", "29.9", "not_conform"),
])  # fmt: skip
def test_insulation(lab: ExampleLab, rated: str, R: str, outcome: str) -> None:
    found = lab.judged(ID, {"insulation/Ri": R}, "initial", rated_voltage=f'"{rated}"')
    assert (found.outcomes["insulation"], found.outcomes["specification"]) == (outcome, "conform")


@pytest.mark.parametrize(("check", "item"), [
    ("marks", "appearance"), ("open", "initial"), ("shorted", "initial"), ("withstands", "strength"),
])  # fmt: skip
def test_what_is_looked_at(lab: ExampleLab, check: str, item: str) -> None:
    assert lab.judged(ID, {f"{item}/{check}": "not_conform"}, "initial").verdict["failed"] == [item]


@pytest.mark.parametrize("fields", [
    {"rated_voltage": '"400 V"'}, {"outer_marks": '["5 MΩ"]'},
])  # fmt: skip
def test_rated_voltage_and_zones(lab: ExampleLab, fields: dict[str, str]) -> None:
    assert lab.judged(ID, {}, "initial", **fields).verdict["failed"] == ["specification"]


def test_the_nameplate(lab: ExampleLab) -> None:
    assert positive(lab, JJG622, "rated_voltage", "V")
    assert positive(lab, JJG622, "marks", "MΩ", many=2)
    assert positive(lab, JJG622, "outer_marks", "MΩ", many=2)
    assert accepts(lab, JJG622, outer_marks=None)
    assert not accepts(lab, JJG622, marks=[])
    assert not accepts(lab, JJG622, **{"class": "3.0"})
