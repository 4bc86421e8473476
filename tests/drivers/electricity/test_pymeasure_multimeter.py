"""PyMeasure's classes as standards: one that nothing here was written for, on the leads of the simulated bench."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs.numbers import Malformed
from drivers.errors import BadReply, InstrumentError
from drivers.link.pymeasure_reading import reading

D = Decimal
KEITHLEY = {
    "class": "keithley.Keithley2000",
    "dc_voltage": "mode = voltage, voltage_range = {range}, voltage",
    "ac_voltage": "mode = voltage ac, voltage",
}


def test_reads_what_is_there_and_refuses_what_it_cannot_do(fitted: Any) -> None:
    on = fitted("pymeasure_multimeter", options=KEITHLEY)
    shown = on.driver.dc_voltage(D(10))
    assert shown.text == f"{float(shown.value):+.8E}"
    assert abs(shown.value - 1) < D("0.0001")
    assert abs(on.driver.ac_voltage().value) < D("0.001")
    for call, span in ((on.driver.dc_voltage, D(0)), (on.driver.ac_voltage, D(10))):
        with pytest.raises(InstrumentError, match="do not fit together"):
            call(span)
    with pytest.raises(BadReply, match="reads back"):
        on.driver.dc_voltage(D(3))  # no range of this instrument
    on.driver.ac_voltage()
    on.device.mishaps["wrong_unit"]()
    with pytest.raises(BadReply, match="mode reads back"):
        on.driver.ac_voltage()


@pytest.mark.parametrize("name", ["", "keithley.Keithley9999", "nowhere.Thing", "validators.strict_range", "keithley"])
def test_no_class_of_pymeasures(fitted: Any, name: str) -> None:
    with pytest.raises(InstrumentError, match=r"Keithley2000"):
        fitted("pymeasure_multimeter", options={**KEITHLEY, "class": name})


class Heard:
    """An adapter that has heard something."""

    def __init__(self, *replies: str) -> None:
        self.heard: list[str] = []
        self._replies = replies

    def ask(self, value: object) -> object:
        self.heard += self._replies
        return value


@pytest.mark.parametrize(
    ("replies", "made"),
    [
        (("1.5",), 1.25),
        (("1.5",), "1.5"),
        (("1.5",), True),
        (("1.5", "1.5"), 1.5),
        ((), 1.5),
        (("9.9E37",), 9.9e37),
        (("",), ""),
    ],
)
def test_what_pymeasure_makes_of_a_reply_is_not_believed(replies: tuple[str, ...], made: object) -> None:
    adapter: Any = Heard(*replies)
    with pytest.raises(Malformed):
        reading(adapter, lambda: adapter.ask(made), "V")


def test_what_it_makes_of_a_number_is_the_number_with_its_digits() -> None:
    adapter: Any = Heard(" +1.50000E+00")
    found = reading(adapter, lambda: adapter.ask(1.5), "V")
    assert (found.text, str(found.value), found.unit) == (" +1.50000E+00", "1.50000", "V")
