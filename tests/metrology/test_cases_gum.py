"""Published examples of first-order budgets (GUM Annex H, QUAM, EA-4/02, NIST TN 1900, JJF exercises)."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from metrology.statistics import fit_line
from metrology.uncertainty import Budget, FirstOrder, Input, coverage_factor

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "gum.yaml").read_text(encoding="utf-8"))


def read_input(spec: dict[str, Any]) -> Input:
    """{constructor: arguments} as the constructor says it."""
    described = {"degrees_of_freedom": spec["nu"]} if "nu" in spec else {}
    (word, arguments), *_ = spec.items()
    if word == "normal":
        return Input(*arguments)
    if word == "from_repeatability":
        estimate, deviation, averaged = arguments
        return Input(estimate, deviation / math.sqrt(averaged), **described)
    if word == "combined":
        return Input.combined(arguments[0], [read_input(part) for part in arguments[1]])
    made: Input = getattr(Input, word)(*arguments, **described)
    return made


def solve(case: dict[str, Any]) -> FirstOrder:
    inputs = {name: read_input(spec) for name, spec in case["inputs"].items()}
    model = eval(f"lambda {', '.join(inputs)}: {case['model']}", {"np": np})  # noqa: S307  # the case's own formula
    return Budget(model, inputs, unit=case.get("unit", "")).first_order()


ANSWERS = {
    "y": lambda r: r.estimate,
    "u": lambda r: r.combined_standard_uncertainty,
    "nu": lambda r: r.effective_degrees_of_freedom,
    "nu_used": lambda r: r.truncated_degrees_of_freedom,
    "k99": lambda r: r.expanded(0.99).k,
    "U99": lambda r: r.expanded(0.99).value,
    "U95": lambda r: r.expanded(0.95, truncate=False).value,
    "U": lambda r: r.expanded(k=2).value,
    "u_second_order": lambda r: r.second_order_standard_uncertainty,
    "u_V": lambda r: dict(zip(r.budget.names, r.budget.inputs, strict=True))["V"].standard_uncertainty,
    "index": lambda r: r.indices,
}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_budget(case: dict[str, Any]) -> None:
    result = solve(case)
    for word, expected in case["expected"].items():
        assert ANSWERS[word](result) == pytest.approx(expected, rel=0, abs=case["tolerance"][word] + 1e-12), word


READINGS = {
    "V": [5.007, 4.994, 5.005, 4.990, 4.999],
    "I": [0.019663, 0.019639, 0.019640, 0.019685, 0.019678],
    "phi": [1.0456, 1.0438, 1.0468, 1.0428, 1.0433],
}


IMPEDANCE: dict[str, Any] = {
    "R": lambda V, I, phi: V / I * np.cos(phi),  # noqa: E741  # the symbols of GUM H.2
    "X": lambda V, I, phi: V / I * np.sin(phi),  # noqa: E741
    "Z": lambda V, I, phi: V / I,  # noqa: ARG005, E741
}


def impedance(**described: Any) -> dict[str, FirstOrder]:
    inputs = {name: Input.from_readings(values, **described) for name, values in READINGS.items()}
    return {name: Budget(model, inputs, unit="Ω").first_order() for name, model in IMPEDANCE.items()}


def correlated(first: FirstOrder, second: FirstOrder) -> float:
    matrix = np.array(first.budget.correlation)
    covariance = float(np.array(first.contributions) @ matrix @ np.array(second.contributions))
    return covariance / first.combined_standard_uncertainty / second.combined_standard_uncertainty


def test_gum_h2_five_simultaneous_sets() -> None:
    found = impedance(correlation_group="set")
    assert [r.estimate for r in found.values()] == pytest.approx((127.732, 219.847, 254.260), abs=5e-4)
    u = [r.combined_standard_uncertainty for r in found.values()]
    assert u == pytest.approx((0.0711, 0.2956, 0.2363), abs=5e-5)  # GUM prints 0.295
    assert correlated(found["R"], found["X"]) == pytest.approx(-0.588, abs=5e-4)
    assert correlated(found["R"], found["Z"]) == pytest.approx(-0.485, abs=5e-4)
    assert correlated(found["X"], found["Z"]) == pytest.approx(0.993, abs=5e-4)
    assert found["R"].effective_degrees_of_freedom == pytest.approx(4)
    matrix = found["R"].budget.correlation
    assert matrix is not None
    assert (matrix[0][1], matrix[0][2], matrix[1][2]) == pytest.approx((-0.36, 0.86, -0.65), abs=0.006)


def test_gum_h2_with_correlation_ignored() -> None:
    u = [r.combined_standard_uncertainty for r in impedance().values()]
    assert u == pytest.approx((0.1945, 0.2009, 0.2041), abs=2e-4)


T = [21.521, 22.012, 22.512, 23.003, 23.507, 23.999, 24.513, 25.002, 25.503, 26.010, 26.511]
B = [-0.171, -0.169, -0.166, -0.159, -0.164, -0.165, -0.156, -0.157, -0.159, -0.161, -0.160]


def line_inputs() -> tuple[dict[str, Input], dict[tuple[str, str], float]]:
    fit = fit_line([t - 20 for t in T], B)
    inputs = {
        "y1": Input(fit.intercept, fit.intercept_uncertainty, fit.degrees_of_freedom, correlation_group="fit"),
        "y2": Input(fit.slope, fit.slope_uncertainty, fit.degrees_of_freedom, correlation_group="fit"),
    }
    return inputs, {("y1", "y2"): fit.correlation}


def test_gum_h3_correction_predicted_at_30_degrees() -> None:
    inputs, correlations = line_inputs()
    result = Budget(lambda y1, y2: y1 + y2 * 10, inputs, correlations).first_order()
    assert inputs["y1"].estimate == pytest.approx(-0.1712, abs=5e-5)
    assert inputs["y1"].standard_uncertainty == pytest.approx(0.0029, abs=5e-5)
    assert inputs["y2"].estimate == pytest.approx(0.00218, abs=5e-6)
    assert inputs["y2"].standard_uncertainty == pytest.approx(0.00067, abs=5e-6)
    assert correlations["y1", "y2"] == pytest.approx(-0.930, abs=5e-4)
    assert result.estimate == pytest.approx(-0.1494, abs=5e-5)
    assert result.combined_standard_uncertainty == pytest.approx(0.0041, abs=5e-5)
    assert result.effective_degrees_of_freedom == pytest.approx(9)


def test_gum_h3_error_common_to_all_points() -> None:
    inputs, correlations = line_inputs()
    inputs["common"] = Input(0, 0.005)
    result = Budget(lambda y1, y2, common: y1 + common + 0 * y2, inputs, correlations).first_order()
    assert result.estimate == pytest.approx(-0.17120379013135004, rel=1e-9)
    assert result.combined_standard_uncertainty == pytest.approx(0.00576893138292676, rel=1e-9)
    assert result.effective_degrees_of_freedom == pytest.approx(145.37964721, rel=1e-6)


# GUM H.4, table H.7: times in min, counts of standard, blank and sample, six cycles.
RADON = [
    (243.74, 15380, 305.56, 4054, 367.37, 41432),
    (984.53, 14978, 1046.10, 3922, 1107.66, 38706),
    (1723.87, 14394, 1785.43, 4200, 1846.99, 35860),
    (2463.17, 13254, 2524.73, 3830, 2586.28, 32238),
    (3217.56, 12516, 3279.12, 3956, 3340.68, 29640),
    (3956.83, 11058, 4018.38, 3980, 4079.94, 26356),
]


def test_gum_h4_both_approaches() -> None:
    decay = 1.25894e-4  # per minute
    standard = [(cs - cb) / 60 * math.exp(decay * ts) for ts, cs, _, cb, _, _ in RADON]
    sample = [(cx - cb) / 60 * math.exp(decay * tx) for _, _, _, cb, tx, cx in RADON]
    known = {"A": Input(0.1368, 0.0018), "mS": Input(5.0192, 0.005), "mx": Input(5.0571, 0.0010)}
    pair = {
        "RS": Input.from_readings(standard, correlation_group="cycle"),
        "Rx": Input.from_readings(sample, correlation_group="cycle"),
    }
    first = Budget(lambda A, mS, mx, RS, Rx: A * mS / mx * Rx / RS, known | pair)
    matrix = first.correlation
    assert matrix is not None
    assert matrix[3][4] == pytest.approx(0.646, abs=5e-4)
    assert pair["Rx"].estimate == pytest.approx(652.60, abs=5e-3)
    assert pair["Rx"].standard_uncertainty == pytest.approx(6.42, abs=5e-3)
    result = first.first_order()
    assert result.estimate == pytest.approx(0.4300, abs=1e-4)
    assert result.combined_standard_uncertainty == pytest.approx(0.0083, abs=5e-5)
    ratio = {"R": Input.from_readings([x / s for s, x in zip(standard, sample, strict=True)])}
    second = Budget(lambda A, mS, mx, R: A * mS / mx * R, known | ratio).first_order()
    assert second.estimate == pytest.approx(0.4304, abs=5e-5)
    assert second.combined_standard_uncertainty == pytest.approx(0.0084, abs=5e-5)


def test_gum_h5_voltage_over_ten_days() -> None:
    tail = [172, 116, 13, 144, 106, 31, 60, 125, 163, 41]  # µV above 10 V
    assert Input.from_readings(tail).standard_uncertainty == pytest.approx(18, abs=0.5)


def test_quam_a5_cadmium_by_a_calibration_line() -> None:
    x = [level for level in (0.1, 0.3, 0.5, 0.7, 0.9) for _ in range(3)]
    y = [0.028, 0.029, 0.029, 0.084, 0.083, 0.081, 0.135, 0.131, 0.133, 0.180, 0.181, 0.183, 0.215, 0.230, 0.216]
    fit = fit_line(x, y)
    assert fit.slope == pytest.approx(0.2410, abs=5e-5)
    assert fit.correlation == pytest.approx(-0.87038, abs=1e-5)
    inputs = {
        "B0": Input(fit.intercept, fit.intercept_uncertainty, fit.degrees_of_freedom, correlation_group="fit"),
        "B1": Input(fit.slope, fit.slope_uncertainty, fit.degrees_of_freedom, correlation_group="fit"),
        "A": Input(0.0714, fit.scatter / math.sqrt(2), fit.degrees_of_freedom),
    }
    result = Budget(lambda B0, B1, A: (A - B0) / B1, inputs, {("B0", "B1"): fit.correlation}).first_order()
    assert result.estimate == pytest.approx(0.260, abs=5e-4)
    assert result.combined_standard_uncertainty == pytest.approx(0.018, abs=5e-4)


def test_gum_table_g2() -> None:
    table = {
        (0.6827, 1): 1.84,
        (0.95, 1): 12.71,
        (0.9973, 5): 5.51,
        (0.90, 20): 1.72,
        (0.9545, 1e9): 2.00,
        (0.99, 11): 3.11,
        (0.9973, 2): 19.21,
        (0.95, math.inf): 1.96,
    }
    for (p, nu), k in table.items():
        assert coverage_factor(p, nu) == pytest.approx(k, abs=0.01)
    assert coverage_factor(0.9973, 1) == pytest.approx(235.8, abs=0.05)
