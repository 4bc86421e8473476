"""JJG 270-2008: the figures a second time in both units, both sides of every limit, what each kind has."""

import pytest

from procedures.medical.jjg_270_2008 import JJG270, Sphygmomanometer
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    accepts,
    at_least_so_many,
    demanded,
    figures,
    gates,
    header,
    outcome,
    positive,
    stages,
    statuses,
)

ID = "JJG 270"
KPA = {"display": '"kPa"', "points": '["8 kPa", "24 kPa", "40 kPa"]'}
DIAL = {"instrument": '"dial"'}


def test_figures_a_second_time() -> None:
    assert header(JJG270) == ("CN", "sphygmomanometer", "2008-03-25", "2008-09-25", "JJG 270-1995", "6")
    assert figures(JJG270) == {
        "repeats": "5", "minute": "60", "simulated.kPa": "16 10.7", "simulated.mmHg": "120 80",
        "zero.kPa": "-0.2 0.5", "zero.mmHg": "-1.5 3.75", "sensitivity.kPa": "0.3", "sensitivity.mmHg": "2.25",
        "raised.kPa": "38", "raised.mmHg": "285", "mpe.kPa": "0.5", "mpe.mmHg": "3.75",
        "leak.initial_kPa": "0.5", "leak.initial_mmHg": "3.75", "leak.used_kPa": "0.8", "leak.used_mmHg": "6",
    }  # fmt: skip
    assert stages(JJG270) == {
        "appearance": "IS", "zero": "ISV", "zero_mark": "ISV", "sensitivity": "IS", "valve": "ISV", "mercury": "ISV",
        "tightness": "ISV", "indication": "ISV", "pointer": "ISV",
    }  # fmt: skip
    assert gates(JJG270) == (["appearance"], ["appearance", "zero_mark", "valve", "mercury", "pointer"])
    assert demanded(JJG270) == {"source": "3"}
    assert statuses(JJG270) == (
        "dates s, points u, repeats u, minute s, standard u, environment u, period s, appearance s, zero s, "
        "sensitivity s, tightness s, indication s, pointer s"
    )
    assert [s.clause for s in JJG270.regulation.sources] == [
        f"JJG 270-2008 {c}" for c in ("封面", "检定周期", "检定方法")
    ]


def pair(address: str, x: str, ref: str) -> dict[str, str]:
    """Indication and reference value."""
    return {f"{address}/x": x, f"{address}/ref": ref}


def fall(first: str, then: str, raised: str = "285mmHg") -> dict[str, str]:
    """Two readings, a minute apart."""
    return {f"tightness/{raised}/y1": first, f"tightness/{raised}/y2": then}


@pytest.mark.parametrize(("stage", "readings", "expected"), [
    ("initial", {"zero/vented/y": "-1.5"}, "conform"), ("initial", {"zero/vented/y": "-1.6"}, "not_conform"),
    ("in-service", {"zero/vented/y": "3.75"}, "conform"), ("subsequent", {"zero/vented/y": "3.8"}, "not_conform"),
    ("initial", {"sensitivity/stopped/y": "2.25"}, "conform"),
    ("subsequent", {"sensitivity/stopped/y": "2.2"}, "not_conform"),
    ("initial", fall("285", "281.25"), "conform"), ("initial", fall("285", "281.2"), "not_conform"),
    ("subsequent", fall("285", "279"), "conform"), ("subsequent", fall("285", "278.9"), "not_conform"),
    ("in-service", fall("285", "279"), "conform"), ("in-service", fall("285", "278.9"), "not_conform"),
    ("initial", pair("indication/up/60mmHg", "63.75", "60"), "conform"),
    ("initial", pair("indication/up/60mmHg", "63.8", "60"), "not_conform"),
    ("in-service", pair("indication/down/300mmHg", "296.25", "300"), "conform"),
    ("subsequent", pair("indication/down/300mmHg", "296.2", "300"), "not_conform"),
])  # fmt: skip
def test_limits_in_mmhg(lab: ExampleLab, stage: str, readings: dict[str, str], expected: str) -> None:
    assert outcome(lab, ID, readings, stage) == expected


@pytest.mark.parametrize(("stage", "readings", "expected"), [
    ("initial", {"zero/vented/y": "-0.2"}, "conform"), ("initial", {"zero/vented/y": "-0.21"}, "not_conform"),
    ("initial", {"zero/vented/y": "0.5"}, "conform"), ("initial", {"zero/vented/y": "0.51"}, "not_conform"),
    ("initial", {"sensitivity/stopped/y": "0.3"}, "conform"),
    ("initial", {"sensitivity/stopped/y": "0.29"}, "not_conform"),
    ("initial", fall("38", "37.5", "38kPa"), "conform"), ("initial", fall("38", "37.49", "38kPa"), "not_conform"),
    ("in-service", fall("38", "37.2", "38kPa"), "conform"),
    ("subsequent", fall("38", "37.19", "38kPa"), "not_conform"),
    ("initial", pair("indication/up/8kPa", "8.5", "8"), "conform"),
    ("initial", pair("indication/down/8kPa", "7.49", "8"), "not_conform"),
])  # fmt: skip
def test_limits_in_kpa(lab: ExampleLab, stage: str, readings: dict[str, str], expected: str) -> None:
    assert outcome(lab, ID, readings, stage, **KPA) == expected


def test_points_rise_and_fall(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial")
    marks = ["60", "120", "180", "240", "300"]
    assert list(found.of("indication")) == [
        *(f"up/{m}mmHg" for m in marks), *(f"down/{m}mmHg" for m in reversed(marks))
    ]  # fmt: skip
    waits = [b["seconds"] for kind, a, b in found.bodies if kind == "dwell" and a.startswith("tightness")]
    assert [int(w) for w in waits] == [60]


@pytest.mark.parametrize(("fields", "address"), [
    ({}, "appearance/marks"), ({}, "appearance/intact"), ({}, "valve/valve"), ({}, "mercury/reservoir"),
    (DIAL, "zero_mark/zero_mark"), (DIAL, "pointer/steady"),
])  # fmt: skip
def test_checks(lab: ExampleLab, fields: dict[str, str], address: str) -> None:
    found = lab.judged(ID, {address: "not_conform"}, "initial", **fields)
    assert found.verdict["failed"] == [address.partition("/")[0]]


def test_not_soaked_is_void(lab: ExampleLab) -> None:
    found = lab.judged(ID, {"zero/soaked": "not_conform"}, "initial")
    assert found.outcomes["zero"] == "invalid"


def test_each_kind_has_its_items(lab: ExampleLab) -> None:
    column, dial = (set(lab.judged(ID, {}, "initial", **f).outcomes) for f in ({}, DIAL))
    assert column - dial == {"zero", "sensitivity", "mercury"}
    assert dial - column == {"zero_mark", "pointer"}


def test_a_nameplate_names_its_unit() -> None:
    with pytest.raises(ValueError, match="display"):
        Sphygmomanometer.model_validate({"display": "bar"})


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG270)
    assert positive(lab, JJG270, "points", "mmHg", many=2)
    assert positive(lab, JJG270, "upper", "mmHg")
    assert at_least_so_many(lab, JJG270, "points", ["60 mmHg", "120 mmHg"])
