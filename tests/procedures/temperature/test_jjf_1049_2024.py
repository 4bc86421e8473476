"""JJF 1049-2024: figures a second time, results and their U by hand, clocks, and recordings that show nothing."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from procedures.errors import SubjectError
from procedures.temperature.jjf_1049_2024 import JJF1049
from tests.procedures.answers import judge
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import components, demanded, figures, gates, header, positive, statuses

ID = "JJF 1049"
Signal = Callable[[float], float]


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(ID, Path(tmp_path_factory.mktemp("sensor")) / "lab")


def test_figures_a_second_time() -> None:
    assert header(JJF1049) == ("CN", "temperature-sensor", "2024-09-18", "2025-03-18", "JJF 1049-1995", "0")
    assert figures(JJF1049) == {
        "shortest": "0.001", "velocity": "1", "reads": "3", "spread": "0.10", "skew": "0.02", "moved": "0.005",
        "marker": "4", "settle": "120", "contact": "2", "length": "8", "air": "25", "water": "65", "usual": "0.4",
        "effect": "0.01",
    }  # fmt: skip
    assert gates(JJF1049) == (["appearance"], ["appearance"])
    assert demanded(JJF1049) == {"recorder": "10"}
    assert statuses(JJF1049) == (
        "dates s, scope s, method u, repeats s, standard u, place u, looks u, laboratory u, uncertainty u"
    )


def test_budgets_a_second_time() -> None:
    assert components(JJF1049, "skew") == "fit standard_uncertainty 1"
    assert components(JJF1049, "tau") == (
        "repeatability readings -, fit standard_uncertainty 1, clock certificate recorder, velocity half_width 1"
    )
    assert components(JJF1049, "time") == (
        "repeatability readings -, fit standard_uncertainty 1, moment half_width 1, skew standard_uncertainty 1, "
        "clock certificate recorder, velocity half_width 1"
    )


def written(signal: Signal, seconds: float, interval: float, begin: float = -0.5) -> str:
    times = [begin + n * interval for n in range(round(seconds / interval) + 1)]
    return ",".join(f"{t:.6f} {signal(t):.5f}" for t in times)


def sensor(tau: float, delay: float = 0.0, ripple: float = 0.02) -> Signal:
    """From 25 °C to 65 °C, with a ripple of the supply in place of noise."""

    def at(t: float) -> float:
        return 65.0 - 40.0 * math.exp(-max(t - delay, 0.0) / tau) + ripple * math.sin(2300.0 * t * t + 700.0 * t)

    return at


def each(signal: Signal, seconds: float = 6.9, interval: float = 0.01) -> dict[str, str]:
    """The same response in all three plunges."""
    text = written(signal, seconds, interval)
    return {f"plunge/{n}/s": text for n in (1, 2, 3)} | {f"plunge/{n}/c": CLOSING for n in (1, 2, 3)}


CLOSING = ",".join(f"{n / 1000:.3f} {5 if n >= 0 else 0}" for n in range(-500, 1001))
"""The contact, 1000 points a second."""


def pulses(t: float) -> float:
    return 4 * math.exp(-(((t - 1) / 0.12) ** 2)) + 2.4 * math.exp(-(((t - 2.4) / 0.2) ** 2))


def signals(skew: float, place: str) -> dict[str, str]:
    """The timing signal on both recorders, that of the sensor ahead."""
    return {
        f"{place}/m0": written(pulses, 4, 0.01, begin=0.0),
        f"{place}/m1": written(lambda t: pulses(t - skew), 4, 0.01, begin=0.0),
    }


def clocks(skew: float, answer: str = "") -> dict[str, str]:
    """The same skew before and after the measurement."""
    both = signals(skew, "alignment/skew") | signals(skew, "closing/closing")
    return both | ({"correct": answer} if answer else {})


def stated(found: Any, item: str, place: str) -> float:
    return float(found.of(item)[place]["uncertainty"]["stated"])


def parts(found: Any, place: str) -> dict[str, float]:
    components = found.of("response")[place]["uncertainty"]["components"]
    return {c["key"]: abs(float(c["contribution"])) for c in components}


def test_results_and_their_uncertainty_by_hand(lab: ExampleLab) -> None:
    """τ₀.₅ = θ + τ·ln 2; moment: half of 1 ms; clock 0.1 ms (k = 2) and 0.005 %; velocity 1 %, both rectangular."""
    found = lab.judged(ID, each(sensor(0.8, delay=0.05)), "initial")
    half, most = 0.05 + 0.8 * math.log(2), 0.05 + 0.8 * math.log(10)
    assert stated(found, "response", "tau") == pytest.approx(0.8, abs=5e-4)
    assert stated(found, "response", "half") == pytest.approx(half, abs=1e-3)
    assert stated(found, "response", "most") == pytest.approx(most, abs=2e-3)
    of_half = parts(found, "half")
    expected = {
        "repeatability": 0.0, "moment": 0.0005 / math.sqrt(3), "velocity": 0.01 * half / math.sqrt(3),
        "clock": (0.0001 + 0.00005 * half) / 2,
    }  # fmt: skip
    assert {key: of_half[key] for key in expected} == {
        k: pytest.approx(v, rel=5e-3, abs=1e-9) for k, v in expected.items()
    }
    assert 0 < of_half["fit"] < 5e-4
    combined = float(found.of("response")["half"]["uncertainty"]["combined"])
    assert combined == pytest.approx(math.hypot(*of_half.values()), rel=1e-5)
    assert parts(found, "tau").keys() == {"repeatability", "fit", "clock", "velocity"}
    row = found.of("plunges")["plunge/1"]["values"]
    assert -0.7 < float(row["r"]) < -0.5
    assert parts(found, "tau")["velocity"] == pytest.approx(0.01 * 0.8 / math.sqrt(3), rel=1e-3)
    assert len(row["r"].partition(".")[2]) == 3
    assert [len(row[key].strip("0.")) <= 2 for key in ("utau", "uhalf")] == [True, True]
    places = len(row["tau"].partition(".")[2])
    assert 10.0**-places <= 2 * float(row["utau"]) < 100 * 10.0**-places, "to the second digit of U"
    u_tau, u_half = float(row["utau"]), float(row["uhalf"])
    assert u_half < u_tau, "the correlation of θ and τ makes τ₀.₅ better known than τ"


@pytest.mark.parametrize(("half", "outcome"), [(0.698, "conform"), (0.702, "not_conform")])
def test_the_response_time_that_was_agreed(lab: ExampleLab, half: float, outcome: str) -> None:
    found = lab.judged(ID, each(sensor(half / math.log(2))), "initial")
    assert found.outcomes["response"] == outcome
    assert found.of("response")["half"]["values"]["MPE"] == "≤ 0.7"


def test_without_a_rule_nothing_is_said_of_conformity(lab: ExampleLab) -> None:
    file = lab.subject()
    text = [t for t in file.read_text("utf-8").splitlines() if not t.startswith(("decision_rule", "stated"))]
    file.write_text("\n".join(text), "utf-8")
    found = judge(ID, lab.bench, file, each(sensor(1.2)))
    assert found.outcomes["response"] == "conform"
    assert not any("decision" in body for body in found.of("response").values())


def test_a_skew_is_corrected_only_by_an_answer(lab: ExampleLab) -> None:
    """The clock of the sensor 5 ms ahead: its response seems 5 ms later unless somebody says that it is corrected."""
    given = each(sensor(0.8, delay=0.05)) | clocks(0.005)
    corrected, left = (lab.judged(ID, given | {"correct": answer}, "initial") for answer in ("修正", "leave"))
    for found in (corrected, left):
        assert stated(found, "alignment", "skew") == pytest.approx(0.005, abs=2e-5)
    halves = [stated(found, "response", "half") for found in (corrected, left)]
    assert halves[1] - halves[0] == pytest.approx(0.005, abs=5e-4)
    assert stated(left, "response", "tau") == pytest.approx(stated(corrected, "response", "tau"), abs=1e-4)
    assert [float(f.of("alignment")["correction"]["values"]["cor"]) for f in (corrected, left)] == [
        pytest.approx(0.005, abs=2e-5), 0,
    ]  # fmt: skip
    assert parts(corrected, "half")["skew"] < 1e-4
    assert parts(left, "half")["skew"] == pytest.approx(0.005, rel=1e-2)
    raw = [b["value"] for k, a, b in corrected.bodies if k == "observation" and a.endswith("plunge/1/s")]
    again = [b["value"] for k, a, b in left.bodies if k == "observation" and a.endswith("plunge/1/s")]
    assert raw == again, "the recordings stay as they were taken"


def test_another_answer_is_refused(lab: ExampleLab) -> None:
    with pytest.raises(Exception, match="answer one of"):
        lab.judged(ID, {"correct": "perhaps"}, "initial")


@pytest.mark.parametrize("skew", [0.0195, -0.0195])
def test_a_skew_within_what_is_allowed(lab: ExampleLab, skew: float) -> None:
    found = lab.judged(ID, clocks(skew), "initial")
    assert found.verdict["outcome"] == "conform"
    assert found.of("response")


@pytest.mark.parametrize("skew", [0.0205, -0.0205])
def test_a_skew_beyond_what_is_allowed_makes_the_result_invalid(lab: ExampleLab, skew: float) -> None:
    found = lab.judged(ID, signals(skew, "alignment/skew"), "initial")
    assert found.outcomes["alignment"] == found.verdict["outcome"] == "invalid"
    assert not found.of("response")


@pytest.mark.parametrize(("after", "outcome"), [
    (0.0148, "conform"), (0.0052, "conform"), (0.0152, "invalid"), (0.0048, "invalid"),
])  # fmt: skip
def test_a_clock_that_was_set_during_the_run_makes_it_invalid(lab: ExampleLab, after: float, outcome: str) -> None:
    """10 ms before; 5 ms more or less are allowed after."""
    given = signals(0.010, "alignment/skew") | signals(after, "closing/closing")
    found = lab.judged(ID, given, "initial")
    assert found.verdict["outcome"] == outcome
    assert found.of("closing")["closing"]["outcome"] == outcome


def test_clocks_that_run_apart_are_invalid(lab: ExampleLab) -> None:
    given = {"alignment/skew/m1": written(lambda t: pulses(t * 1.004), 4, 0.01, begin=0.0)}
    given["alignment/skew/m0"] = written(pulses, 4, 0.01, begin=0.0)
    found = lab.judged(ID, given, "initial")
    assert found.verdict["outcome"] == "invalid"
    assert "different rates" in found.of("alignment")["permitted"]["words"]["reason"]["en"]


@pytest.mark.parametrize(("third", "outcome"), [(0.90, "conform"), (0.99, "invalid")])
def test_every_plunge_lies_near_the_mean(lab: ExampleLab, third: float, outcome: str) -> None:
    """0.8, 0.8 and 0.90 have a mean of 0.833, 8 % below the last; 0.99 is 14.7 % above 0.863."""
    given = each(sensor(0.8)) | {"plunge/3/s": written(sensor(third), 7.9, 0.01)}
    found = lab.judged(ID, given, "initial", decision_rule='"guard_band"', stated='"2 s"')
    assert found.verdict["outcome"] == outcome


@pytest.mark.parametrize(("velocity", "outcome"), [("1.00", "conform"), ("1.01", "invalid")])
def test_the_velocity_of_the_water(lab: ExampleLab, velocity: str, outcome: str) -> None:
    assert lab.judged(ID, {"plunge/2/flow": velocity}, "initial").verdict["outcome"] == outcome


def two_steps(t: float) -> float:
    return sensor(0.2)(t) if t < 3 else 65 + sensor(0.2)(t - 3) - 25


def test_recordings_that_show_nothing_are_incomplete(lab: ExampleLab) -> None:
    good = written(sensor(0.8), 6.9, 0.01).split(",")
    cases = {
        "gap": ",".join(good[:200] + good[260:]),
        "no step": written(lambda t: 25 + 0.02 * math.sin(900 * t), 6.9, 0.01),
        "more than one step": written(two_steps, 6.9, 0.01),
        "sampled too slowly": written(sensor(0.3), 6.9, 0.5),
        "ends at": written(sensor(0.8), 2.0, 0.01),
    }
    for reason, text in cases.items():
        found = lab.judged(ID, {"plunge/1/s": text}, "initial")
        assert found.verdict["outcome"] == "incomplete", reason
        said = str([b for k, a, b in found.bodies if k in {"item", "point", "incomplete", "conclusion"}])
        assert reason in said, (reason, said[-600:])


def test_a_contact_that_bounces(lab: ExampleLab) -> None:
    bouncing = written(lambda t: 5.0 if t >= 0.02 or 0 <= t < 0.01 else 0.0, 1.5, 0.001)
    found = lab.judged(ID, {"plunge/1/c": bouncing}, "initial")
    assert found.verdict["outcome"] == "incomplete"


@pytest.mark.parametrize(("expected", "failed"), [('"0.001 s"', []), ('"0.0009 s"', ["specification"])])
def test_the_scope(lab: ExampleLab, expected: str, failed: list[str]) -> None:
    assert lab.judged(ID, {}, "initial", expected=expected).verdict.get("failed", []) == failed


def test_the_nameplate(lab: ExampleLab) -> None:
    assert positive(lab, JJF1049, "diameter", "mm")
    assert positive(lab, JJF1049, "resolution", "°C")
    assert positive(lab, JJF1049, "expected", "s")
    assert positive(lab, JJF1049, "stated", "s")


def test_a_rule_needs_the_time_that_was_agreed(lab: ExampleLab) -> None:
    file = lab.subject()
    text = [t for t in file.read_text("utf-8").splitlines() if not t.startswith("stated")]
    file.write_text("\n".join(text), "utf-8")
    with pytest.raises(SubjectError, match="the response time that was agreed"):
        judge(ID, lab.bench, file, {})


def test_the_sheath_stops_the_run(lab: ExampleLab) -> None:
    assert lab.judged(ID, {"appearance/sound": "not_conform"}, "initial").verdict["failed"] == ["appearance"]
