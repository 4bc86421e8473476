"""JJG 1163-2019: the figures a second time, both sides of every limit, the modules of a monitor."""

import pytest

from procedures.medical.jjg_1163_2019 import JJG1163
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    accepts,
    demanded,
    figures,
    gates,
    given,
    header,
    outcome,
    positive,
    stages,
    statuses,
)

ID = "JJG 1163"
KPA = {"display": '"kPa"', "points": '["8 kPa", "30 kPa"]'}


def test_figures_a_second_time() -> None:
    assert header(JJG1163) == ("CN", "patient-monitor", "2019-12-31", "2020-03-31", "JJG 760-2003", "12")
    assert figures(JJG1163) == {
        "repeats": "5", "minute": "60", "voltage": "10", "sweep": "10", "periods": "4", "period": "1", "spo2_high": "2",
        "spo2_low": "3", "respiration": "2", "simulated.kPa": "16 10.7", "simulated.mmHg": "120 80",
        "amplitudes.at": "0.5 1 2", "frequencies.at": "10 1 25", "response.all": "-30 5", "rates.at": "30 60 120 200",
        "rate.all": "5 1", "range.kPa": "34.7", "range.mmHg": "260", "static.kPa": "2 0.4", "static.mmHg": "2 3",
        "repeatability.kPa": "0.4", "repeatability.mmHg": "3", "leak.kPa": "0.8", "leak.mmHg": "6",
        "saturation_high.at": "90", "saturation_low.at": "75", "contents.%": "2.5 5 10", "contents.kPa": "2.5 5 10",
        "contents.mmHg": "20 40 80", "co2.%": "8 0.43", "co2.kPa": "8 0.43", "co2.mmHg": "8 3.2", "breaths.at": "10 60",
    }  # fmt: skip
    assert stages(JJG1163) == {
        "appearance": "ISV", "voltage": "ISV", "sweep": "ISV", "response": "ISV", "heart_rate": "ISV",
        "nibp_range": "I",
        "nibp_static": "ISV", "repeatability": "ISV", "nibp_tightness": "I", "spo2_high": "ISV", "spo2_low": "ISV",
        "pulse": "ISV", "co2": "I", "respiration": "I",
    }  # fmt: skip
    assert gates(JJG1163) == (["appearance"], ["appearance"])
    assert demanded(JJG1163) == {"source": "3"}
    assert statuses(JJG1163) == (
        "dates s, points u, repeats u, minute s, standard u, environment u, replaced u, period u, signals u, "
        "appearance s, voltage s, sweep s, response s, heart_rate s, nibp_range s, nibp_static s, repeatability s, "
        "tightness s, spo2 s, pulse s, co2 s, respiration s"
    )
    assert [s.clause for s in JJG1163.regulation.sources] == [
        f"JJG 1163-2019 {c}" for c in ("封面", "替代", "检定周期", "检定方法")
    ]


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "voltage/0.5mV", "0.55 0.5", "conform"), ("in-service", "voltage/2mV", "1.799 2", "not_conform"),
    ("subsequent", "sweep/25mms/length", "110", "conform"),
    ("in-service", "sweep/25mms/length", "110.1", "not_conform"),
    ("initial", "sweep/25mms/length", "90", "conform"), ("initial", "sweep/25mms/length", "89.9", "not_conform"),
    ("initial", "heart_rate/30min-1", "28 30.4", "conform"),
    ("in-service", "heart_rate/30min-1", "28 30.41", "not_conform"),
    ("subsequent", "heart_rate/200min-1", "200 189", "conform"),
    ("subsequent", "heart_rate/200min-1", "200 188.9", "not_conform"),
    ("initial", "nibp_range/260mmHg", "260 254.8", "conform"),
    ("initial", "nibp_range/260mmHg", "260 254.7", "not_conform"),
    ("initial", "nibp_static/up/50mmHg", "53 50", "conform"),
    ("in-service", "nibp_static/down/50mmHg", "53.1 50", "not_conform"),
    ("subsequent", "nibp_static/up/250mmHg", "250 245", "conform"),
    ("subsequent", "nibp_static/up/250mmHg", "250 244.9", "not_conform"),
    ("initial", "pulse/120min-1", "120 113", "conform"), ("in-service", "pulse/120min-1", "120 112.9", "not_conform"),
    ("initial", "co2/5%".replace("%", "pct"), "5 4.17", "conform"), ("initial", "co2/5pct", "5 4.16", "not_conform"),
    ("initial", "respiration/10min-1", "12 10", "conform"),
    ("initial", "respiration/60min-1", "57.9 60", "not_conform"),
    ("initial", "spo2_high/90pct", "90 92 90 90 91", "conform"),
    ("initial", "spo2_high/90pct", "90 92.1 90 90 91", "undecided"),
    ("in-service", "spo2_high/90pct", "87.9 92.1 88 92 90", "not_conform"),
    ("initial", "spo2_low/75pct", "75 78 75 75 76", "conform"),
    ("subsequent", "spo2_low/75pct", "75 78.1 75 75 76", "undecided"),
    ("in-service", "spo2_low/75pct", "71.9 78.1 72 78 75", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "nibp_range/34.7kPa", "34.7 34.006", "conform"),
    ("initial", "nibp_range/34.7kPa", "34.7 34", "not_conform"),
    ("initial", "nibp_static/up/8kPa", "8.4 8", "conform"),
    ("initial", "nibp_static/up/8kPa", "8.41 8", "not_conform"),
    ("in-service", "nibp_static/down/30kPa", "30 29.4", "conform"),
    ("in-service", "nibp_static/down/30kPa", "30 29.39", "not_conform"),
])  # fmt: skip
def test_limits_in_kpa(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage, **KPA) == expected


@pytest.mark.parametrize(("unit", "point", "values"), [
    ("kPa", "5kPa", ("5 4.17", "5 4.16")), ("mmHg", "40mmHg", ("40 33.6", "40 33.5")),
])  # fmt: skip
def test_carbon_dioxide_in_other_units(lab: ExampleLab, unit: str, point: str, values: tuple[str, str]) -> None:
    found = [outcome(lab, ID, given(f"co2/{point}", v), "initial", co2=f'"{unit}"') for v in values]
    assert found == ["conform", "not_conform"]


@pytest.mark.parametrize(("frequency", "height", "expected"), [
    ("1Hz", "1.05", "conform"), ("1Hz", "1.051", "not_conform"), ("25Hz", "0.7", "conform"),
    ("25Hz", "0.699", "not_conform"),
])  # fmt: skip
def test_amplitude_against_frequency(lab: ExampleLab, frequency: str, height: str, expected: str) -> None:
    readings = {"response/10Hz/y": "1", f"response/{frequency}/y": height}
    assert outcome(lab, ID, readings, "subsequent") == expected


@pytest.mark.parametrize(("fields", "point", "falls"), [
    ({}, "250mmHg", ("250", "244", "243.9")), (KPA, "30kPa", ("30", "29.2", "29.19")),
])  # fmt: skip
def test_tightness(lab: ExampleLab, fields: dict[str, str], point: str, falls: tuple[str, str, str]) -> None:
    first, good, bad = falls
    for then, expected in ((good, "conform"), (bad, "not_conform")):
        readings = {f"nibp_tightness/{point}/y1": first, f"nibp_tightness/{point}/y2": then}
        assert outcome(lab, ID, readings, "initial", **fields) == expected


@pytest.mark.parametrize(("fields", "shown", "expected"), [
    ({}, "120 123 120 120 121", "conform"), ({}, "120 123.1 120 120 121", "undecided"),
    ({}, "116.9 123.1 117 123 120", "not_conform"),
    (KPA, "16 16.4 16 16 16", "conform"), (KPA, "16 16.41 16 16 16", "undecided"),
    (KPA, "15.59 16.41 15.6 16.4 16", "not_conform"),
])  # fmt: skip
def test_repeatability(lab: ExampleLab, fields: dict[str, str], shown: str, expected: str) -> None:
    readings = {f"repeatability/{n}/sys": value for n, value in enumerate(shown.split(), 1)}
    assert outcome(lab, ID, readings, "in-service", **fields) == expected


def test_modules(lab: ExampleLab) -> None:
    everything = set(lab.judged(ID, {}, "initial").outcomes)
    for fields, gone in (
        ({"ecg": "false"}, {"voltage", "sweep", "response", "heart_rate"}),
        ({"points": "[]"}, {"nibp_range", "nibp_static", "repeatability", "nibp_tightness"}),
        ({"spo2": "false"}, {"spo2_high", "spo2_low", "pulse"}),
    ):
        assert everything - set(lab.judged(ID, {}, "initial", **fields).outcomes) == gone
    assert accepts(lab, JJG1163, co2=None)


@pytest.mark.parametrize("address", ["appearance/marks", "appearance/working"])
def test_checks(lab: ExampleLab, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, "initial").verdict["failed"] == ["appearance"]


def test_nameplate(lab: ExampleLab) -> None:
    assert positive(lab, JJG1163, "speeds", "mm/s", many=1)
    assert positive(lab, JJG1163, "points", "kPa", many=1)
