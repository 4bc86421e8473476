"""What cannot be is refused from every source; what a laboratory seldom meets is asked for again."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.roles import ROLES, Barometer, DigitalGauge, Environment, Kind, Thermometer, methods_of
from metrology.physical_bounds import QUANTITIES
from sequencer.bounds import doubted
from sequencer.reading_source import Call

D = Decimal


@pytest.mark.parametrize(("role", "method", "value", "unit", "expected"), [
    (Environment, "humidity", "-300", "%RH", "refuse"),
    (Environment, "humidity", "100000", "%RH", "refuse"),
    (Environment, "humidity", "100", "%RH", "confirm"),
    (Environment, "humidity", "2", "%RH", "confirm"),
    (Environment, "humidity", "50", "%RH", ""),
    (Environment, "temperature", "-300", "°C", "refuse"),
    (Environment, "temperature", "2000", "°C", "confirm"),
    (Environment, "temperature", "20.5", "°C", ""),
    (Barometer, "air_pressure", "-1", "hPa", "refuse"),
    (Barometer, "air_pressure", "2000", "hPa", "refuse"),
    (Barometer, "air_pressure", "101.3", "kPa", ""),
    (DigitalGauge, "indication", "-0.2", "MPa", "refuse"),
    (DigitalGauge, "indication", "-0.1", "MPa", ""),
    (Thermometer, "temperature", "-273.16", "°C", "refuse"),
])  # fmt: skip
def test_bounds(role: type, method: str, value: str, unit: str, expected: str) -> None:
    impossible, doubtful = doubted(Call("any", method, (), role), D(value), unit, "")
    found: Any = impossible or doubtful
    assert (found.severity if found else "") == expected


def test_the_instrument_under_test_may_indicate_what_cannot_be_if_a_person_confirms_it() -> None:
    impossible, _ = doubted(Call("probe", "temperature", (), Thermometer), D(-300), "°C", "probe")
    assert impossible is not None
    assert impossible.severity == "confirm"


def test_a_unit_without_physics_is_not_doubted() -> None:
    assert doubted(Call("price", "price", (), object), D(-5), "CNY", "") == (None, None)


def test_every_quantity_of_a_reading_is_known() -> None:
    marks = [mark for role in ROLES for mark in methods_of(role).values() if mark.kind is Kind.READING]
    assert {mark.quantity for mark in marks if mark.quantity} <= set(QUANTITIES)
