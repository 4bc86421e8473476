"""Alicat: data frames as the manuals print them, and the driver against its simulator."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs import alicat as codec
from drivers.codecs.numbers import Malformed
from drivers.errors import BadReply, InstrumentError, NotSettled, Reported


def test_frame_as_printed() -> None:
    found = codec.frame("A", "A +014.70 +025.00 +02.004 +02.004 02.004 Air")
    assert found == codec.Frame(
        Decimal("14.70"), Decimal("25.00"), Decimal("2.004"), Decimal("2.004"), "+02.004", Decimal("2.004"), "Air", ()
    )
    assert codec.frame("A", "A +014.70 +025.00 +02.004 +02.004 02.004 N2 MOV TOV").status == ("MOV", "TOV")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "?",
        "B +014.70 +025.00 +02.004 +02.004 02.004 Air",
        "A +014.70 +025.00 +02.004 +02.004 Air",
        "A +014.70 +025.00 +02.004 ------- 02.004 Air",
        "A +014.70 +025.00 +02.004 +02.004 02.004 MOV",
        "A +014.70 +025.00 +02.004 +02.004 02.004 Air XYZ",
        "A +014.70 +025.00 +02.004 9.9E37 02.004 Air",
    ],
)
def test_no_frame(line: str) -> None:
    with pytest.raises(Malformed):
        codec.frame("A", line)


def test_identity_is_read_from_ten_lines(fitted: Any) -> None:
    found = fitted("alicat").driver.identity()
    assert (found.maker, found.serial) == ("Alicat Scientific", "SIM-271170")
    assert found.model == "MC-10SLPM-D"


def test_makes_a_flow_and_reads_it(fitted: Any) -> None:
    bench = fitted("alicat")
    bench.driver.set_flow(Decimal(5000), "mL/min")
    reading = bench.driver.flow()
    assert reading.unit == "L/min"
    assert abs(reading.value - 5) <= Decimal("0.002")
    assert reading.text.startswith("+")
    assert bench.driver.gas() == "N2"
    assert bench.clock.elapsed() >= 5


def test_no_flow_is_the_safe_state(fitted: Any) -> None:
    bench = fitted("alicat")
    bench.driver.set_flow(Decimal(5), "L/min")
    bench.driver.make_safe()
    assert bench.device.pipe.target == 0
    assert bench.device.pipe.flow(float(bench.clock.elapsed())) < 0.003


@pytest.mark.parametrize("word", ["MOV", "TOV", "HLD", "POV"])
def test_a_flow_that_is_not_what_it_seems_is_never_read(fitted: Any, word: str) -> None:
    bench = fitted("alicat")
    bench.device.status = (word,)
    with pytest.raises(Reported, match=word):
        bench.driver.flow()


def test_a_locked_display_does_not_matter(fitted: Any) -> None:
    bench = fitted("alicat")
    bench.device.status = ("LCK",)
    assert bench.driver.flow().value == 0


def test_refused_set_point(fitted: Any) -> None:
    with pytest.raises(Reported, match="answered"):
        fitted("alicat").driver.set_flow(Decimal(50), "L/min")


def test_set_point_finer_than_the_device_takes_is_noticed(fitted: Any) -> None:
    with pytest.raises(BadReply, match="set-point reads back"):
        fitted("alicat").driver.set_flow(Decimal("1.00005"), "L/min")


def test_too_slow_is_not_settled(fitted: Any) -> None:
    with pytest.raises(NotSettled):
        fitted("alicat", options={"promised": "2", "window": "0.0001"}).driver.set_flow(Decimal(9), "L/min")


def test_a_unit_that_is_no_flow(fitted: Any) -> None:
    with pytest.raises(InstrumentError, match="no flow"):
        fitted("alicat").driver.set_flow(Decimal(1), "kPa")
    with pytest.raises(InstrumentError, match="letter"):
        fitted("alicat", options={"device": "AB"})
