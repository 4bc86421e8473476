"""JJF 1587-2016: points a second time, both sides of a limit."""

from decimal import Decimal

import pytest

from procedures.electricity.jjf_1587_2016 import facts
from tests.procedures.answers import CONFIG, judge

SUBJECT = CONFIG / "subjects/multimeter.toml"


def test_the_points() -> None:
    points = facts.table("points")
    assert points.numbers("basic") == tuple(map(Decimal, (10, 30, 50, 70, 100, -100)))
    assert points.numbers("other") == tuple(map(Decimal, (10, 50, 100, -100)))


@pytest.mark.parametrize(("x", "outcome"), [
    ("10.00085", "conform"), ("10.00086", "not_conform"), ("9.99914", "not_conform"),
])  # fmt: skip
def test_the_limit_at_10_volts(x: str, outcome: str) -> None:
    """0.005 % of 10 V and 0.0035 % of 10 V."""
    assert judge("JJF 1587", "multimeter", SUBJECT, {"10V/10V/x": x}).outcomes["dc_voltage"] == outcome
