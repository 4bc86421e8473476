"""D-SI expressions: those of our units, and those of published certificates, whose values stand in two units."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from metrology.units import UNITS, UnknownUnit
from metrology.units.convert import convert
from metrology.units.dsi import expression_of, parse, unit_of
from tests.dcc_files import DSI, EXAMPLES, needs_dcc, tree

WITHOUT_FACTOR = {"mmHg", "mmHg/s", "°C"}
"""Their D-SI expressions name the unit itself."""


def test_every_expression_of_ours_is_understood_and_means_the_factor_that_we_convert_with() -> None:
    by_dimension: dict[str, set[Fraction]] = {}
    for unit in UNITS.all():
        if unit.dsi and unit.symbol not in WITHOUT_FACTOR:
            assert parse(unit.dsi)
            by_dimension.setdefault(unit.dimension, set()).add(parse(unit.dsi).factor / unit.factor)
    assert {d for d, ratios in by_dimension.items() if len(ratios) > 1} == set()


@pytest.mark.parametrize("symbol", ["kPa", "°C", "m³/h", "mV", "%", "kvar", "kWh"])
def test_a_unit_survives_the_way_there_and_back(symbol: str) -> None:
    assert unit_of(expression_of(symbol)).symbol == symbol


@pytest.mark.parametrize(("expression", "symbol"), [
    (r"\kilogram\metre\tothe{2}\second\tothe{-3}\ampere\tothe{-2}", "Ω"),
    (r"\hecto\pascal", "hPa"), (r"\degreeCelsius", "°C"), (r"\kilo\gram", "kg"), (r"\metre\second\tothe{-1}", "m/s"),
])  # fmt: skip
def test_other_ways_to_write_a_unit_are_understood(expression: str, symbol: str) -> None:
    assert unit_of(expression).symbol == symbol


@pytest.mark.parametrize(
    "wrong", ["", "m/s", r"\kilo", r"\metre\per", r"\tothe{2}", r"\furlong", r"\kilo\kilo\gram", r"\metre x"]
)
def test_what_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(UnknownUnit):
        parse(wrong)


def test_a_unit_that_may_be_a_torque_or_an_energy_is_not_guessed() -> None:
    with pytest.raises(UnknownUnit, match="more than one"):
        unit_of(r"\kilogram\metre\tothe{2}\second\tothe{-2}")


@needs_dcc
def test_every_unit_of_the_published_certificates_is_understood() -> None:
    found = {u for f in EXAMPLES for e in tree(f).iter(f"{DSI}unit", f"{DSI}unitXMLList") for u in e.text.split()}
    assert len(found) >= 15
    for expression in found:
        assert parse(expression)


@needs_dcc
def test_values_that_published_certificates_state_in_two_units_are_one_value() -> None:
    pairs = 0
    for hybrid in (h for f in EXAMPLES for h in tree(f).iter(f"{DSI}hybrid")):
        parts = [(p.findtext(f"{DSI}valueXMLList").split(), p.findtext(f"{DSI}unitXMLList")) for p in hybrid
                 if p.find(f"{DSI}valueXMLList") is not None]  # fmt: skip
        for (values, unit), (others, other) in pairwise(parts):
            source, target = unit_of(unit), unit_of(other)
            for value, same in zip(values, others, strict=True):
                places = Decimal(1).scaleb(Decimal(same).as_tuple().exponent)
                assert abs(convert(Decimal(value), source.symbol, target.symbol) - Decimal(same)) <= places
                pairs += 1
    assert pairs >= 100
