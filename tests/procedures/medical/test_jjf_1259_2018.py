"""JJF 1259-2018: the figures a second time, the flow and its U by hand, both sides of what is named for reference."""

import math
from decimal import Decimal

import pytest

from procedures.medical.jjf_1259_2018 import JJF1259, volume_per_gram
from tests.procedures.answers import judge
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    accepts,
    at_least_so_many,
    demanded,
    figures,
    gates,
    header,
    positive,
    statuses,
)

D = Decimal
ID = "JJF 1259"
SECONDS = 600


def test_figures_a_second_time() -> None:
    assert header(JJF1259) == ("CN", "infusion-pump", "2018-02-27", "2018-08-27", "JJF 1259-2010", "0")
    assert JJF1259.regulation.work == "calibration"
    assert figures(JJF1259) == {
        "readings": "3", "collect": "600", "air": "1.2", "weights": "8000", "syringe.upto": "20 200 1000",
        "syringe.mpe": "6 5 6", "infusion.upto": "20 200 1000", "infusion.mpe": "8 6 8", "repeatability.syringe": "2",
        "repeatability.infusion": "3", "occlusion.all": "30 13.33",
    }  # fmt: skip
    assert gates(JJF1259) == (["appearance"], ["appearance"])
    assert demanded(JJF1259) == {"meter": "3"}
    assert statuses(JJF1259) == (
        "dates s, appearance s, flow s, repeat s, occlusion s, points u, environment s, standard u, uncertainty u, "
        "air u"
    )
    assert [s.clause for s in JJF1259.regulation.sources] == [
        f"JJF 1259-2018 {c}" for c in ("封面", "校准点", "测量不确定度评定")
    ]
    found = {c.quantity: (c.lower, c.upper) for c in JJF1259.conditions(None)}
    assert (found["temperature"], found["humidity"]) == ((15, 30), (None, 80))


def test_budgets_a_second_time() -> None:
    budgets = JJF1259.facts.content["budgets"]
    assert {k: (b["source"], b["coverage_probability"]) for k, b in budgets.items()} == {
        "flow": ("uncertainty", D("0.9545")), "occlusion": ("uncertainty", D("0.9545")),
    }  # fmt: skip
    assert {k: {n: (c["by"], c.get("of", "")) for n, c in b["components"].items()} for k, b in budgets.items()} == {
        "flow": {
            "repeatability": ("readings", ""), "balance": ("certificate", "end"), "timer": ("certificate", "time"),
            "water": ("certificate", "tw"),
        },
        "occlusion": {"repeatability": ("readings", ""), "gauge": ("certificate", "alarm")},
    }  # fmt: skip


def test_a_gram_of_water_in_air() -> None:
    """At 20 °C water has 998.2067 kg/m³: (8000 − 1.2) / (8000 (0.9982067 − 0.0012)) = 1.002852 mL/g."""
    assert abs(volume_per_gram(D(20)) - D("1.002852")) < D("0.0000005")


def collected(flow: float, *parts: float, at: str = "50") -> dict[str, str]:
    """Readings of three collections of a flow in mL/h, each a part of it, in 600 s at 20 °C."""
    k = float(volume_per_gram(D(20)))
    found = {}
    for n, part in enumerate(parts, 1):
        mass = flow * part * SECONDS / 3600 / k
        found |= {
            f"flow/{at}mLh/start{n}": "0", f"flow/{at}mLh/end{n}": f"{mass:.9f}", f"flow/{at}mLh/time{n}": str(SECONDS),
            f"flow/{at}mLh/tw{n}": "20",
        }  # fmt: skip
    return found


def test_a_flow_and_its_uncertainty_by_hand(lab: ExampleLab) -> None:
    """1.00, 1.01, 1.02 of the flow: errors of 0, −0.990, −1.961 %."""
    found = lab.judged(ID, collected(50, 1.0, 1.01, 1.02), "initial")
    point = found.of("flow")["50mLh"]
    errors = [100 * (1 / part - 1) for part in (1.0, 1.01, 1.02)]
    mean = sum(errors) / 3
    s = math.sqrt(sum((e - mean) ** 2 for e in errors) / 2)
    mass = 50 * 1.01 * SECONDS / 3600 / 1.00285
    parts = {
        "repeatability": s / math.sqrt(3),
        "balance": 100 / 1.01 * 0.0003 / mass,
        "timer": 100 / 1.01 * 0.025 / SECONDS,
    }
    u = math.sqrt(sum(x * x for x in parts.values()))
    assert float(point["values"]["gamma"]) == pytest.approx(mean, abs=0.05)
    k = float(point["values"]["k_exp"])
    assert k == pytest.approx(4.53, abs=0.03)  # t of 95.45 % for 2 degrees of freedom is 4.527
    assert float(point["values"]["U_exp"]) == pytest.approx(k * u, rel=0.03)
    repeat = found.of("repeat")["50mLh"]["values"]["s_rel"]
    assert float(repeat) == pytest.approx(100 * 0.01 / 1.01, rel=1e-4)


@pytest.mark.parametrize(("pump", "flow", "limit"), [
    ("syringe", "5", 6), ("syringe", "19.9", 6), ("syringe", "20", 5), ("syringe", "200", 5), ("syringe", "200.1", 6),
    ("syringe", "1000", 6), ("infusion", "5", 8), ("infusion", "19.9", 8), ("infusion", "20", 6),
    ("infusion", "200", 6), ("infusion", "200.1", 8), ("infusion", "1000", 8),
])  # fmt: skip
def test_what_is_named_for_reference(lab: ExampleLab, pump: str, flow: str, limit: int) -> None:
    fields = {"pump": f'"{pump}"', "flows": f'["{flow} mL/h"]'}
    point = lab.judged(ID, {}, "initial", **fields).of("flow")[f"{flow}mLh"]
    assert [float(end) for end in point["decision"]["limit"]] == [-limit, limit]


@pytest.mark.parametrize(
    ("part", "expected"), [(1 / 1.0499, "conform"), (1 / 1.0501, "not_conform"), (1 / 0.9499, "not_conform")]
)
def test_conformity_where_a_rule_was_agreed(lab: ExampleLab, part: float, expected: str) -> None:
    found = lab.judged(ID, collected(50, part, part, part), "initial")
    assert found.outcomes["flow"] == expected


@pytest.mark.parametrize(("setting", "alarm", "expected"), [
    ("20", "33.33", "conform"), ("20", "33.34", "not_conform"),
    ("100", "70", "conform"), ("100", "69.9", "not_conform"),
])  # fmt: skip
def test_the_occlusion_alarm(lab: ExampleLab, setting: str, alarm: str, expected: str) -> None:
    readings = {f"occlusion/{setting}kPa/alarm{n}": alarm for n in (1, 2, 3)}
    found = lab.judged(ID, readings, "initial", alarms=f'["{setting} kPa"]')
    assert found.outcomes["occlusion"] == expected
    assert "occlusion" not in lab.judged(ID, {}, "initial", alarms="[]").outcomes


def test_without_a_rule_nothing_is_concluded(lab: ExampleLab) -> None:
    text = lab.subject().read_text("utf-8")
    plain = lab.folder / "subjects/free.toml"
    plain.write_text("\n".join(t for t in text.splitlines() if not t.startswith("decision_rule")), "utf-8")
    judged = judge(ID, lab.bench, plain, collected(50, 1.2, 1.2, 1.2))
    point = judged.of("flow")["50mLh"]
    assert "MPE" not in point["values"]
    assert judged.outcomes["flow"] == "conform"


def test_the_pump_is_stopped_after_each_collection(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial")
    commands = [b["method"] for kind, a, b in found.bodies if kind == "command" and a.startswith(("flow", "occlusion"))]
    assert commands == ["start", "stop"] * 9 + ["occlude", "stop"] * 3
    waits = [int(b["seconds"]) for kind, a, b in found.bodies if kind == "dwell"]
    assert waits == [SECONDS] * 9


def test_a_collection_left_out_is_never_replaced(lab: ExampleLab) -> None:
    found = lab.judged(ID, {"flow/50mLh/end2": "not_measured"}, "initial")
    assert (found.outcomes["flow"], found.outcomes["repeat"]) == ("incomplete", "incomplete")


@pytest.mark.parametrize("address", ["appearance/intact", "appearance/working"])
def test_checks(lab: ExampleLab, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, "initial").verdict["failed"] == ["appearance"]


def test_nameplate(lab: ExampleLab) -> None:
    for flows, good in ((["5 mL/h"], True), (["4.9 mL/h"], False), (["1000 mL/h"], True), (["1000.1 mL/h"], False)):
        assert accepts(lab, JJF1259, flows=flows) is good
    assert at_least_so_many(lab, JJF1259, "flows", ["10 mL/h"])
    assert positive(lab, JJF1259, "alarms", "kPa", many=1)
    assert not accepts(lab, JJF1259, set_used="")


def test_masses_and_the_temperature_of_the_water_are_what_they_are(lab: ExampleLab) -> None:
    """A vessel that holds water already, in a cool room, is no doubtful reading; only what was added counts."""
    k = float(volume_per_gram(D(15)))
    mass = 50 * SECONDS / 3600 / k
    given = {}
    for n in (1, 2, 3):
        at = "flow/50mLh"
        given |= {f"{at}/start{n}": "100", f"{at}/end{n}": f"{100 + mass:.9f}", f"{at}/tw{n}": "15"}
    found = lab.judged(ID, given, "initial")
    assert found.answers.doubts == []
    assert float(found.of("flow")["50mLh"]["values"]["gamma"]) == pytest.approx(0, abs=1e-6)


def test_water_is_expected_at_20_degrees(lab: ExampleLab) -> None:
    bodies = lab.judged(ID, {}, "initial").bodies
    assert {b["text"] for kind, a, b in bodies if kind == "observation" and "/tw" in a} == {"20"}


def test_a_set_has_a_name_of_any_length(lab: ExampleLab) -> None:
    assert accepts(lab, JJF1259, set_used="A")
