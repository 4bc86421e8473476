"""SBI: lines as the manuals print them, and the driver against its simulator."""

from typing import Any

import pytest

from drivers.codecs import sbi as codec
from drivers.codecs.numbers import Malformed, Refused
from drivers.errors import BadReply, InstrumentError, LinkError, NotSettled, Reported


@pytest.mark.parametrize(
    ("line", "identifier", "value", "unverified"),
    [
        ("+   123.56 g  ", "", "123.56", 0),
        ("-   123.56 g  ", "", "-123.56", 0),
        ("    123.56 g  ", "", "123.56", 0),
        ("+   123.5[6]g ", "", "123.56", 1),
        ("N     +   123.56 g  ", "N", "123.56", 0),
        ("G#    +   1255.7 g  ", "G#", "1255.7", 0),
    ],
)
def test_value_as_printed(line: str, identifier: str, value: str, unverified: int) -> None:
    found = codec.shown(line)
    assert (found.identifier, str(found.value), found.unit, found.unverified_digits) == (
        identifier,
        value,
        "g",
        unverified,
    )


@pytest.mark.parametrize("line", ["+   123.56    ", "      C       ", "Stat        C       "])
def test_not_stable_yet(line: str) -> None:
    with pytest.raises(codec.Unsettled):
        codec.shown(line)


@pytest.mark.parametrize("line", ["      H       ", "      L       ", "Stat     Err 101    ", "Err 54        "])
def test_refusals(line: str) -> None:
    with pytest.raises(Refused):
        codec.shown(line)


@pytest.mark.parametrize(
    "line",
    ["", "+123.56 g", "+   12a.56 g  ", "+   123,56 g  ", "--------------", "+   123.56 g   ", "Stat  +  123.56 g   "],
)
def test_no_value(line: str) -> None:
    with pytest.raises(Malformed):
        codec.shown(line)


@pytest.mark.parametrize("identified", [False, True])
def test_stable_mass_is_read(fitted: Any, identified: bool) -> None:
    bench = fitted("sartorius_sbi")
    bench.device.identified = identified
    bench.device.pan.place(5000.0, 0.0)
    reading = bench.driver.mass()
    assert (str(reading.value), reading.unit) == ("4999.99", "g")


def test_digits_in_brackets_have_no_place_in_legal_use(fitted: Any) -> None:
    bench = fitted("sartorius_sbi")
    bench.device.bracketed = True
    bench.device.pan.place(123.56, -100.0)
    with pytest.raises(BadReply, match="not verified"):
        bench.driver.mass()
    other = fitted("sartorius_sbi", options={"unverified_digits": "keep"})
    other.device.bracketed = True
    other.device.pan.place(123.56, -100.0)
    assert str(other.driver.mass().value) == "123.56"


def test_zero_is_verified_by_a_reading(fitted: Any) -> None:
    bench = fitted("sartorius_sbi")
    bench.device.pan.place(10.0, -100.0)
    bench.driver.tare()
    assert bench.driver.mass().value == 0
    bench.driver.zero()
    straight = bench.device.handle
    bench.device.pan.place(20.0, float(bench.clock.elapsed()))
    bench.device.handle = lambda message: None if message.startswith(b"\x1bU") else straight(message)
    with pytest.raises(BadReply, match="reads back"):
        bench.driver.tare()  # a command that got lost


def test_overload_and_unrest(fitted: Any) -> None:
    bench = fitted("sartorius_sbi", options={"promised": "5"})
    bench.device.pan.place(7000.0, -100.0)
    with pytest.raises(Reported, match="overload"):
        bench.driver.mass()
    bench.device.pan.tau = 1e6
    bench.device.pan.place(100.0, float(bench.clock.elapsed()))
    with pytest.raises(NotSettled):
        bench.driver.mass()


def test_identity_and_options(fitted: Any) -> None:
    found = fitted("sartorius_sbi").driver.identity()
    assert (found.model, found.serial) == ("LP6200S", "SIM-26004711")
    with pytest.raises(InstrumentError, match="unverified_digits"):
        fitted("sartorius_sbi", options={"unverified_digits": "yes"})


def test_silence(fitted: Any) -> None:
    bench = fitted("sartorius_sbi", timeout=0.2)
    bench.device.handle = lambda _message: None
    with pytest.raises(LinkError):
        bench.driver.mass()
