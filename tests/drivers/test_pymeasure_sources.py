"""PyMeasure's classes as sources of voltage, current, temperature, against a source that knows nothing of us."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.errors import BadReply, InstrumentError, Reported
from drivers.roles import Energised, TemperatureSource
from tests.drivers.lone_options import OPTIONS

D = Decimal
VOLTS = OPTIONS["pymeasure_source"] | {"low": "-10"}
AMPERES = VOLTS | {
    "quantity": "current",
    "unit": "A",
    "before": "source_mode = current/CURR, source_range = 0.1",
    "low": "-0.1",
    "high": "0.1",
}


def test_a_source_of_voltage(fitted: Any) -> None:
    on = fitted("pymeasure_source", options=VOLTS)
    assert isinstance(on.driver, Energised)
    with pytest.raises(Reported, match="was not set"):
        on.driver.output()
    began = on.clock.elapsed()
    on.driver.set_voltage(D(1500), "mV")
    assert on.clock.elapsed() - began >= 5
    assert on.driver.settled()
    shown = on.driver.output()
    assert (shown.text, shown.value, shown.unit) == ("+1.500000E+00", D("1.5"), "V")
    assert abs(on.device.model.signal("V", float(on.clock.elapsed())).value - 1.5) < 1e-4
    on.driver.standby()
    assert not on.device.model.energised(float(on.clock.elapsed()))
    with pytest.raises(Reported, match="source_enabled is False"):
        on.driver.output()
    on.driver.operate()
    assert on.driver.output().value == D("1.5")
    on.driver.make_safe()
    assert not on.device.model.energised(float(on.clock.elapsed()))
    with pytest.raises(Reported, match="no setting"):
        on.driver.operate()


@pytest.mark.parametrize(
    ("mishap", "says"),
    [("trip", "source_enabled is False"), ("reboot", "source_range is 0.01"), ("wrong_unit", "source_mode is CURR")],
)
def test_what_is_not_put_out_any_more_is_not_a_reading(fitted: Any, mishap: str, says: str) -> None:
    on = fitted("pymeasure_source", options=VOLTS)
    on.driver.set_voltage(D(1), "V")
    on.device.mishaps[mishap]()
    with pytest.raises(Reported, match=says):
        on.driver.output()


def test_somebody_turns_the_knob(fitted: Any) -> None:
    on = fitted("pymeasure_source", options=VOLTS)
    on.driver.set_voltage(D(1), "V")
    on.device.handle(b"SOUR:LEV 2")
    with pytest.raises(Reported, match=r"The set-point is 2\.000000 V"):
        on.driver.output()


def test_a_source_of_current(fitted: Any) -> None:
    on = fitted("pymeasure_source", options=AMPERES)
    on.driver.set_current(D(20), "mA")
    assert (on.driver.output().value, on.driver.output().unit) == (D("0.02"), "A")
    with pytest.raises(InstrumentError):
        on.driver.set_voltage(D(1), "V")
    with pytest.raises(InstrumentError, match="50 Hz"):
        on.driver.set_current(D(20), "mA", D(50))
    with pytest.raises(InstrumentError, match="May not be set"):
        on.driver.set_current(D(101), "mA")
    with pytest.raises(InstrumentError, match="V"):
        on.driver.set_current(D(1), "V")


def test_a_value_that_pymeasure_refuses(fitted: Any) -> None:
    on = fitted("pymeasure_source", options={**VOLTS, "before": "source_mode = voltage/VOLT, source_range = 1"})
    with pytest.raises(BadReply, match="ValueError"):
        on.driver.set_voltage(D(5), "V")
    on.driver.make_safe()


def test_a_temperature_source_has_the_words_of_its_role(fitted: Any) -> None:
    options = {**VOLTS, "class": "temptronic.ATS545", "quantity": "temperature", "unit": "°C"}
    assert isinstance(fitted("pymeasure_source", options=options).driver, TemperatureSource)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"quantity": "charm"}, "No quantity"),
        ({"unit": "volts"}, "volts"),
        ({"off": ""}, "how it is set"),
        ({"off": "source_enabled"}, "how it is set"),
        ({"set": ""}, "how it is set"),
        ({"low": "none"}, "none"),
        ({"window": ""}, "window"),
        ({"dwell": "0"}, "dwell"),
    ],
)
def test_options_of_a_source_are_strict(fitted: Any, options: dict[str, str], says: str) -> None:
    with pytest.raises(InstrumentError, match=says):
        fitted("pymeasure_source", options={**VOLTS, **options})
