"""Published and constructed cases of net content, through the facts of JJF 1070-2005."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology.sampling import raised_by_deviation
from procedures.packages.jjf_1070_2005 import JJF1070Of2005
from procedures.packages.lot import deficiency, row_of

FACTS = JJF1070Of2005.facts


class _Exact(yaml.SafeLoader):
    """Reads decimal numbers with the digits that are written."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))
CASES = yaml.load((Path(__file__).parent / "prepack.yaml").read_text("utf-8"), _Exact)  # noqa: S506 - derived from SafeLoader


def _plan(case: dict[str, Any]) -> dict[str, Any]:
    ends = [tuple(map(int, words.split("-"))) for words in case["N_ranges"]]
    rows = [row_of(FACTS.table("plan"), first) for first, _ in ends]
    assert rows == [row_of(FACTS.table("plan"), last) for _, last in ends]
    known = [row for row in rows if row is not None]
    return {
        "n": [row["n"] or None for row in known],
        "lam": [row["k"] or None for row in known],
        "max_gt1T": [row["c"] for row in known],
        "max_gt2T": [0] * len(known),
    }


def _mean_test(case: dict[str, Any]) -> dict[str, Any]:
    """Half of the contents below the mean and half above it by as much as gives s."""
    half, mean = case["n"] // 2, case["mean"]
    apart = case["s"] * (Decimal(case["n"] - 1) / case["n"]).sqrt()
    raised = raised_by_deviation([mean - apart] * half + [mean + apart] * half, case["lam"])
    return {"limit": case["Qn"] - (raised - mean), "passed": raised >= case["Qn"]}


ADAPTERS = {
    "prepack.T_rounding": lambda case: {
        "count_T": [deficiency(FACTS, "T_count", "count", Decimal(n)) for n in case["count_Qn"]]
    },
    "prepack.T": lambda case: {"T": [deficiency(FACTS, "T_mass", "", Decimal(q)) for q in case["Qn_g"]]},
    "prepack.plan": _plan,
    "prepack.mean_test": _mean_test,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_case(case: dict[str, Any]) -> None:
    found = ADAPTERS[case["topic"]](case["inputs"])
    for key, expected in case["expected"].items():
        if case["tolerance"].get("exact") or isinstance(expected, bool):
            assert found[key] == expected
        else:
            assert float(found[key]) == pytest.approx(float(expected), abs=float(case["tolerance"]["abs"]))
