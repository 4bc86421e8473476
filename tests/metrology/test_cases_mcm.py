"""Published examples of Monte Carlo evaluations (JCGM 101 clause 9, JCGM 102, NPL, NIST TN 1900)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml

from metrology.uncertainty import Budget, Input, Student
from tests.metrology.inexact_limits import curvilinear_trapezoid

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "mcm.yaml").read_text(encoding="utf-8"))


def read_input(spec: dict[str, Any]) -> Input:
    """{constructor: arguments} as the constructor says it."""
    (word, arguments), *_ = spec.items()
    if word == "normal":
        return Input(*arguments)
    if word == "name":  # a distribution by its name, x = 0 and u = 1
        return Input(0, 1, distribution=arguments)
    if word == "matched_t":
        x, u, nu = arguments
        return Input(x, u, distribution=Student(nu, matches_standard_deviation=True))
    if word == "curvilinear_trapezoid":
        return curvilinear_trapezoid(*arguments)
    made: Input = getattr(Input, word)(*arguments)
    return made


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_distribution(case: dict[str, Any]) -> None:
    inputs = {name: read_input(spec) for name, spec in case["inputs"].items()}
    model = eval(f"lambda {', '.join(inputs)}: {case['model']}", {"np": np})  # noqa: S307  # the case's own formula
    pair = {tuple(inputs): case["correlation"]} if "correlation" in case else None
    budget = Budget(model, inputs, pair)
    p = case.get("p", 0.95)
    sample, linear = budget.monte_carlo(1_000_000, seed=20, p=p), budget.first_order()
    answers: dict[str, Callable[[], object]] = {
        "y": lambda: sample.estimate,
        "u": lambda: sample.standard_uncertainty,
        "symmetric": lambda: (sample.symmetric.lower, sample.symmetric.upper),
        "shortest": lambda: (sample.shortest.lower, sample.shortest.upper),
        "guf_y": lambda: linear.estimate,
        "guf_u": lambda: linear.combined_standard_uncertainty,
        "guf": lambda: linear.expanded(p).interval,
        "guf_u_second_order": lambda: linear.second_order_standard_uncertainty,
    }
    for word, expected in case["expected"].items():
        assert answers[word]() == pytest.approx(expected, rel=0, abs=case["tolerance"][word]), word


def magnitude(re: Any, im: Any) -> Any:
    return np.sqrt(re**2 + im**2)


def phase(re: Any, im: Any) -> Any:
    return np.arctan2(im, re)


# JCGM 102 tables 6 and 7: real part, r, then first-order u, Monte Carlo means and u of magnitude and phase.
POLAR = [
    (0.001, 0.0, (0.010, 10.000), (0.013, 0.000), (0.007, 1.744)),
    (0.001, 0.9, (0.010, 10.000), (0.012, -0.556), (0.008, 1.599)),
    (0.010, 0.9, (0.010, 1.000), (0.015, -0.343), (0.008, 0.903)),
]


@pytest.mark.parametrize(("real", "r", "u_first", "means", "u_sample"), POLAR)
def test_magnitude_and_phase(
    real: float, r: float, u_first: tuple[float, ...], means: tuple[float, ...], u_sample: tuple[float, ...]
) -> None:
    inputs = {"re": Input(real, 0.01), "im": Input(0.0, 0.01)}
    for i, model in enumerate((magnitude, phase)):
        budget = Budget(model, inputs, {("re", "im"): r})
        linear, sample = budget.first_order(), budget.monte_carlo(1_000_000, seed=3)
        assert linear.estimate == pytest.approx((real, 0.0)[i], abs=1e-12)
        assert linear.combined_standard_uncertainty == pytest.approx(u_first[i], abs=5e-4)
        assert sample.estimate == pytest.approx(means[i], abs=0.005)
        assert sample.standard_uncertainty == pytest.approx(u_sample[i], abs=0.0025)
