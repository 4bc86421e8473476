"""Figures of energy standards that a source supports, entered a second time."""

from decimal import Decimal

import pytest

from procedures.energy_metering.editions import exactly

RATES = """
electricity   100 100 95
coal          100 100 90
coke          100 100 90
crude-oil     100 100 90
heavy-oil     100 100 90
residual-oil  100 100 90
oil-products  100 100 95
natural-gas   100 100 90
lpg           100 100 90
coal-gas      100  90 80
steam         100  80 70
water         100  95 80
"""


@pytest.mark.parametrize("line", RATES.split("\n")[1:-1])
def test_the_rates_of_2006(line: str) -> None:
    kind, *rates = line.split()
    facts = exactly("GB 17167", "2006")
    table = facts.table("rates_open" if kind == "crude-oil" else "rates")
    assert table.numbers(kind) == tuple(map(Decimal, rates))


@pytest.mark.parametrize("year", ["2008", "2020"])
def test_the_coal_equivalents_that_a_source_supports(year: str) -> None:
    facts = exactly("GB/T 2589", year)
    assert facts.number("electricity") == Decimal("0.1229")
