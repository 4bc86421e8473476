"""MT-SICS balances as standards: the CRC as the manual prints it, and the driver against its simulator."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs import mt_sics_checks as checks
from drivers.codecs.numbers import Malformed
from drivers.errors import BadReply, InstrumentError, NotSettled, Reported


def test_crc_as_printed() -> None:
    assert checks.checked("SIC1 S   12325.00 g E603") == "SIC1 S   12325.00 g"


@pytest.mark.parametrize(
    "line", ["SIC1 S   12326.00 g E603", "SIC1 S   12325.00 g", "SIC1 S   12325.00 g e603", "", "E603"]
)
def test_wrong_crc(line: str) -> None:
    with pytest.raises(Malformed):
        checks.checked(line)


@pytest.mark.parametrize("checksum", ["yes", "no"])
def test_stable_mass_is_read(fitted: Any, checksum: str) -> None:
    bench = fitted("mt_sics_balance", options={"checksum": checksum})
    bench.device.pan.place(200.0, 0.0)
    reading = bench.driver.mass()
    assert reading.value == Decimal("200.00030")
    assert reading.unit == "g"
    assert str(reading.value) == "200.00030"  # the last zero is a digit of the display
    assert bench.clock.elapsed() >= 2  # stable for the dwell
    assert ("SIC1" in reading.text) == (checksum == "yes")


def test_load_that_keeps_changing_is_not_settled(fitted: Any) -> None:
    bench = fitted("mt_sics_balance", options={"promised": "5"})
    bench.device.pan.tau = 1e6
    bench.device.pan.place(100.0, 0.0)
    with pytest.raises(NotSettled, match="stable"):
        bench.driver.mass()


def test_drifting_but_stable_values_are_not_taken(fitted: Any) -> None:
    bench = fitted("mt_sics_balance", options={"promised": "10"})
    shown = iter(range(100000))
    bench.device.handle = lambda _message: f"S S {Decimal(next(shown)) / 1000:>10f} g\r\n".encode()
    with pytest.raises(NotSettled):
        bench.driver.mass()


def test_zero_and_tare(fitted: Any) -> None:
    bench = fitted("mt_sics_balance")
    bench.device.pan.place(2.0, 0.0)
    bench.driver.zero()
    assert bench.driver.mass().value == 0
    bench.device.pan.place(50.0, float(bench.clock.elapsed()))
    bench.driver.tare()
    assert bench.driver.mass().value == 0
    with pytest.raises(Reported):
        bench.driver.zero()


def test_overload_and_hardware_error_are_no_weights(fitted: Any) -> None:
    bench = fitted("mt_sics_balance", options={"checksum": "yes"})
    bench.device.pan.place(500.0, 0.0)
    with pytest.raises(Reported, match="overload"):
        bench.driver.mass()
    plain = fitted("mt_sics_balance")
    plain.device.handle = lambda _message: b"S S  Error 10b\r\n"
    with pytest.raises(Reported, match="hardware"):
        plain.driver.mass()


def test_a_spoilt_digit_is_noticed_by_the_crc_alone(fitted: Any) -> None:
    bench = fitted("mt_sics_balance", options={"checksum": "yes"})
    bench.device.pan.place(200.0, -100.0)
    straight = bench.device.handle
    bench.device.handle = lambda message: straight(message).replace(b"200.0", b"201.0")
    with pytest.raises(BadReply, match="CRC"):
        bench.driver.mass()


def test_bad_option(fitted: Any) -> None:
    with pytest.raises(InstrumentError, match="checksum"):
        fitted("mt_sics_balance", options={"checksum": "crc"})
