"""DH Instruments PPC4: messages as the manuals print them, and the driver against its simulator."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs import dhi as codec
from drivers.codecs.numbers import Malformed, Refused
from drivers.errors import BadReply, InstrumentError, Reported


@pytest.mark.parametrize(
    ("line", "value", "unit", "mode"),
    [
        ("0.1 kPa", "0.1", "kPa", ""),
        ("10.000 MPa a", "10.000", "MPa", "a"),
        ("2306.265 kPaa", "2306.265", "kPa", "a"),
        ("1000.000 kPaa", "1000.000", "kPa", "a"),
        ("-0.0012 kPa g", "-0.0012", "kPa", "g"),
    ],
)
def test_quantity_as_printed(line: str, value: str, unit: str, mode: str) -> None:
    found = codec.quantity(line)
    assert (str(found.value), found.unit, found.mode) == (value, unit, mode)


@pytest.mark.parametrize("line", ["", "0.1", "0.10 kPa/s", "kPa", "1e40 kPa", "0,1 kPa", "0.1 kPa x", "R"])
def test_no_quantity(line: str) -> None:
    with pytest.raises(Malformed):
        codec.quantity(line)


@pytest.mark.parametrize("line", ["ERR# 6", "ERR #9", "ERR# 22"])
def test_error_in_place_of_an_answer(line: str) -> None:
    with pytest.raises(codec.Numbered):
        codec.quantity(line)


def test_status_words() -> None:
    assert codec.ready("R") is True
    assert codec.ready("R ") is True  # the manual prints the word with its blank
    assert codec.ready("NR") is False
    assert codec.status("32") == codec.HOLDING
    assert codec.controlling(32)
    assert not codec.controlling(0)
    for word in ("UL", "OP", "ER"):
        with pytest.raises(Refused):
            codec.ready(word)
    for call, bad in ((codec.ready, "1"), (codec.status, "-1"), (codec.status, "R"), (codec.vented, "2")):
        with pytest.raises(Malformed):
            call(bad)


def test_makes_a_pressure_and_reads_it(fitted: Any) -> None:
    bench = fitted("dhi_ppc4")
    bench.driver.set_pressure(Decimal("0.4"), "MPa")
    reading = bench.driver.pressure()
    assert reading.unit == "MPa"
    assert abs(reading.value - Decimal("0.4")) < Decimal("0.0001")
    assert reading.text.endswith("MPag")


def test_identity_comes_from_two_messages(fitted: Any) -> None:
    found = fitted("dhi_ppc4").driver.identity()
    assert (found.maker, found.serial, found.firmware) == ("DH INSTRUMENTS, INC", "SIM-321", "1.01")
    assert found.model.startswith("PPC4")


def test_safe_state_is_vented_and_idle(fitted: Any) -> None:
    bench = fitted("dhi_ppc4")
    bench.driver.set_pressure(Decimal(500), "kPa")
    bench.driver.make_safe()
    assert bench.device.state == "vent"
    assert abs(bench.device.line.pressure(float(bench.clock.elapsed()))) < 0.1


def test_error_number_is_explained(fitted: Any) -> None:
    with pytest.raises(Reported, match=r"ERR# 6 \(Numeric argument"):
        fitted("dhi_ppc4").driver.set_pressure(Decimal(5000), "kPa")


def test_silent_set_commands_are_verified_by_read_back_alone(fitted: Any) -> None:
    bench = fitted("dhi_ppc4", options={"replies": "no"})
    answering, silent = bench.device.handle, (b"PS ", b"UNIT ", b"VENT 1", b"ABORT")

    def on_the_bus(message: bytes) -> bytes | None:
        reply = answering(message)
        return None if message.startswith(silent) else bytes(reply)

    bench.device.handle = on_the_bus
    bench.driver.set_pressure(Decimal(200), "kPa")
    assert abs(bench.driver.pressure().value - 200) < Decimal("0.1")
    bench.driver.make_safe()


def test_absolute_pressure_is_never_a_gauge_pressure(fitted: Any) -> None:
    bench = fitted("dhi_ppc4")
    bench.driver.set_pressure(Decimal(200), "kPa")
    bench.device._mode = "a"
    with pytest.raises(BadReply, match="not gauge"):
        bench.driver.pressure()


def test_bad_unit(fitted: Any) -> None:
    with pytest.raises(InstrumentError, match="No pressure unit"):
        fitted("dhi_ppc4").driver.set_pressure(Decimal(1), "torr")
