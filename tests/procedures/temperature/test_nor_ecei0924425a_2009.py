"""France, thermometers for perishable food: the figures a second time, both sides of every limit."""

from pathlib import Path

import pytest

from procedures.temperature.nor_ecei0924425a_2009 import FoodThermometersFR
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import demanded, figures, gates, header, stages, statuses

ID = "NOR ECEI0924425A"


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(ID, Path(tmp_path_factory.mktemp("food")) / "lab")


class Plate:
    """What chooses the period."""

    def __init__(self, since_new: str) -> None:
        self.since_new = since_new


def test_figures_a_second_time() -> None:
    assert header(FoodThermometersFR, Plate("3")) == ("FR", "thermometer", "2009-10-23", "2009-10-23", "", "12")
    months = [FoodThermometersFR.validity_months(Plate(n)) for n in "0123"]
    assert months == [24, 24, 24, 12]
    assert figures(FoodThermometersFR) == {
        "inside": "0.5", "outside": "1", "step": "0.1", "reads": "3", "soak": "180", "steady": "0.02", "every": "30",
        "most": "40", "ranges.controlled": "-30 70", "ranges.cold": "-20 30", "ranges.warm": "30 70",
    }  # fmt: skip
    assert stages(FoodThermometersFR) == {"examination": "ISR", "accuracy": "ISR"}
    assert gates(FoodThermometersFR) == (["examination"], ["examination"])
    assert demanded(FoodThermometersFR) == {"standard": "3"}
    assert statuses(FoodThermometersFR) == (
        "dates u, period v, mpe v, uncertainty v, points v, examination v, construction v, method u, place u"
    )


def each(t: str, tau: str, t0: str = "") -> dict[str, str]:
    """Three readings of the thermometer at a point, and of the reference thermometer."""
    given = {f"accuracy/{t}degC/tau{n}": tau for n in (1, 2, 3)}
    return given | {f"accuracy/{t}degC/t0{n}": t0 for n in (1, 2, 3) if t0}


def test_it_is_tested_at_the_ends_and_in_the_middle(lab: ExampleLab) -> None:
    def points(lower: str, upper: str) -> list[str]:
        found = lab.judged(ID, {}, "initial", lower=f'"{lower} °C"', upper=f'"{upper} °C"')
        return [place.removesuffix("degC") for place in found.of("accuracy")]

    assert points("-30", "70") == ["-30", "20", "70"]
    assert points("-50", "150") == ["-30", "20", "70"]
    assert points("-20", "30") == ["-20", "5", "30"]
    assert points("0", "100") == ["0", "35", "70"]


@pytest.mark.parametrize(("t", "tau", "t0", "expected"), [
    ("20", "20.5", "", "conform"), ("20", "20.5", "19.99", "not_conform"), ("20", "19.5", "", "conform"),
    ("20", "19.4", "", "not_conform"), ("-30", "-29", "", "conform"), ("-30", "-28.9", "", "not_conform"),
    ("70", "71", "", "conform"), ("70", "68.9", "", "not_conform"), ("70", "71", "69.99", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, t: str, tau: str, t0: str, expected: str) -> None:
    assert lab.judged(ID, each(t, tau, t0), "subsequent").outcomes["accuracy"] == expected


@pytest.mark.parametrize(("tau", "expected"), [("30.5", "conform"), ("30.6", "not_conform")])
def test_the_ends_of_the_narrow_range_belong_to_it(lab: ExampleLab, tau: str, expected: str) -> None:
    cold = {"lower": '"-20 °C"', "upper": '"30 °C"'}
    assert lab.judged(ID, each("30", tau), "initial", **cold).outcomes["accuracy"] == expected
    at = str(-20 + float(tau) - 30)
    assert lab.judged(ID, each("-20", f"{float(at):.1f}"), "initial", **cold).outcomes["accuracy"] == expected


def test_the_mean_of_the_readings_decides(lab: ExampleLab) -> None:
    three = {f"accuracy/20degC/tau{n}": x for n, x in enumerate(("20.6", "20.4", "20.5"), 1)}
    assert lab.judged(ID, three, "initial").outcomes["accuracy"] == "conform"


@pytest.mark.parametrize("check", ["type", "plate", "seals", "book"])
def test_the_administrative_examination_stops_the_run(lab: ExampleLab, check: str) -> None:
    found = lab.judged(ID, {f"examination/{check}": "not_conform"}, "initial")
    assert (found.outcomes["examination"], found.outcomes["accuracy"]) == ("not_conform", "incomplete")


@pytest.mark.parametrize(("fields", "failed"), [
    ({"resolution": '"0.05 K"'}, []), ({"resolution": '"0.02 K"'}, []), ({"resolution": '"0.2 K"'}, ["specification"]),
    ({"resolution": '"0.03 K"'}, ["specification"]), ({"lower": '"-19 °C"', "upper": '"69 °C"'}, ["specification"]),
    ({"lower": '"-20 °C"', "upper": '"30 °C"'}, []), ({"lower": '"30 °C"', "upper": '"70 °C"'}, []),
    ({"lower": '"31 °C"', "upper": '"70 °C"'}, ["specification"]),
])  # fmt: skip
def test_requirements_on_the_nameplate(lab: ExampleLab, fields: dict[str, str], failed: list[str]) -> None:
    assert lab.judged(ID, {}, "initial", **fields).verdict.get("failed", []) == failed
