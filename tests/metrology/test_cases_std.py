"""Published cases of measurement standards and recalibration intervals, through the public names."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology import standards as sd
from metrology.decision import Outcome


class _Exact(yaml.SafeLoader):
    """Reads decimal numbers with the digits that are written."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))
TEXT = (Path(__file__).parent / "cases" / "standards.yaml").read_text("utf-8")
CASES = yaml.load(TEXT, _Exact)  # noqa: S506 - derived from SafeLoader
# NASA-HDBK-8739.19-5, table 7-2: days since the last calibration and deviation found.
DRIFT = sd.fit_drift([70, 86, 104, 135, 167, 173], [0.1, 0.11, 0.251, 0.299, 0.403, 0.615], order=2)


def _stability(case: dict[str, Any]) -> dict[str, Any]:
    found = sd.stability_of_new_standard(
        case["group_means"], case["MPEV"], used_with_correction=case["used_with_correction"]
    )
    return {"stability": found.error, "passed": found.outcome is Outcome.CONFORM}


def _verification(case: dict[str, Any]) -> dict[str, Any]:
    found = sd.verify_by_transfer(
        case["y_lab"], case["U_lab"], case["y_ref"], case["U_ref"], k=case["k_lab"], reference_k=case["k_ref"]
    )
    passed = found.decision.outcome is Outcome.CONFORM
    return {
        "U_ref_k2": found.reference_uncertainty,
        "diff": found.difference,
        "limit": found.limit,
        "passed": passed,
    }


def _variables(case: dict[str, Any]) -> dict[str, Any]:
    (b1_b1, b1_b2), (_, b2_b2) = DRIFT.covariance
    found: dict[str, Any] = {
        "b": list(DRIFT.coefficients),
        "cov": [b1_b1, b1_b2, b2_b2],
        "s": DRIFT.scatter,
    }
    u0 = float(case["u0"])
    if "limits" not in case:
        return found
    lower, upper = (float(limit) for limit in case["limits"])
    y0, confidence = float(case["y0"]), float(case["conf"])
    return found | {
        "two_sided_days": sd.interval_to_limits(DRIFT, y0, u0, lower, upper, confidence),
        "upper_only_days": sd.interval_to_limits(DRIFT, y0, u0, upper=upper, confidence=confidence),
        "lower_only_y0_9_03_days": sd.interval_to_limits(DRIFT, 9.03, u0, lower=lower, confidence=confidence),
    }


ADAPTERS = {
    "std.stability_rule": _stability,
    "std.verification": _verification,
    "interval.variables": _variables,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['topic']}")
def test_published_case(case: dict[str, Any]) -> None:
    found, tolerance = ADAPTERS[case["topic"]](case["inputs"]), case["tolerance"]
    for key, expected in case["expected"].items():
        if isinstance(expected, bool):
            assert found[key] is expected
            continue
        absolute = tolerance.get("abs", 0)
        relative = tolerance.get("rel", 0)
        wanted = [float(v) for v in expected] if isinstance(expected, list) else float(expected)
        got = found[key] if isinstance(found[key], list) else float(found[key])
        assert got == pytest.approx(wanted, abs=float(absolute), rel=float(relative))
