"""What quantities can be: bounds of physics are refused, implausible values are asked for again."""

from decimal import Decimal

import pytest

from metrology.physical_bounds import QUANTITIES, implausible, quantity_of
from metrology.units import MixedUnits, UnknownUnit, convert, unit


@pytest.mark.parametrize(
    ("value", "symbol", "quantity"),
    [
        ("-300", "%RH", ""),
        ("-0.1", "%RH", ""),
        ("100.1", "%RH", ""),
        ("100000", "%RH", "relative_humidity"),
        ("-273.16", "°C", ""),
        ("-300", "℃", "air_temperature"),
        ("-0.001", "K", "temperature"),
        ("-1", "Pa", "absolute_pressure"),
        ("-0.2", "MPa", "gauge_pressure"),
        ("1200", "hPa", "atmospheric_pressure"),
        ("-50", "Hz", ""),
        ("-1", "kHz", ""),
        ("-1", "g", "mass"),
        ("-1", "mΩ", "resistance"),
        ("1.01", "1", "power_factor"),
        ("1000001", "µmol/mol", "amount_fraction"),
    ],
)
def test_what_physics_excludes_is_impossible(value: str, symbol: str, quantity: str) -> None:
    found = implausible(value, symbol, quantity)
    assert found is not None
    assert found.impossible


@pytest.mark.parametrize(
    ("value", "symbol", "quantity"),
    [
        ("2000", "°C", "air_temperature"),
        ("99.5", "%RH", ""),
        ("0", "%RH", ""),
        ("20", "kPa", "atmospheric_pressure"),
        ("5", "Hz", "supply_frequency"),
    ],
)
def test_what_a_laboratory_does_not_meet_is_doubtful_only(value: str, symbol: str, quantity: str) -> None:
    found = implausible(value, symbol, quantity)
    assert found is not None
    assert not found.impossible


@pytest.mark.parametrize(
    ("value", "symbol", "quantity"),
    [
        ("-273.15", "°C", ""),
        ("1600", "°C", ""),
        ("-5", "K", ""),
        ("20.5", "°C", "air_temperature"),
        ("293.15", "K", "air_temperature"),
        ("55", "%RH", ""),
        ("101.325", "kPa", "atmospheric_pressure"),
        ("-0.1", "MPa", "gauge_pressure"),
        ("-0.2", "g", ""),
        ("0", "Ω", "resistance"),
        ("-230", "V", ""),
    ],
)
def test_ordinary_values_pass(value: str, symbol: str, quantity: str) -> None:
    assert implausible(value, symbol, quantity) is None


def test_the_reason_names_value_quantity_and_bound_in_the_unit_of_the_value() -> None:
    found = implausible("-1", "K", "temperature")
    assert found is not None
    assert found.zh == "-1 K: 温度不可能低于 0 K"
    assert found.en == "-1 K: temperature cannot be below 0 K"


def test_a_unit_of_another_kind_or_an_unknown_quantity_is_refused() -> None:
    with pytest.raises(MixedUnits):
        implausible("1", "kg", "temperature")
    with pytest.raises(UnknownUnit):
        implausible("1", "furlong")
    with pytest.raises(KeyError):
        implausible("1", "°C", "humour")
    with pytest.raises(TypeError):
        implausible(1.5, "°C")  # type: ignore[arg-type]


@pytest.mark.parametrize("key", QUANTITIES)
def test_every_row_has_a_unit_and_nested_ranges(key: str) -> None:
    row = QUANTITIES[key]
    assert unit(row.unit).symbol == row.unit
    low, high = row.lowest, row.highest
    for side in (row.from_, row.to):
        assert side is None or ((low is None or side >= low) and (high is None or side <= high))
    assert low is None or high is None or low < high
    assert convert(Decimal(0), row.unit, row.unit) == 0
    assert {quantity_of("kHz"), quantity_of("%RH"), quantity_of("kg")} == {"frequency", "relative_humidity", ""}
