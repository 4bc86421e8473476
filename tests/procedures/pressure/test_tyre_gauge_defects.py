"""Simulated tyre gauges: an honest one conforms whatever the seed, a defect fails its own item and no other."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.systems

Verify = Callable[..., Any]
DEFECTS = {
    "span": ["indication"],
    "zero": ["zero"],
    "hysteresis": ["hysteresis"],
    "reversed": ["monotone"],
    "bow": ["indication"],
    "stuck": ["indication"],
    "seal": ["examination"],
}


@pytest.mark.parametrize("seed", range(4))
def test_an_honest_gauge(verify: Verify, seed: int) -> None:
    assert verify("tyre-gauge", seed=seed, stage="subsequent").outcome == "conform"


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_fails_its_item(verify: Verify, defect: str) -> None:
    found = verify("tyre-gauge", stage="subsequent", serial=f'"T-DEFECT-{defect}"')
    assert [i["key"] for i in found.bodies("item") if i["outcome"] == "not_conform"] == DEFECTS[defect]
