"""JJF(新)94-2023: figures a second time, an error and its U by hand, the process as a condition."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from procedures.errors import SubjectError
from procedures.flow.jjf_xin_94_2023 import JJFXin94
from tests.procedures.answers import judge
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import components, demanded, figures, gates, header, positive, statuses

ID = "JJF(新)94"
Signal = Callable[[float], float]


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(ID, Path(tmp_path_factory.mktemp("steam")) / "lab")


def test_figures_a_second_time() -> None:
    assert header(JJFXin94) == ("CN", "steam-flow-meter", "2023-12-18", "2024-06-18", "", "0")
    assert figures(JJFXin94) == {
        "diameter": "50", "windows": "3", "window": "300", "stability": "3", "drift": "5", "skew": "2", "moved": "0.5",
        "marker": "4",
    }  # fmt: skip
    assert gates(JJFXin94) == (["appearance"], ["appearance"])
    assert demanded(JJFXin94) == {"reference": "3"}
    assert statuses(JJFXin94) == (
        "dates s, scope s, looks s, method s, error u, standard u, place u, process u, laboratory u, uncertainty u"
    )


def test_budgets_a_second_time() -> None:
    assert components(JJFXin94, "skew") == "fit standard_uncertainty 1"
    assert components(JJFXin94, "error") == (
        "repeatability readings -, scatter standard_uncertainty 1, drift standard_uncertainty 1, "
        "certificate certificate reference, permitted mpe reference, resolution resolution recorder"
    )


def written(signal: Signal, interval: float = 1.0, begin: float = 0.0) -> str:
    times = [begin + n * interval for n in range(round(300 / interval) + 1)]
    return ",".join(f"{t:.3f} {signal(t):.5f}" for t in times)


def windows(reference: Signal, meter: Signal) -> dict[str, str]:
    """The same process in every window."""
    one, other = written(reference), written(meter)
    return {f"window/{n}/xr": one for n in (1, 2, 3)} | {f"window/{n}/xt": other for n in (1, 2, 3)}


def times(factor: float, drift: float = 0.0) -> Signal:
    return lambda t: factor * 12.0 * (1 + drift * (t - 150) / 300)


def parts(found: Any) -> dict[str, float]:
    components = found.of("error")["mean"]["uncertainty"]["components"]
    return {c["key"]: abs(float(c["contribution"])) for c in components}


def test_an_error_and_its_uncertainty_by_hand(lab: ExampleLab) -> None:
    """E = 100·(x − x₀)/x₀ = 1 %; a drift of 4 % in 300 s over ±2 s makes 100·0.04/300·2/√3 %."""
    found = lab.judged(ID, windows(times(1.0, 0.04), times(1.01, 0.04)), "initial")
    body = found.of("error")["mean"]
    assert float(body["uncertainty"]["stated"]) == pytest.approx(1.0, abs=0.01)
    expected = {
        "repeatability": 0.0, "certificate": 1.01 * 0.2 / 2, "permitted": 1.01 * 0.3 / math.sqrt(3),
        "resolution": 100 * 0.01 / math.sqrt(12) / 12, "drift": 100 * 0.04 / 300 * 2 / math.sqrt(3),
    }  # fmt: skip
    of_error = parts(found)
    shown = {key: of_error[key] for key in expected}
    assert shown == {key: pytest.approx(value, rel=5e-3, abs=1e-6) for key, value in expected.items()}
    assert found.of("comparison")["window/1"]["values"]["drift"] == "4.0"


def test_the_drift_of_the_process_is_in_the_uncertainty(lab: ExampleLab) -> None:
    steady, drifting = (lab.judged(ID, windows(times(1.0, d), times(1.01, d)), "initial") for d in (0.0, 0.04))
    assert parts(steady)["drift"] == pytest.approx(0, abs=1e-9)
    U = [float(f.of("error")["mean"]["uncertainty"]["U"]) for f in (steady, drifting)]
    assert U[1] >= U[0]
    fixed = lab.judged(ID, windows(times(1.0, 0.04), times(1.01, 0.04)), "initial", transport='"0 s"')
    assert parts(fixed)["drift"] == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(
    ("factor", "outcome"), [(1.0149, "conform"), (0.9851, "conform"), (1.0151, "not_conform"), (0.9849, "not_conform")]
)
def test_the_error_that_was_agreed(lab: ExampleLab, factor: float, outcome: str) -> None:
    assert lab.judged(ID, windows(times(1.0), times(factor)), "initial").outcomes["error"] == outcome


def swinging(amplitude: float) -> Signal:
    return lambda t: 12.0 * (1 + amplitude * math.sin(2 * math.pi * t / 30))


def first(signal: Signal) -> dict[str, str]:
    """The first window; what is void ends the run."""
    return {"window/1/xr": written(signal), "window/1/xt": written(signal)}


@pytest.mark.parametrize(("drift", "outcome"), [
    (0.049, "conform"), (-0.049, "conform"), (0.0515, "invalid"), (-0.0515, "invalid"),
])  # fmt: skip
def test_a_process_that_drifts_is_void(lab: ExampleLab, drift: float, outcome: str) -> None:
    """Stated to two digits: 5.0 % is allowed, 5.1 % is not."""
    assert lab.judged(ID, first(times(1.0, drift)), "initial").verdict["outcome"] == outcome


@pytest.mark.parametrize(("spread", "outcome"), [(2.9, "conform"), (3.1, "invalid")])
def test_a_process_that_is_not_stable_is_void(lab: ExampleLab, spread: float, outcome: str) -> None:
    """A sine has a standard deviation of its amplitude over √2."""
    swing = swinging(spread / 100 * math.sqrt(2))
    assert lab.judged(ID, first(swing), "initial").verdict["outcome"] == outcome


def pulses(t: float) -> float:
    return 4 * math.exp(-(((t - 1) / 0.12) ** 2)) + 2.4 * math.exp(-(((t - 2.4) / 0.2) ** 2))


def marked(skew: float, place: str = "alignment/skew") -> dict[str, str]:
    stamps = [n / 100 for n in range(401)]
    return {
        f"{place}/m0": ",".join(f"{t:.6f} {pulses(t):.5f}" for t in stamps),
        f"{place}/m1": ",".join(f"{t + skew:.6f} {pulses(t):.5f}" for t in stamps),
    }


@pytest.mark.parametrize(("skew", "after", "outcome"), [
    (1.9, 1.9, "conform"), (2.1, None, "invalid"), (1.0, 1.49, "conform"), (1.0, 1.51, "invalid"),
    (1.0, 0.49, "invalid"),
])  # fmt: skip
def test_clocks(lab: ExampleLab, skew: float, after: float | None, outcome: str) -> None:
    """2 s are allowed, and 0.5 s of change until the end."""
    closing = {} if after is None else marked(after, "closing/closing")
    assert lab.judged(ID, marked(skew) | closing, "initial").verdict["outcome"] == outcome


def test_a_skew_that_is_left_enters_the_uncertainty_of_a_drifting_process(lab: ExampleLab) -> None:
    process = windows(times(1.0, 0.04), times(1.0, 0.04))
    given = process | marked(1.5) | marked(1.5, "closing/closing")
    corrected, left = (
        lab.judged(ID, given | {"correct": a}, "initial", transport='"0 s"') for a in ("correct", "leave")
    )
    assert parts(left)["drift"] == pytest.approx(100 * 0.04 / 300 * 1.5, rel=0.02)
    assert parts(corrected)["drift"] < 0.001


def test_nothing_is_switched_but_the_timing_signal(lab: ExampleLab) -> None:
    """The process is not touched: the only command of a run is the signal for the clocks."""
    commands = [b["method"] for k, _, b in lab.judged(ID, {}, "initial").bodies if k == "command"]
    assert set(commands) == {"mark"}


def test_without_a_rule_nothing_is_said_of_conformity(lab: ExampleLab) -> None:
    file = lab.subject()
    text = [t for t in file.read_text("utf-8").splitlines() if not t.startswith(("decision_rule", "permitted"))]
    file.write_text("\n".join(text), "utf-8")
    found = judge(ID, lab.bench, file, windows(times(1.0), times(1.1)))
    assert "decision" not in found.of("error")["mean"]


def test_a_rule_needs_the_error_that_was_agreed(lab: ExampleLab) -> None:
    file = lab.subject()
    text = [t for t in file.read_text("utf-8").splitlines() if not t.startswith("permitted")]
    file.write_text("\n".join(text), "utf-8")
    with pytest.raises(SubjectError, match="the largest error that was agreed"):
        judge(ID, lab.bench, file, {})


def test_a_window_with_a_gap_is_incomplete(lab: ExampleLab) -> None:
    points = written(times(1.0)).split(",")
    found = lab.judged(ID, {"window/2/xt": ",".join(points[:100] + points[130:])}, "initial")
    assert found.verdict["outcome"] == "incomplete"


@pytest.mark.parametrize(("diameter", "failed"), [('"50 mm"', []), ('"49 mm"', ["specification"])])
def test_the_scope(lab: ExampleLab, diameter: str, failed: list[str]) -> None:
    assert lab.judged(ID, {}, "initial", diameter=diameter).verdict.get("failed", []) == failed


def test_the_nameplate(lab: ExampleLab) -> None:
    for field, unit in (("diameter", "mm"), ("resolution", "t/h"), ("usual_flow", "t/h"), ("permitted", "%")):
        assert positive(lab, JJFXin94, field, unit)


@pytest.mark.parametrize("check", ["sound", "running"])
def test_a_meter_that_does_not_run_stops_it(lab: ExampleLab, check: str) -> None:
    assert lab.judged(ID, {f"appearance/{check}": "not_conform"}, "initial").verdict["failed"] == ["appearance"]
