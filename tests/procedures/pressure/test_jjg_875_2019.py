"""Digital pressure gauges, a draft: what is remembered a second time, every limit once it is read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from procedures.pressure.jjg_875_2019 import JJG875, DigitalPressureGauge, facts
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.figures_read import supply
from tests.procedures.answers import changed, judge

D = Decimal
ID = "JJG 875-2019"
#: Class: MPE in % of the span, points, cycles, whether the change counts; ratio of the standard; temperature.
CLASSES = {
    "0.01": ("0.01 10 2 1", 2, 18, 22), "0.02": ("0.02 10 2 1", 2, 18, 22), "0.05": ("0.05 10 2 1", 2, 18, 22),
    "0.1": ("0.1 5 1 0", 3, 18, 22), "0.2": ("0.2 5 1 0", 3, 15, 25), "0.5": ("0.5 5 1 0", 3, 15, 25),
    "1": ("1 5 1 0", 3, 15, 25), "1.6": ("1.6 5 1 0", 3, 15, 25),
}  # fmt: skip


def plate(accuracy: str, **other: Any) -> DigitalPressureGauge:
    return DigitalPressureGauge.model_validate({
        "name": "x", "maker": "x", "model": "x", "serial": "1", "class": accuracy, "lower": "0 kPa", "upper": "1 kPa",
        "measures": "gauge", "resolution": "0.001 kPa", "mains": False, **other,
    })  # fmt: skip


@pytest.mark.parametrize("accuracy", CLASSES)
def test_figures_a_second_time(accuracy: str) -> None:
    row, ratio, cold, warm = CLASSES[accuracy]
    assert facts.table("classes").numbers(accuracy) == tuple(map(D, row.split()))
    assert {role: d.ratio for role, d in facts.standards_demands(plate(accuracy)).items()} == {"source": ratio}
    air = {c.quantity: (c.lower, c.upper) for c in JJG875.conditions(plate(accuracy))}
    assert air == {"temperature": (cold, warm), "humidity": (None, 85)}
    assert plate(accuracy).compared_with_before is (accuracy in {"0.01", "0.02", "0.05"})


def test_the_edition() -> None:
    r = JJG875.regulation
    assert (r.id, r.draft, r.validity_months, r.kind) == (ID, True, 12, "digital-pressure-gauge")
    assert (f"{r.issued}", f"{r.in_force}", r.replaces) == ("2019-12-31", "2020-03-31", ("JJG 875-2005",))
    assert [facts.number(n) for n in ("insulation", "drift", "drift_readings", "drift_interval")] == [
        20,
        D("0.5"),
        4,
        900,
    ]
    items = {i.key: i for i in JJG875.items()}
    keys = ["appearance", "tightness", "insulation", "drift", "indication", "hysteresis", "stability"]
    assert list(items)[2:] == keys
    every = {Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE}
    not_used = every - {Stage.IN_SERVICE}
    assert [items[k].stages for k in keys] == [every, not_used, not_used, every, every, every, {Stage.SUBSEQUENT}]
    assert [items[k].gate for k in keys] == [True] + 6 * [False]


def test_what_rests_on_an_mpe_from_memory_is_not_firm() -> None:
    assert {str(facts.source(key).status) for key in ("classes", "interval", "change")} == {"unverified"}
    assert {str(facts.source(key).status) for key in ("place", "standard", "zero")} == {"secondary"}


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digital_gauge") / "lab"
    write_example(ID, folder)
    supply(JJG875, folder)
    return folder


def judged(lab: Path, given: dict[str, str] | None = None, stage: str = "initial", **fields: str) -> Any:
    subject = changed(lab / "subjects/digital_pressure_gauge.toml", **fields)
    return judge(ID, lab / "benches/digital_pressure_gauge.toml", subject, given or {}, stage=stage)


def test_points_and_cycles(lab: Path) -> None:
    found = judged(lab)
    up = ["0kPa", "400kPa", "800kPa", "1200kPa", "1600kPa"]
    assert list(found.of("indication")) == [f"up/{p}" for p in up] + [f"down/{p}" for p in up[::-1]]
    assert list(found.of("hysteresis")) == up
    assert set(found.outcomes.values()) == {"conform"}
    fine = judged(lab, stage="subsequent", **{"class": '"0.05"', "upper": '"1800 kPa"'})
    assert len(fine.of("indication")) == 40
    assert list(fine.of("hysteresis"))[:2] == ["0kPa", "200kPa"]
    assert list(judged(lab, lower='"-100 kPa"', upper='"100 kPa"', **{"class": '"1"'}).of("hysteresis")) == [
        "-100kPa", "-50kPa", "0kPa", "50kPa", "100kPa",
    ]  # fmt: skip


@pytest.mark.parametrize(("accuracy", "error", "outcome"), [
    ("0.1", "1.60", "conform"), ("0.1", "1.61", "not_conform"), ("0.1", "-1.60", "conform"),
    ("0.1", "-1.61", "not_conform"), ("1.6", "25.60", "conform"), ("1.6", "25.61", "not_conform"),
])  # fmt: skip
def test_error(lab: Path, accuracy: str, error: str, outcome: str) -> None:
    """Of 1600 kPa: 1.6 kPa in class 0.1, 25.6 kPa in class 1.6."""
    given = {f"1/{way}/800kPa/x": f"{800 + D(error)}" for way in ("up", "down")}
    found = judged(lab, given, **{"class": f'"{accuracy}"'}).outcomes
    assert (found["indication"], found["hysteresis"]) == (outcome, "conform")


def test_the_error_is_of_the_pressure_that_there_is(lab: Path) -> None:
    found = judged(lab, {"1/up/400kPa/ref": "400.5", "1/up/400kPa/x": "400.20"}).of("indication")["up/400kPa"]
    assert D(found["values"]["E"]) == D("-0.30")


@pytest.mark.parametrize(("spread", "outcome"), [("1.60", "conform"), ("1.61", "not_conform")])
def test_hysteresis(lab: Path, spread: str, outcome: str) -> None:
    given = {"1/up/800kPa/x": "799.20", "1/down/800kPa/x": f"{D('799.20') + D(spread)}"}
    found = judged(lab, given).outcomes
    assert (found["hysteresis"], found["indication"]) == (outcome, "conform")


def test_hysteresis_of_the_second_cycle(lab: Path) -> None:
    """0.9 kPa is the MPE of class 0.05 up to 1800 kPa."""
    given = {"2/up/800kPa/x": "799.50", "2/down/800kPa/x": "800.41"}
    found = judged(lab, given, **{"class": '"0.05"', "upper": '"1800 kPa"'})
    assert (found.outcomes["hysteresis"], found.outcomes["indication"]) == ("not_conform", "conform")


@pytest.mark.parametrize(("first", "at", "shown", "outcome"), [
    ("0.00", "4", "0.80", "conform"), ("0.00", "4", "-0.81", "not_conform"), ("0.10", "1", "0.90", "conform"),
    ("0.10", "2", "0.91", "not_conform"), ("-0.40", "3", "0.41", "not_conform"),
])  # fmt: skip
def test_zero_drift_is_half_of_the_limit(lab: Path, first: str, at: str, shown: str, outcome: str) -> None:
    """0.8 kPa from the first indication, at each of four readings."""
    found = judged(lab, {"drift/z0": first, f"drift/{at}/z": shown, **{
        f"drift/{other}/z": first for other in "1234" if other != at
    }})  # fmt: skip
    assert found.outcomes["drift"] == outcome
    assert list(found.of("drift"))[-4:] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(("R", "outcome"), [("20", "conform"), ("19.9", "not_conform")])
def test_insulation_of_a_gauge_on_the_mains(lab: Path, R: str, outcome: str) -> None:
    assert judged(lab, {"insulation/R": R}).outcomes["insulation"] == outcome
    assert "insulation" not in judged(lab, mains="false").outcomes
    assert {"insulation", "tightness", "stability"}.isdisjoint(judged(lab, stage="in-service").outcomes)


def test_stability_counts_in_fine_classes_only(lab: Path) -> None:
    fine = {"class": '"0.05"', "upper": '"1800 kPa"'}
    assert judged(lab, {"/changed": "not_conform"}, "subsequent", **fine).outcomes["stability"] == "not_conform"
    assert "stability" not in judged(lab, stage="subsequent").outcomes


@pytest.mark.parametrize(("check", "item"), [
    ("case", "appearance"), ("display", "appearance"), ("tight", "tightness"),
])  # fmt: skip
def test_checks_fail_their_item(lab: Path, check: str, item: str) -> None:
    assert judged(lab, {f"/{check}": "not_conform"}).outcomes[item] == "not_conform"


@pytest.mark.parametrize("other", [{"upper": "0 kPa"}, {"measures": "absolute"}, {"class": "2.5"}])
def test_a_nameplate_that_is_refused(other: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        plate("1", **other)
