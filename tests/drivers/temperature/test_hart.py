"""Hart baths and dry-wells: answers as the manuals print them, and PyMeasure's Fluke 7341 through our role."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs import hart as codec
from drivers.codecs.numbers import Malformed
from drivers.errors import BadReply, InstrumentError, LinkError, NotSettled, Reported


def test_answers_as_printed() -> None:
    assert codec.celsius(codec.answer("t", "t: 55.69 C")) == Decimal("55.69")
    assert str(codec.celsius(codec.answer("s", "set: 150.00 C"))) == "150.00"
    assert codec.answer("u", "u: c") == "c"
    assert codec.cutout_closed(codec.answer("c", "c: 620 C, in")) is True
    assert codec.cutout_closed("620 C, out") is False


@pytest.mark.parametrize(
    ("command", "line"),
    [("t", "set: 150.00 C"), ("s", "t: 55.69 C"), ("t", "55.69 C"), ("t", "t:"), ("t", ""), ("*ver", "t: 1")],
)
def test_another_questions_answer_is_noticed_by_its_label(command: str, line: str) -> None:
    with pytest.raises(Malformed):
        codec.answer(command, line)


@pytest.mark.parametrize("payload", ["55.69 F", "55.69", "-- C", "5,5 C", "NaN C", "9.9E37 C"])
def test_no_temperature_in_celsius(payload: str) -> None:
    with pytest.raises(Malformed):
        codec.celsius(payload)


def test_identity_is_model_and_firmware(fitted: Any) -> None:
    found = fitted("fluke_7341").driver.identity()
    assert (found.maker, found.model, found.serial, found.firmware) == ("Fluke", "7341", "", "SIM-1.00")


def test_bath_settles_and_is_read(fitted: Any) -> None:
    bench = fitted("fluke_7341")
    bench.driver.set_temperature(Decimal("80"), "°C")
    reading = bench.driver.temperature()
    assert reading.unit == "°C"
    assert abs(reading.value - 80) <= Decimal("0.02")
    assert reading.text.endswith("C")
    assert bench.driver.settled()
    assert bench.clock.elapsed() > 300 + 250  # the ramp of 55 K at 0.2 K/s, and the dwell


def test_exactly_the_set_point_asked_for_is_sent(fitted: Any) -> None:
    bench = fitted("fluke_9100")
    bench.driver.set_temperature(Decimal("419.53"), "°C")
    assert b"s=419.53\r\n" in [data for direction, data in bench.log if direction == "sent"]
    with pytest.raises(BadReply, match="set-point reads back"):
        bench.driver.set_temperature(Decimal("419.527"), "°C")  # finer than the instrument resolves


def test_limits_are_the_models(fitted: Any) -> None:
    with pytest.raises(InstrumentError, match="Cannot be set"):
        fitted("fluke_7341").driver.set_temperature(Decimal(200), "°C")
    with pytest.raises(InstrumentError, match="Cannot be set"):
        fitted("fluke_7341").driver.set_temperature(Decimal(50), "°F")


def test_safe_state_is_the_safe_set_point_read_back(fitted: Any) -> None:
    bench = fitted("fluke_7341", options={"safe": "20"})
    bench.driver.set_temperature(Decimal(60), "°C")
    bench.driver.make_safe()
    assert bench.device.node.target == 20.0


def test_tripped_cutout_is_reported(fitted: Any) -> None:
    bench = fitted("fluke_7341")
    bench.device.tripped = True
    with pytest.raises(Reported, match="cut-out"):
        bench.driver.set_temperature(Decimal(60), "°C")


def test_too_slow_is_not_settled(fitted: Any) -> None:
    with pytest.raises(NotSettled):
        fitted("fluke_7341", options={"promised": "60"}).driver.set_temperature(Decimal(140), "°C")


def test_fahrenheit_on_the_display_is_put_right(fitted: Any) -> None:
    bench = fitted("fluke_7341")
    bench.device._unit = "f"
    with pytest.raises(BadReply):
        bench.driver.temperature()
    bench.driver.set_temperature(Decimal(30), "°C")
    assert abs(bench.driver.temperature().value - 30) < Decimal("0.1")


def test_silence_is_a_lost_link(fitted: Any) -> None:
    bench = fitted("fluke_7341", timeout=0.2)
    bench.device.handle = lambda _message: None
    with pytest.raises(LinkError):
        bench.driver.temperature()
