"""Combustible gas detectors: figures a second time, mixtures by two flows, both sides of every limit."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.response import ResponseTime
from procedures.concentration.gas_detectors import _mean
from procedures.concentration.jjg_693_2011 import JJG693, facts
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.procedures.answers import changed, judge

D = Decimal
ID = "JJG 693-2011"


def test_figures_a_second_time() -> None:
    """Error ±5 % of scale, repeatability 2 %, 60 s and 30 s, 20 MΩ, drift 2 % and 3 %; 10, 40, 60 % three times."""
    numbers = {
        "error": 5, "readings": 3, "bottle": 100, "repeatability": 2, "repeats": 6, "responses": 3, "part": D("0.9"),
        "recorded": 120, "alarms": 3, "alarm_times": D("1.5"), "insulation": 20, "drift_strict": 2, "drift_loose": 3,
        "flow": 1, "settle": 180, "every_600": 600, "every_3600": 3600,
    }  # fmt: skip
    assert {key: facts.number(key) for key in numbers} == numbers
    tables = {
        key: facts.table(key).numbers("%") for key in ("error_parts", "repeat_part", "response_part", "drift_part")
    }
    assert tables == {"error_parts": (10, 40, 60), "repeat_part": (40,), "response_part": (40,), "drift_part": (60,)}
    assert facts.table("response").row("s") == {"diffusion": 60, "suction": 30}
    drift = facts.table("drift")
    assert (drift.numbers("continuous"), drift.numbers("other")) == ((3600, 6), (600, 6))
    r = JJG693.regulation
    assert (r.id, r.draft, r.validity_months, r.kind) == (ID, False, 12, "gas-detector")
    assert (f"{r.issued}", f"{r.in_force}", r.replaces) == (
        "2011-06-14",
        "2011-12-14",
        ("JJG 693-2004", "JJG 940-1998"),
    )
    assert [d.ratio for d in facts.standards_demands(None).values()] == [3]
    air = {c.quantity: (c.lower, c.upper) for c in JJG693.conditions(None)}
    assert air == {"temperature": (0, 40), "humidity": (None, 85)}


def test_items() -> None:
    items = {i.key: i for i in JJG693.items()}
    keys = ["appearance", "function", "insulation", "indication", "repeatability", "response", "alarm", "drift"]
    assert list(items)[2:] == keys
    first, second, used = Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE
    narrow = {"insulation": {first}, "repeatability": {first, second}, "drift": {first}}
    assert all(items[key].stages == narrow.get(key, {first, second, used}) for key in keys)
    assert [items[key].gate for key in keys] == [True] + 7 * [False]
    assert [items[key].measured for key in keys] == [False, False] + 6 * [True]


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gas") / "lab"
    write_example(ID, folder)
    return folder


def judged(lab: Path, given: dict[str, str] | None = None, stage: str = "initial", **fields: str) -> Any:
    subject = changed(lab / "subjects/gas_detector.toml", **fields)
    return judge(ID, lab / "benches/gas_detector.toml", subject, given or {}, stage=stage)


def test_mixtures_of_two_flows(lab: Path) -> None:
    found = judged(lab)
    assert set(found.outcomes.values()) == {"conform"}
    assert list(found.of("indication")) == ["10pct", "40pct", "60pct"]
    flows = [b["args"][0] for k, a, b in found.bodies if k == "command" and b["method"] == "set_flow"]
    assert list(map(D, flows[:4])) == [D("0.1"), D("0.9"), D("0.4"), D("0.6")]
    assert found.of("indication")["40pct"]["values"]["ref"] == "40"
    other = judged(lab, {"indication/40pct/q1": "0.41", "indication/40pct/q2": "0.59", "indication/40pct/c0": "98"})
    assert D(other.of("indication")["40pct"]["values"]["ref"]) == D("40.2")  # of 40.18


@pytest.mark.parametrize(("x", "outcome"), [
    ("45.0", "conform"), ("45.1", "not_conform"), ("35.0", "conform"), ("34.9", "not_conform"),
])  # fmt: skip
def test_the_mean_of_three_readings(lab: Path, x: str, outcome: str) -> None:
    given = {f"indication/40pct/x{n}": x for n in (1, 2, 3)}
    assert judged(lab, given).outcomes["indication"] == outcome
    one = judged(lab, {"indication/40pct/x2": "47.0"})
    assert one.outcomes["indication"] == "conform"


def test_the_limit_is_a_part_of_the_scale(lab: Path) -> None:
    given = {f"indication/5pct/x{n}": "7.5" for n in (1, 2, 3)}
    fields = {"upper": '"50 %"', "alarm": '"20 %"'}
    assert judged(lab, given, **fields).outcomes["indication"] == "conform"
    beyond = dict.fromkeys(given, "7.6")
    assert judged(lab, beyond, **fields).outcomes["indication"] == "not_conform"


@pytest.mark.parametrize(("swing", "outcome"), [("0.7", "conform"), ("0.8", "not_conform")])
def test_repeatability(lab: Path, swing: str, outcome: str) -> None:
    """Six readings in turn a above and a below 40 have s = a √1.2; 2 % of 40 are 0.8."""
    given = {f"repeatability/40pct/x{n}": f"{40 + (-1) ** n * D(swing)}" for n in range(1, 7)}
    assert judged(lab, given).outcomes["repeatability"] == outcome


@pytest.mark.parametrize(("zero", "outcome"), [
    ("2.0", "conform"), ("-2.0", "conform"), ("2.1", "undecided"), ("3.0", "undecided"), ("3.1", "not_conform"),
])  # fmt: skip
def test_drift_between_both_reported_limits_is_undecided(lab: Path, zero: str, outcome: str) -> None:
    spans = {"drift/60pct/3/x4": f"{60 + D(zero)}"}
    assert judged(lab, {"drift/60pct/3/z": zero, **spans}).outcomes["drift"] == outcome
    assert judged(lab, {"drift/60pct/6/x7": f"{60 - D(zero)}"}).outcomes["drift"] == outcome


def test_drift_over_hours(lab: Path) -> None:
    for continuous, seconds in (("true", 3600), ("false", 600)):
        waits = [b["seconds"] for k, a, b in judged(lab, continuous=continuous).bodies if k == "dwell" and "drift" in a]
        assert waits.count(str(seconds)) + waits.count(seconds) == 6


@pytest.mark.parametrize(("R", "outcome"), [("20", "conform"), ("19", "not_conform")])
def test_insulation_of_those_on_the_mains(lab: Path, R: str, outcome: str) -> None:
    assert judged(lab, {"insulation/R": R}).outcomes["insulation"] == outcome
    assert "insulation" not in judged(lab, mains="false").outcomes
    assert "insulation" not in judged(lab, stage="subsequent").outcomes


def test_it_sounds_at_one_and_a_half_of_the_set_point(lab: Path) -> None:
    assert list(judged(lab).of("alarm")) == ["37.5pct/sounds", "37.5pct"]
    assert judged(lab, {"sounds": "not_conform"}).outcomes["alarm"] == "not_conform"
    stated = judged(lab, {f"alarm/37.5pct/x{n}": x for n, x in enumerate(("24.0", "25.0", "27.5"), 1)})
    assert D(stated.of("alarm")["37.5pct"]["values"]["x"]) == D("25.5")
    assert stated.outcomes["alarm"] == "conform"


@pytest.mark.parametrize(("fields", "outcome"), [
    ({"alarm": '"99.9 %"'}, "conform"), ({"alarm": '"100 %"'}, "not_conform"),
    ({"step": '"5 %"'}, "conform"), ({"step": '"5.1 %"'}, "not_conform"),
])  # fmt: skip
def test_the_nameplate(lab: Path, fields: dict[str, str], outcome: str) -> None:
    fields |= {"upper": '"100 %"'}
    found = judged(lab, stage="in-service", **fields)
    assert found.outcomes["specification"] == outcome


def test_the_mean_of_response_times() -> None:
    """The mean of three, its uncertainty by the root of the sum of the squares; none where one never came."""
    times = [ResponseTime(D(s), D("0.3"), steady) for s, steady in ((20, True), (21, True), (25, False))]
    assert _mean(list(times)) == ResponseTime(D(22), D("0.18"), steady=False)
    assert _mean([*times[:2]]) == ResponseTime(D("20.5"), D("0.22"), steady=True)
    assert _mean([*times, None]) is None
