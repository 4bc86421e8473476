"""`steelyard dynamic` and budgets of several results: what a person gets, and what is refused."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from tests.metrology.dynamics.recorded import Signal, first_order, marker, points

ROOT = Path(__file__).parents[2]


def write(
    path: Path, signal: Signal, seconds: float, interval: float, *, begin: float = 0.0, noise: float, seed: int = 1
) -> Path:
    rows = points(signal, seconds, interval, begin=begin, noise=noise, seed=seed)
    path.write_text("t,value\n" + "\n".join(f"{t},{y}" for t, y in rows), "utf-8")
    return path


def call(lab: Any, *words: object) -> tuple[int, dict[str, Any]]:
    said = lab(*words, "--json")
    return said.code, json.loads(said.out)


def by_key(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in document["results"]}


def test_a_step(lab: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "step.csv", first_order(0.8, delay=0.1), 6, 0.02, begin=-0.5, noise=0.1)
    code, document = call(lab, "dynamic", "step", file, "--model", "first_order_delay", "--input", "30")
    rows = by_key(document)
    assert code == 0
    assert float(rows["tau"]["value"]) == pytest.approx(0.8, rel=0.02)
    assert float(rows["gain"]["value"]) == pytest.approx(1.0, rel=0.01)
    assert float(rows["t50"]["value"]) == pytest.approx(0.1 + 0.8 * math.log(2), rel=0.02)
    assert float(rows["tau"]["U"]) == pytest.approx(2 * float(rows["tau"]["u"]), rel=0.05)
    assert {tuple(pair["between"]) for pair in document["correlation"]} == {
        ("change", "tau"), ("change", "delay"), ("tau", "delay"),
    }  # fmt: skip


@pytest.mark.parametrize(("words", "says"), [
    (["--model", "third_order"], "no model third_order"),
    (["--input", "many"], "many is no number"),
    (["--model", "second_order", "--resolution", "10"], "shows no step"),
])  # fmt: skip
def test_a_step_that_is_refused(lab: Any, tmp_path: Path, words: list[str], says: str) -> None:
    file = write(tmp_path / "step.csv", first_order(0.8), 6, 0.02, begin=-0.5, noise=0.1)
    code, document = call(lab, "dynamic", "step", file, *words)
    assert code == 2
    assert says in document["refused"][0]["en"]


@pytest.mark.parametrize("text", ["", "t,y\n", "0,1\n0,2\n", "0,1\n1,nan\n", "0;1;2\n", "\x00\n"])
def test_files_that_are_no_recording(lab: Any, tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text, "utf-8")
    code, document = call(lab, "dynamic", "step", file)
    assert code == 2
    assert "bad.csv" in document["refused"][0]["en"]
    assert call(lab, "dynamic", "step", tmp_path / "none.csv")[0] == 2


def test_a_skew_and_what_is_allowed(lab: Any, tmp_path: Path) -> None:
    one = write(tmp_path / "one.csv", marker, 5, 0.01, noise=0.005)
    other = write(tmp_path / "other.csv", lambda t: marker(t - 0.005), 5, 0.01, noise=0.005, seed=2)
    before = other.read_bytes()
    code, document = call(lab, "dynamic", "skew", one, other, "--allowed", "0.010")
    assert code == 0
    assert float(by_key(document)["skew"]["value"]) == pytest.approx(0.005, abs=0.0006)
    code, document = call(lab, "dynamic", "skew", one, other, "--allowed", "0.003")
    assert (code, document["exceeded"]) == (1, True)
    assert "larger than the 0.003 s allowed" in document["remarks"][0]["en"]
    assert other.read_bytes() == before


def test_a_sine_and_its_frequency(lab: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "sine.csv", lambda t: 2 * math.cos(10 * math.pi * t), 3, 0.01, noise=0.02)
    assert by_key(call(lab, "dynamic", "sine", file, "--frequency", "5")[1])["frequency"]["u"] == "0"
    found = by_key(call(lab, "dynamic", "sine", file, "--frequency", "5.01", "--fit-frequency")[1])
    assert float(found["frequency"]["value"]) == pytest.approx(5, abs=1e-3)
    assert call(lab, "dynamic", "sine", file, "--frequency", "55")[1]["refused"][0]["en"].endswith(
        "points a period are needed"
    )


def sweep_of(folder: Path, *, lag: bool) -> Path:
    lines = ["skew = 0.005", "u_skew = 0.0001"]
    for n, f in enumerate((0.05, 0.2, 0.5, 1.0)):
        wt = 2 * math.pi * f * 0.8
        gain, phase = (1.5 / math.hypot(1, wt), -math.atan(wt)) if lag else (1.5, -wt / 4)
        write(folder / f"in{n}.csv", lambda t, f=f: math.cos(2 * math.pi * f * t), 6 / f, 0.02 / f, noise=0.003, seed=n)  # type: ignore[misc]

        def late(t: float, f: float = f, gain: float = gain, phase: float = phase) -> float:
            return gain * math.cos(2 * math.pi * f * (t - 0.005) + phase)

        write(folder / f"out{n}.csv", late, 6 / f, 0.02 / f, noise=0.003, seed=n + 9)
        lines += ["[[points]]", f"frequency = {f}", f'input = "in{n}.csv"', f'output = "out{n}.csv"']
    file = folder / "sweep.toml"
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_a_sweep(lab: Any, tmp_path: Path) -> None:
    code, document = call(lab, "dynamic", "sweep", sweep_of(tmp_path, lag=True))
    rows = by_key(document)
    assert code == 0
    assert float(rows["tau"]["value"]) == pytest.approx(0.8, rel=0.02)
    assert float(rows["phi(0.5 Hz)"]["value"]) == pytest.approx(-math.atan(0.8 * math.pi), abs=0.01)
    code, document = call(lab, "dynamic", "sweep", sweep_of(tmp_path, lag=False))
    assert (code, document["exceeded"]) == (1, True)


def test_sweep_files_that_are_refused(lab: Any, tmp_path: Path) -> None:
    file = tmp_path / "sweep.toml"
    for text, says in [
        ("points = []", "points"), ("[[points]]\nfrequency = -1\ninput='a'\noutput='b'", "points.0.frequency"),
        ("points =", "is not TOML"), ("typo = 1", "typo"),
    ]:  # fmt: skip
        file.write_text(text, "utf-8")
        code, document = call(lab, "dynamic", "sweep", file)
        assert code == 2
        assert any(says in one["en"] for one in document["refused"])


def test_a_comparison(lab: Any, tmp_path: Path) -> None:
    def process(t: float) -> float:
        return 100 + 0.02 * t

    one = write(tmp_path / "one.csv", process, 300, 1, noise=0.05)
    other = write(tmp_path / "other.csv", lambda t: 1.01 * process(t - 2), 300, 1, noise=0.05, seed=2)
    words = ("dynamic", "compare", one, other, "--from", 10, "--to", 280, "--skew", 2, "--alignment", 1)
    document = call(lab, *words)[1]
    assert float(by_key(document)["error"]["value"]) == pytest.approx(0.01, abs=2e-4)
    assert document["u_drift"] == pytest.approx(0.02 / 103, rel=0.1)
    assert call(lab, "dynamic", "compare", one, other, "--from", 10, "--to", 400)[0] == 2


def test_screens_in_both_languages(lab: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "step.csv", first_order(0.8), 6, 0.02, begin=-0.5, noise=0.1)
    for language, word in (("zh", "时间常数"), ("en", "time constant")):
        shown = lab("--lang", language, "dynamic", "step", file)
        assert shown.code == 0
        assert word in shown.out


POWER = ROOT / "docs/examples/budgets/power-of-two-channels.toml"


def test_a_budget_of_two_results_and_what_its_covariance_does(lab: Any, tmp_path: Path) -> None:
    """u(P) by hand: cos φ·√(u²+u²+2r·u·u) and VI·sin φ·u(φ); without the correlation it is smaller."""
    code, document = call(lab, "uncertainty", POWER)
    part, turn = 5 * 0.023, 230 * 5 * math.sin(math.pi / 3) * 0.0001
    common = part**2 + (230 * 0.0005) ** 2
    u = math.sqrt(0.25 * (common + 2 * 0.8 * part * 230 * 0.0005) + turn**2)
    assert code == 0
    assert document["results"][0]["standard_uncertainty"] == pytest.approx(u, rel=1e-5)
    assert document["correlation"][0][1] == pytest.approx(0.5103, abs=1e-4)
    text = POWER.read_text("utf-8")
    alone = tmp_path / "alone.toml"
    begin, end = text.index("[[correlations]]"), text.index("[outputs.P]")
    alone.write_text(text[:begin] + text[end:], "utf-8")
    apart = call(lab, "uncertainty", alone)[1]
    assert apart["results"][0]["standard_uncertainty"] == pytest.approx(math.sqrt(0.25 * common + turn**2), rel=1e-5)


@pytest.mark.parametrize(("old", "new", "says"), [
    ("V * I * cos(phi)", "V * W", "outputs.P.model"),
    ("[inputs.phi]", "[inputs.psi]", "inputs.psi: no model contains it"),
    ("coefficient = 0.8", "coefficient = 2", "correlations.0.coefficient"),
    ('"V", "I"', '"V", "X"', "no input is named"),
    ("estimate = 230.0", "estimate = nan", "estimate"),
])  # fmt: skip
def test_budgets_of_several_results_that_are_refused(lab: Any, tmp_path: Path, old: str, new: str, says: str) -> None:
    file = tmp_path / "budget.toml"
    file.write_text(POWER.read_text("utf-8").replace(old, new), "utf-8")
    code, document = call(lab, "uncertainty", file)
    assert code == 2
    assert any(says in one["en"] for one in document["refused"])
    assert call(lab, "uncertainty", POWER, "-o", tmp_path / "x.svg")[0] == 2


def test_a_screening_ends_with_a_report_and_with_no_certificate(lab: Any, tmp_path: Path) -> None:
    """Of a calibration as of a verification: what is less than the whole attests nothing."""
    words = ("--bench", lab.folder / "benches/gauge.toml", "--subject", lab.subject("gauge"), "--date", "2026-11-23")
    assert lab("run", "JJG 52", *words, "--work", "screening").code in {0, 1}
    assert lab("report", "last", "-o", tmp_path / "screening").code == 0
    names = sorted(path.name.partition("_")[0] for path in (tmp_path / "screening").iterdir())
    assert set(names) == {"report", "record"}
    assert lab("run", "JJG 52", *words).code in {0, 1}
    assert lab("report", "last", "-o", tmp_path / "whole").code == 0
    assert {path.name.partition("_")[0] for path in (tmp_path / "whole").iterdir()} & {"certificate", "notice"}


@pytest.mark.parametrize(("option", "value"), [("--resolution", "-0.01"), ("--input", "0")])
def test_an_option_that_states_nothing_is_refused(lab: Any, tmp_path: Path, option: str, value: str) -> None:
    file = write(tmp_path / "step.csv", first_order(0.8), 6, 0.02, begin=-0.5, noise=0.1)
    assert lab("dynamic", "step", file, option, value).code == 2
    assert lab("dynamic", "step", file, option, "0.01").code == 0
