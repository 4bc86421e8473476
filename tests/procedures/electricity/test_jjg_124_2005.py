"""JJG 124-2005, a draft: what is remembered a second time, and what it decides once it is read."""

from pathlib import Path

import pytest

from procedures.electricity.jjg_124_2005 import JJG124
from procedures.errors import SubjectError
from tests.figures_read import supply
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import demanded, figures, gates, given, header, stages, statuses

ID = "JJG 124"
ITEMS = ("appearance", "indication", "current", "power", "variation", "zero")


def test_figures_a_second_time() -> None:
    assert JJG124.regulation.draft
    assert header(JJG124) == ("CN", "panel-meter", "2005-10-09", "2006-04-09", "JJG 124-1993", "12")
    assert figures(JJG124) == {"part": "0.5"}
    assert demanded(JJG124) == {"source": "4"}
    assert stages(JJG124) == dict.fromkeys(ITEMS, "ISV")
    assert gates(JJG124) == (["appearance"], ["appearance"])
    assert statuses(JJG124) == (
        "dates s, period u, place u, standard u, points u, looks u, error u, variation u, zero u"
    )
    conditions = {c.quantity: (c.lower, c.upper) for c in JJG124.conditions(None)}
    assert conditions == {"temperature": (18, 22), "humidity": (None, 75)}


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    lab = ExampleLab.of(ID, Path(tmp_path_factory.mktemp("panel")) / "lab")
    supply(JJG124, lab.folder)
    return lab


@pytest.mark.parametrize(("accuracy", "limit"), [
    ("0.1", "0.15"), ("0.2", "0.3"), ("0.5", "0.75"), ("1.0", "1.5"), ("1.5", "2.25"), ("2.5", "3.75"), ("5.0", "7.5"),
])  # fmt: skip
def test_the_class_is_a_part_of_the_upper_limit(lab: ExampleLab, accuracy: str, limit: str) -> None:
    for more, outcome in ((0.0, "conform"), (0.01, "not_conform")):
        x = f"{60 + float(limit) + more:.2f}"
        both = given("indication/up/60V", f"{x} 60") | given("indication/down/60V", f"{x} 60")
        found = lab.judged(ID, both, "initial", **{"class": f'"{accuracy}"'})
        assert (found.outcomes["indication"], found.outcomes["variation"]) == (outcome, "conform")


@pytest.mark.parametrize(("down", "expected"), [("60.75", "conform"), ("60.76", "not_conform")])
def test_variation_is_at_most_the_class(lab: ExampleLab, down: str, expected: str) -> None:
    found = lab.judged(ID, given("indication/down/60V", f"{down} 60"), "initial")
    assert found.outcomes["variation"] == expected
    assert found.of("variation")["60V"]["values"]["MPE"] == "≤ 0.75"


@pytest.mark.parametrize(("y", "accuracy", "expected"), [
    ("0.275", "0.5", "conform"), ("0.276", "0.5", "not_conform"), ("-0.276", "0.5", "not_conform"),
    ("0.55", "1.0", "conform"), ("0.56", "1.0", "not_conform"),
])  # fmt: skip
def test_the_pointer_returns_to_zero(lab: ExampleLab, y: str, accuracy: str, expected: str) -> None:
    found = lab.judged(ID, {"zero/y": y}, "subsequent", **{"class": f'"{accuracy}"'})
    assert found.outcomes["zero"] == expected


@pytest.mark.parametrize(("field", "unit", "item"), [("currents", "A", "current"), ("powers", "W", "power")])
def test_ammeters_and_wattmeters(lab: ExampleLab, field: str, unit: str, item: str) -> None:
    fields = {"voltages": "[]", field: f'["1 {unit}", "2 {unit}"]'}
    for x, outcome in (("1.01", "conform"), ("1.011", "not_conform")):
        both = given(f"{item}/up/1{unit}", f"{x} 1") | given(f"{item}/down/1{unit}", f"{x} 1")
        found = lab.judged(ID, both, "initial", **fields)
        assert (found.outcomes[item], found.outcomes["variation"]) == (outcome, "conform")
        assert "indication" not in found.outcomes


@pytest.mark.parametrize("fields", [{"voltages": "[]"}, {"currents": '["1 A", "2 A"]'}])
def test_it_measures_one_quantity(lab: ExampleLab, fields: dict[str, str]) -> None:
    with pytest.raises(SubjectError, match="marks of one quantity"):
        lab.judged(ID, {}, "initial", **fields)


def test_one_mark_is_too_few(lab: ExampleLab) -> None:
    assert lab.judged(ID, {}, "initial", voltages='["150 V"]').verdict["failed"] == ["specification"]


@pytest.mark.parametrize("check", ["marks", "works"])
def test_appearance_stops_the_run(lab: ExampleLab, check: str) -> None:
    assert lab.judged(ID, {f"appearance/{check}": "not_conform"}, "initial").verdict["failed"] == ["appearance"]
