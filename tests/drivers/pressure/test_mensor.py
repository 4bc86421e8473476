"""Mensor CPC6050: replies as the manual prints them, and the driver against its simulator."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs import mensor as codec
from drivers.codecs.numbers import Malformed, decimal_number
from drivers.errors import BadReply, InstrumentError, NotSettled, Reported

PRINTED = [
    (" +1.23456E+02", "+1.23456E+02", False),
    (" YES", "YES", False),
    ("E+1.23456E+02", "+1.23456E+02", True),
    (" YES, Test_stand_1", "YES, Test_stand_1", False),
]


@pytest.mark.parametrize(("line", "payload", "waiting"), PRINTED)
def test_reply_as_printed(line: str, payload: str, waiting: bool) -> None:
    assert codec.answer(line) == codec.Answer(payload, waiting)


@pytest.mark.parametrize("line", ["", " ", "E", "+1.23456E+02", "X 1"])
def test_other_lines_are_refused(line: str) -> None:
    with pytest.raises(Malformed):
        codec.answer(line)


def test_digits_of_the_exponential_form_are_kept() -> None:
    assert str(decimal_number(codec.answer(" +1.23000E+02").payload)) == "123.000"


def test_goes_to_a_pressure_and_reads_it(fitted: Any) -> None:
    bench = fitted("mensor_cpc6050")
    bench.driver.set_pressure(Decimal("0.4"), "MPa")
    reading = bench.driver.pressure()
    assert reading.unit == "MPa"
    assert abs(reading.value - Decimal("0.4")) < Decimal("0.0001")
    assert bench.device.mode == "CONTROL"
    assert bench.clock.elapsed() > 5  # the dwell has passed


def test_safe_state_is_vented(fitted: Any) -> None:
    bench = fitted("mensor_cpc6050")
    bench.driver.set_pressure(Decimal(500), "kPa")
    bench.driver.make_safe()
    assert bench.device.mode == "VENT"
    assert abs(bench.device.line.pressure(float(bench.clock.elapsed()))) < 0.1


def test_what_the_instrument_refuses_is_reported_and_leaves_no_control(fitted: Any) -> None:
    bench = fitted("mensor_cpc6050")
    with pytest.raises(Reported, match="OUT OF RANGE"):
        bench.driver.set_pressure(Decimal(5000), "kPa")
    assert bench.device.mode == "MEASURE"


def test_absolute_pressure_is_refused(fitted: Any) -> None:
    bench = fitted("mensor_cpc6050")
    bench.device.words["PTYPE"] = "ABSOLUTE"
    with pytest.raises(InstrumentError, match="ABSOLUTE"):
        bench.driver.pressure()


def test_a_leak_is_not_settled(fitted: Any) -> None:
    bench = fitted("mensor_cpc6050", options={"promised": "20", "rate": "1"})
    with pytest.raises(NotSettled, match="not reached"):
        bench.driver.set_pressure(Decimal(500), "kPa")


@pytest.mark.parametrize(
    ("unit", "options"), [("torr", {}), ("kPa", {"channel": "C"}), ("kPa", {"rate": "0"}), ("kPa", {"speed": "1"})]
)
def test_bad_unit_and_options(fitted: Any, unit: str, options: dict[str, str]) -> None:
    with pytest.raises(InstrumentError):
        fitted("mensor_cpc6050", options=options).driver.set_pressure(Decimal(1), unit)


def test_another_units_answer_is_never_a_pressure(fitted: Any) -> None:
    bench = fitted("mensor_cpc6050")
    bench.device.handle = lambda message: (
        b" 9.9E+37\r\n" if message == b"A?" else type(bench.device).handle(bench.device, message)
    )
    with pytest.raises(BadReply):
        bench.driver.pressure()
