"""Spain, temperature recorders and thermometers: the figures a second time, both sides of every limit."""

from decimal import Decimal
from pathlib import Path

import pytest

from procedures.temperature.ict_155_xi_2020 import TemperatureRecordersES
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import demanded, figures, gates, header, stages, statuses

ID = "ICT/155/2020 XI"


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(f"{ID}:2020", Path(tmp_path_factory.mktemp("recorder")) / "lab")


def test_figures_a_second_time() -> None:
    expected = ("ES", "temperature-recorder", "2020-02-07", "2020-10-24", "", "24")
    assert header(TemperatureRecordersES) == expected
    assert figures(TemperatureRecordersES) == {
        "clock": "7200", "days": "31", "short": "0.1", "long": "0.02", "reads": "3", "soak": "600", "steady": "0.02",
        "every": "30", "most": "40",
        "recorder.0.2": "0.2 0.1", "recorder.0.5": "0.5 0.2", "recorder.1": "1 0.5", "recorder.2": "2 1",
        "air.1": "1 0.5", "air.2": "2 1", "product.0.5": "0.5 0.1", "product.1": "1 0.5",
        "finer.recorder": "0.2 0.5", "finer.air": "", "finer.product": "",
    }  # fmt: skip
    assert stages(TemperatureRecordersES) == {
        "examination": "ISR", "functions": "I", "accuracy": "ISR", "clock": "SR", "time": "ISR",
    }  # fmt: skip
    assert gates(TemperatureRecordersES) == (["examination"], ["examination", "functions"])
    assert demanded(TemperatureRecordersES) == {"standard": "3", "time": "3"}
    assert statuses(TemperatureRecordersES) == (
        "dates s, scope v, period v, examination v, functions v, recorder v, air v, product v, time v, clock v, "
        "points u, method u, place v, standard u"
    )


def each(t: str, tau: str, t0: str = "") -> dict[str, str]:
    """Three readings of the recorder at a point, and of the reference thermometer."""
    given = {f"accuracy/{t}degC/tau{n}": tau for n in (1, 2, 3)}
    return given | {f"accuracy/{t}degC/t0{n}": t0 for n in (1, 2, 3) if t0}


def test_it_is_tested_at_the_ends_and_in_the_middle(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "subsequent", lower='"-25 °C"', upper='"15 °C"')
    assert list(found.of("accuracy")) == ["-25degC", "-5degC", "15degC"]


@pytest.mark.parametrize(("kind", "name", "step", "limit"), [
    ("recorder", "0.2", "0.05", "0.2"), ("recorder", "0.5", "0.1", "0.5"), ("recorder", "1", "0.5", "1"),
    ("recorder", "2", "1", "2"), ("air", "1", "0.5", "1"), ("air", "2", "1", "2"), ("product", "0.5", "0.1", "0.5"),
    ("product", "1", "0.5", "1"),
])  # fmt: skip
def test_the_limit_is_that_of_the_class(lab: ExampleLab, kind: str, name: str, step: str, limit: str) -> None:
    fields = {"type": f'"{kind}"', "accuracy_class": f'"{name}"', "resolution": f'"{step} K"'}

    def error(sign: int, slip: str) -> str:
        t0 = -sign * (Decimal(limit) + Decimal(slip))
        return str(lab.judged(ID, each("0", "0", str(t0)), "subsequent", **fields).outcomes["accuracy"])

    assert [error(sign, slip) for sign in (1, -1) for slip in ("0", "0.001")] == ["conform", "not_conform"] * 2


@pytest.mark.parametrize("stage", ["initial", "after-repair"])
def test_the_limit_is_the_same_at_every_stage(lab: ExampleLab, stage: str) -> None:
    found = [lab.judged(ID, each("30", "30", t0), stage).outcomes["accuracy"] for t0 in ("29.5", "29.499")]
    assert found == ["conform", "not_conform"]


@pytest.mark.parametrize(("kind", "name", "step", "failed"), [
    ("recorder", "0.2", "0.1", ["specification"]), ("recorder", "0.2", "0.05", []),
    ("recorder", "0.5", "0.2", ["specification"]), ("recorder", "0.5", "0.1", []),
    ("recorder", "1", "0.5", []), ("recorder", "1", "1", ["specification"]),
    ("recorder", "2", "1", []), ("recorder", "2", "2", ["specification"]),
    ("air", "1", "0.5", []), ("air", "1", "1", ["specification"]),
    ("product", "0.5", "0.1", []), ("product", "0.5", "0.2", ["specification"]),
])  # fmt: skip
def test_the_resolution_is_that_of_the_class(
    lab: ExampleLab, kind: str, name: str, step: str, failed: list[str]
) -> None:
    fields = {"type": f'"{kind}"', "accuracy_class": f'"{name}"', "resolution": f'"{step} K"'}
    assert lab.judged(ID, {}, "subsequent", **fields).verdict.get("failed", []) == failed


@pytest.mark.parametrize(("dt", "expected"), [
    ("7200", "conform"), ("7201", "not_conform"), ("-7200", "conform"), ("-7201", "not_conform"),
])  # fmt: skip
@pytest.mark.parametrize("stage", ["subsequent", "after-repair"])
def test_a_clock_off_by_more_than_two_hours(lab: ExampleLab, dt: str, expected: str, stage: str) -> None:
    assert lab.judged(ID, {"clock/now/dt": dt}, stage).outcomes["clock"] == expected


def test_a_new_recorder_is_not_asked_for_the_hour(lab: ExampleLab) -> None:
    assert "clock" not in lab.judged(ID, {}, "initial").outcomes


@pytest.mark.parametrize(("hours", "limit"), [("24", "86.4"), ("744", "2678.4"), ("745", "536.4")])
def test_time_of_a_record(lab: ExampleLab, hours: str, limit: str) -> None:
    def gains(begin: str, more: Decimal) -> str:
        given = {"time/record/dt1": begin, "time/record/dt2": str(Decimal(begin) + more)}
        return str(lab.judged(ID, given, "subsequent", record=f'"{hours} h"').outcomes["time"])

    most, slip = Decimal(limit), Decimal("0.1")
    assert [gains("0", x) for x in (most, most + slip, -most, -most - slip)] == ["conform", "not_conform"] * 2
    late = {"24": "conform", "744": "conform", "745": "not_conform"}[hours]
    assert gains("600", Decimal(0)) == late


@pytest.mark.parametrize("kind", ["air", "product"])
def test_a_thermometer_has_no_clock(lab: ExampleLab, kind: str) -> None:
    fields = {"type": f'"{kind}"', "accuracy_class": '"1"'}
    for stage in ("initial", "subsequent"):
        found = lab.judged(ID, {}, stage, **fields).outcomes
        assert found["accuracy"] == "conform"
        assert not found.keys() & {"clock", "time", "functions"}


@pytest.mark.parametrize("check", ["plate", "seals"])
def test_the_administrative_examination_stops_the_run(lab: ExampleLab, check: str) -> None:
    found = lab.judged(ID, {f"examination/{check}": "not_conform"}, "initial")
    assert (found.outcomes["examination"], found.outcomes["accuracy"]) == ("not_conform", "incomplete")
