"""Published figures of conformity assessment (JCGM 106, NCSLI RP-19 draft, Deaver, ILAC-G8)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology.risk import (
    GammaProcess,
    NormalProcess,
    Process,
    acceptance_limit,
    global_risk,
    guard_band_factor,
    guard_band_for_consumer_risk,
    specific_risk,
)

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "risk.yaml").read_text(encoding="utf-8"))


def named(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[kind], ids=[case["id"] for case in CASES[kind]])


def read_process(case: dict[str, Any]) -> Process:
    if "in_tolerance" in case:
        return NormalProcess.from_in_tolerance(case["in_tolerance"], *case["tolerance"])
    return GammaProcess(*case["gamma"]) if "gamma" in case else NormalProcess(*case["process"])


@named("global")
def test_global_risk(case: dict[str, Any]) -> None:
    process = read_process(case)
    u = case["u"] if "u" in case else process.standard_deviation / case["ratio"]  # type: ignore[attr-defined]
    risk = global_risk(process, u, tuple(case["tolerance"]), tuple(case["accept"]) if "accept" in case else None)
    answers = {
        "PFA_pct": 100 * risk.consumer,
        "PFR_pct": 100 * risk.producer,
        "conditional_pct": 100 * risk.consumer_given_accepted,
        "conform_pct": 100 * risk.conforming,
    }
    for word in answers.keys() & case.keys():
        assert answers[word] == pytest.approx(case[word], rel=0, abs=case["abs"]), word


@named("specific")
def test_specific_risk(case: dict[str, Any]) -> None:
    risk = specific_risk(NormalProcess(case["y"], case["u"]), *case["tolerance"])
    answers = {
        "Cpk": risk.capability_index,
        "total": risk.nonconformance,
        "below": risk.below,
        "above": risk.above,
        "conform": risk.conformance,
    }
    for word in answers.keys() & case.keys():
        assert answers[word] == pytest.approx(case[word], rel=0, abs=case["abs"]), word


@named("guard_bands")
def test_guard_band_factor(case: dict[str, Any]) -> None:
    assert guard_band_factor(case["method"], case["TUR"]) == pytest.approx(case["factor"], abs=5e-7)


def test_ball_bearings_guard_band_for_one_in_a_thousand() -> None:
    # JCGM 106 9.5.4: runout at most 2 µm, u = 0.25 µm, acceptance limit 1.67 µm.
    w = guard_band_for_consumer_risk(0.001, GammaProcess(4, 4), 0.25, (None, 2))
    assert w == pytest.approx(0.328, abs=5e-4)
    assert global_risk(GammaProcess(4, 4), 0.25, (None, 2), guard_band=w).consumer == pytest.approx(0.001, rel=1e-6)


def test_speed_that_proves_a_limit_of_100_km_per_h_exceeded() -> None:
    # JCGM 106 8.3.3.2: u(v)/v = 2 %, probability 0.999.
    limit = acceptance_limit(100, 0.999, relative_uncertainty=0.02, rule="rejection")
    assert limit.z == pytest.approx(3.09, abs=0.005)
    assert round(limit.value) == 107
