"""Published cases of JJF 1094, through the public names."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology.decision import JJF1094, SIMPLE, Decision, decide
from metrology.exact import divide, mean
from metrology.limits import Asymmetric, OfReading
from metrology.units import Quantity

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "decision.yaml").read_text(encoding="utf-8"))
Inputs = dict[str, Any]


def seen(decision: Decision) -> dict[str, Any]:
    """Say in the words of the cases what a decision under JJF 1094 holds."""
    MPEV, U = decision.limit[1], decision.expanded_uncertainty
    assert U is not None
    return {
        "MPEV": MPEV,
        "U95": U,
        "U_over_MPEV": divide(U, MPEV),
        "ratio": divide(U, MPEV),
        "uncertainty_must_be_considered": JJF1094.width(*decision.limit, U) != 0,
        "accept_limit": decision.acceptance[1],
        "verdict": decision.outcome.zh,
    }


def of_nominal(inputs: Inputs) -> dict[str, Any]:
    nominal = inputs["nominal"]
    U = OfReading(inputs["U95_rel_pct"]).at(nominal)[1]
    return seen(decide(inputs["error"], OfReading(inputs["mpe_rel_pct"]), U, JJF1094, point=nominal))


def in_percent(inputs: Inputs) -> dict[str, Any]:
    return seen(decide(inputs["error_pct"], inputs["MPE_pct"], inputs["U95_pct"], JJF1094))


def from_readings(inputs: Inputs) -> dict[str, Any]:
    unit = inputs["unit"]
    error = (Quantity(mean(inputs["readings"]), unit) - Quantity(inputs["standard"], unit)).to("µm")
    return seen(decide(error.value, inputs["MPEV_um"], inputs["U_um"], JJF1094)) | {"error_um": error.value}


def boundary(inputs: Inputs) -> dict[str, Any]:
    return seen(decide(inputs["error"], inputs["MPEV"], inputs["U95"], JJF1094))


ADAPTERS: dict[str, Callable[[Inputs], dict[str, Any]]] = {
    "readings": from_readings,
    "nominal": of_nominal,
    "error_pct": in_percent,
    "error": boundary,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    adapter = next(use for name, use in ADAPTERS.items() if name in case["inputs"])
    got = adapter(case["inputs"])
    for name, expected in case["expected"].items():
        assert got[name] == (Decimal(expected) if isinstance(got[name], Decimal) else expected), name


# A second compilation of the same rule, its numbers in the same unit.
@pytest.mark.parametrize(
    ("error", "U", "limit", "verdict"),
    [("-0.008", "0.009", "0.02", "合格"), ("0.015", "0.009", "0.02", "待定"), ("0.03", "0.009", "0.02", "不合格"),
     ("-0.9", "0.3", "1.0", "合格")],
)  # fmt: skip
def test_second_compilation(error: str, U: str, limit: str, verdict: str) -> None:
    assert decide(error, limit, U, JJF1094).outcome.zh == verdict


def test_taximeter_of_the_second_compilation() -> None:
    assert decide("2.669", Asymmetric("-4.0", "1.0"), rule=SIMPLE).outcome.zh == "不合格"
