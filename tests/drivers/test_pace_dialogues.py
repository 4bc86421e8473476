"""Dialogues of the PACE as its manual prints them, through PyMeasure's own test adapter."""

from decimal import Decimal
from typing import Any

import pytest
from pymeasure.test import expected_protocol

from drivers.codecs.numbers import Malformed
from drivers.pressure.pace_instrument import Pace

QUERIES = [
    ("output", b":OUTP:STAT?", b":OUTP:STAT 0", False),
    ("setpoint", b":SOUR:PRES:LEV:IMM:AMPL?", b":SOUR:PRES:LEV:IMM:AMPL 0.40000", Decimal("0.40000")),
    ("pressure", b":SENS:PRES?", b"SENS1:PRES 35.08", ("35.08", Decimal("35.08"))),
    ("in_limits", b":SENS:PRES:INL?", b":SENS:PRES:INL 0.3999998, 1", (Decimal("0.3999998"), True)),
    ("unit", b":UNIT:PRES?", b":UNIT:PRES MPA", "MPA"),
    ("venting", b":SOUR:PRES:LEV:IMM:AMPL:VENT?", b":SOUR:PRES:LEV:IMM:AMPL:VENT 1", 1),
    ("error", b":SYST:ERR?", b':SYST:ERR -222,"Data out of range"', (-222, "Data out of range")),
]


@pytest.mark.parametrize(("name", "question", "reply", "value"), QUERIES, ids=[q[0] for q in QUERIES])
def test_query(name: str, question: bytes, reply: bytes, value: Any) -> None:
    with expected_protocol(Pace, [(question, reply)]) as pace:
        assert getattr(pace, name) == value


COMMANDS = [
    ("setpoint", Decimal("0.40"), b":SOUR:PRES:LEV:IMM:AMPL 0.40"),
    ("slew", Decimal("0.05"), b":SOUR:PRES:SLEW 0.05"),
    ("output", "1", b":OUTP:STAT 1"),
    ("unit", "MPA", b":UNIT:PRES MPA"),
    ("overshoot", "0", b":SOUR:PRES:SLEW:OVER 0"),
    ("venting", "1", b":SOUR:PRES:LEV:IMM:AMPL:VENT 1"),
]


@pytest.mark.parametrize(("name", "value", "line"), COMMANDS, ids=[c[0] for c in COMMANDS])
def test_command(name: str, value: Any, line: bytes) -> None:
    with expected_protocol(Pace, [(line, None)]) as pace:
        setattr(pace, name, value)


@pytest.mark.parametrize(
    "reply", [b"", b"35.08", b":SENS:PRES 9.9E+37", b":SENS:PRES 9.91E37", b":SENS:PRES NAN", b":OUTP:STAT 0"]
)
def test_a_reply_that_is_no_pressure_is_never_a_value(reply: bytes) -> None:
    with expected_protocol(Pace, [(b":SENS:PRES?", reply)]) as pace, pytest.raises(Malformed):
        _ = pace.pressure


@pytest.mark.parametrize(
    ("name", "value"),
    [("setpoint", 0.4), ("setpoint", Decimal("NaN")), ("unit", "TORR"), ("output", "ON"), ("slew", "fast")],
)
def test_nothing_is_sent_that_was_not_validated(name: str, value: Any) -> None:
    with expected_protocol(Pace, []) as pace, pytest.raises(ValueError, match="is not"):
        setattr(pace, name, value)
