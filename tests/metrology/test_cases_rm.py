"""Published cases of reference materials, through the public names."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology import reference_materials as rm
from metrology.statistics import one_way_anova


class _Exact(yaml.SafeLoader):
    """Reads decimal numbers with the digits that are written."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))
FOLDER = Path(__file__).parent / "cases"
CASES = yaml.safe_load((FOLDER / "reference_materials.yaml").read_text("utf-8"))
PRINTED = yaml.load((FOLDER / "reference_materials.yaml").read_text("utf-8"), _Exact)  # noqa: S506
SIRSTV = yaml.safe_load((FOLDER / "strd_data.yaml").read_text("utf-8"))["SiRstv"]


def _homogeneity(case: dict[str, Any]) -> dict[str, Any]:
    if "MSB" in case:
        found = rm.homogeneity_from_mean_squares(case["MSB"], case["MSW"], case["units"], case["replicates"])
    else:
        found = rm.homogeneity(case.get("data", SIRSTV))
    return {
        "F": found.f,
        "p": found.p_value,
        "F_crit95": found.critical_value,
        "s_bb": found.between_standard_deviation,
        "u_bb_star": found.undetected,
        "use": found.standard_uncertainty,
    }


def _stability(case: dict[str, Any]) -> dict[str, Any]:
    found = rm.stability_from_slope(case["slope"], case["s_slope"], case["n"], case["t_cert"], case["alpha"])
    return {
        "t": found.t,
        "t_crit": found.critical_value,
        "slope_significant": found.slope_significant,
        "u_lts": found.standard_uncertainty,
    }


def _combine(case: dict[str, Any]) -> dict[str, Any]:
    found = rm.combine_uncertainties(case["u_char"], case["u_bb"], case["u_lts"], coverage_factor=case["k"])
    return {"u_CRM": found.standard_uncertainty, "U": found.expanded_uncertainty}


ADAPTERS = {
    "rm.homogeneity": _homogeneity,
    "rm.n0_unequal": lambda case: {"n0": one_way_anova([range(n) for n in case["n_i"]]).n0},
    "rm.stability": _stability,
    "rm.combine": _combine,
}


def _half_a_unit(printed: Decimal) -> float:
    """Return half a unit of the last digit that the source prints."""
    return 0.5000001 * 10.0 ** int(printed.as_tuple().exponent)


@pytest.mark.parametrize(
    ("case", "printed"), list(zip(CASES, PRINTED, strict=True)), ids=[case["id"] for case in CASES]
)
def test_published_case(case: dict[str, Any], printed: dict[str, Any]) -> None:
    found = ADAPTERS[case["topic"]](case["inputs"])
    for key, expected in case["expected"].items():
        if isinstance(expected, bool):
            assert found[key] is expected
        else:
            tolerance = max(case["tolerance"]["abs"], _half_a_unit(Decimal(printed["expected"][key])))
            assert found[key] == pytest.approx(expected, abs=tolerance)
