"""Fluke 1594A/1595A, a plain SCPI readout, and a metrology well whose truth the readout sees."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs.numbers import Malformed
from drivers.codecs.super_thermometer import Measurement, measurement
from drivers.errors import BadReply, InstrumentError, LinkError, NotSettled, Reported


def test_measurement_as_printed() -> None:
    found = measurement("231.92811,C,4,2009-03-23 14:33:20")
    assert found == Measurement(Decimal("231.92811"), "C", 4, "2009-03-23 14:33:20")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "231.92811",
        "231.92811,C,4",
        "231.92811,,4,2009-03-23 14:33:20",
        "231.92811,C,25,2009-03-23 14:33:20",
        "231.92811,C,4,14:33",
        "nan,C,4,2009-03-23 14:33:20",
        "9.9E37,C,4,2009-03-23 14:33:20",
        "419.527,C",
    ],
)
def test_no_measurement(line: str) -> None:
    with pytest.raises(Malformed):
        measurement(line)


def test_reading_is_newer_than_the_question(fitted: Any) -> None:
    bench = fitted("fluke_1594a")
    first, second = bench.driver.temperature(), bench.driver.temperature()
    assert first.text != second.text
    assert abs(first.value - 25) < Decimal("0.01")
    assert first.unit == "°C"
    assert bench.clock.elapsed() >= 3  # a measurement takes two seconds


def test_a_query_without_an_answer_is_explained_by_the_error_queue(fitted: Any) -> None:
    bench = fitted("fluke_1594a", timeout=0.2)
    bench.device.measuring = False
    with pytest.raises(BadReply, match="no measurement"):
        bench.driver.temperature()
    bench.device.measuring = True
    assert abs(bench.driver.temperature().value - 25) < Decimal("0.01")  # the link was not lost


def test_a_silence_without_that_entry_is_a_lost_link(fitted: Any) -> None:
    bench = fitted("fluke_1594a", timeout=0.2)
    answering = bench.device.handle
    bench.device.handle = lambda message: None if message.startswith(b"FETC") else answering(message)
    with pytest.raises(LinkError):
        bench.driver.temperature()


def test_a_frozen_readout_gives_no_reading(fitted: Any) -> None:
    bench = fitted("fluke_1594a")
    bench.device.handle = lambda message, real=bench.device.handle: (
        b"25.00000,C,1,2026-01-01 00:00:00\r\n" if message.startswith(b"FETC") else real(message)
    )
    with pytest.raises(NotSettled, match="newer"):
        bench.driver.temperature()


def test_another_channel_is_refused(fitted: Any) -> None:
    bench = fitted("fluke_1594a")
    bench.device.handle = lambda message, real=bench.device.handle: (
        b"25.00000,C,2,2026-01-01 00:00:00\r\n" if message.startswith(b"FETC") else real(message)
    )
    with pytest.raises(BadReply, match="channel 1"):
        bench.driver.temperature()


def test_plain_readout_reads_with_the_query_of_the_bench_file(fitted: Any) -> None:
    bench = fitted("fluke_1586a", options={"query": "MEAS:TEMP?"})
    assert abs(bench.driver.temperature().value - 25) < Decimal("0.01")


def test_plain_readout_reports_its_error_queue(fitted: Any) -> None:
    bench = fitted("fluke_1586a", options={"query": "MEAS:TEMP?"})
    bench.device._errors.append('-230,"Data corrupt or stale"')
    with pytest.raises(Reported, match="-230"):
        bench.driver.temperature()


def test_plain_readout_needs_a_query(fitted: Any) -> None:
    with pytest.raises(InstrumentError, match="asks nothing"):
        fitted("fluke_1586a")


@pytest.mark.parametrize("reply", [b"9.9E+37", b"25.0,F", b"", b"NAN"])
def test_plain_readout_refuses_what_is_no_temperature(fitted: Any, reply: bytes) -> None:
    bench = fitted("fluke_1586a", options={"query": "MEAS:TEMP?"})
    bench.device.handle = lambda message, real=bench.device.handle: (
        reply + b"\r\n" if message.startswith(b"MEAS") else real(message)
    )
    with pytest.raises(BadReply):
        bench.driver.temperature()


def test_well_settles_and_is_switched_off(fitted: Any) -> None:
    bench = fitted("fluke_914x")
    bench.driver.set_temperature(Decimal(100), "°C")
    assert abs(bench.driver.temperature().value - 100) <= Decimal("0.05")
    assert bench.driver.settled()
    bench.driver.make_safe()
    assert bench.device.output is False


def test_well_reports_a_set_point_beyond_its_range(fitted: Any) -> None:
    bench = fitted("fluke_914x")
    with pytest.raises(Reported, match="out of range"):
        bench.driver.set_temperature(Decimal(500), "°C")
    assert bench.device.output is False
