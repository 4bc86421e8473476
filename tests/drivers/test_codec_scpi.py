"""SCPI replies that echo, and Vaisala lines."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drivers.codecs import scpi, vaisala
from drivers.codecs.numbers import Malformed

FRAMES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "frames/pace.yaml").read_text("utf-8"))


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f["id"])
def test_reply_answers_its_question_or_is_refused(frame: dict[str, Any]) -> None:
    if "payload" in frame:
        assert scpi.answer(frame["question"], frame["reply"]) == frame["payload"]
    else:
        with pytest.raises(Malformed):
            scpi.answer(frame["question"], frame["reply"])


def test_error_queue_entry() -> None:
    assert scpi.error_entry('0,"No error"') == (0, "No error")
    assert scpi.error_entry('-222,"Data out of range"') == (-222, "Data out of range")
    for text in ("0", "No error", '0;"x"', ""):
        with pytest.raises(Malformed):
            scpi.error_entry(text)


@given(st.text(max_size=30))
def test_any_reply_is_an_answer_or_refused(reply: str) -> None:
    try:
        payload = scpi.answer(":SENS:PRES?", reply)
    except Malformed:
        return
    assert "PRES" in reply.upper()
    assert reply.strip(" ").endswith(payload)


@pytest.mark.parametrize(
    ("reply", "value"), [("23.50", "23.50"), ("23.50,C", "23.50"), (" +2.350E+01 degC ", "23.50"), ("-0.5, c", "-0.5")]
)
def test_a_number_with_perhaps_its_unit(reply: str, value: str) -> None:
    assert scpi.quantity(reply, ("C", "CEL", "DEGC")) == Decimal(value)


@pytest.mark.parametrize("reply", ["23.50,F", "23.50,", "23.50 C C", "", "C", "9.9E37,C", "1.2.3,C", "23,5"])
def test_another_unit_or_no_number_is_refused(reply: str) -> None:
    with pytest.raises(Malformed):
        scpi.quantity(reply, ("C", "CEL", "DEGC"))


def test_vaisala_reading_keeps_its_digits() -> None:
    for line, humidity, temperature in (
        ("RH= 45.1 %RH T= 20.3 'C", "45.1", "20.3"),
        (">RH=  5.0 %RH T= -3.1 'C ", "5.0", "-3.1"),
    ):
        found = vaisala.humidity_and_temperature(line)
        assert {unit: str(value) for unit, value in found.items()} == {"%RH": humidity, "°C": temperature}


@pytest.mark.parametrize(
    "line", ["RH= 16.03%RH T= 74.66'F", "RH=*****%RH T= 20.3 'C", "SEND", "", "RH= 45.1 %RH T= 'C"]
)
def test_vaisala_other_units_and_stars_are_refused(line: str) -> None:
    with pytest.raises(Malformed):
        vaisala.humidity_and_temperature(line)


def test_vaisala_identity() -> None:
    assert vaisala.version("HMT330 / 5.16") == ("HMT330", "5.16")
    assert vaisala.serial_number("Serial number : E1150001") == "E1150001"
    with pytest.raises(Malformed):
        vaisala.serial_number("Unknown command")
