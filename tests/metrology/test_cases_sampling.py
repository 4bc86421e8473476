"""Published cases of acceptance sampling, through the public names."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology import sampling as sp


class _Exact(yaml.SafeLoader):
    """Reads decimal numbers with the digits that are written."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))
TEXT = (Path(__file__).parent / "cases" / "sampling.yaml").read_text("utf-8")
CASES = yaml.load(TEXT, _Exact)  # noqa: S506 - derived from SafeLoader


def _acceptance(words: str) -> float:
    numbers = {key: float(value) for key, value in re.findall(r"(\w+)=([\d.]+)", words)}
    return sp.acceptance_probability(int(numbers["n"]), int(numbers["Ac"]), numbers["p"])


ADAPTERS = {
    "sampling.OC": lambda case: {"Pa": [_acceptance(words) for words in case["cases"]]},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['topic']}")
def test_case(case: dict[str, Any]) -> None:
    found = ADAPTERS[case["topic"]](case["inputs"])
    for key, expected in case["expected"].items():
        if case["tolerance"].get("exact") or isinstance(expected, bool):
            assert found[key] == expected
        elif isinstance(expected, list):
            assert found[key] == pytest.approx([float(v) for v in expected], abs=float(case["tolerance"]["abs"]))
        else:
            assert float(found[key]) == pytest.approx(float(expected), abs=float(case["tolerance"]["abs"]))
