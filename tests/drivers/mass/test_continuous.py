"""Indicators in continuous output: frames from hand-made bytes, and the driver against its simulator."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs import continuous as codec
from drivers.codecs.numbers import Malformed, Refused
from drivers.errors import BadReply, InstrumentError, NeedsPerson, NotSettled, Reported
from drivers.simulation.device import Name
from drivers.simulation.faults import Fault, FaultPlan
from drivers.simulation.mass_continuous import SimulatedIndicator
from drivers.simulation.mass_pan import Pan

# STX, A: three decimals, B: kg and at rest, C: unit from B; 001.234 kg, tare 0
TOLEDO = bytes([0x02, 0x2D, 0x30, 0x20]) + b"001234" + b"000000"
XK3190 = bytes.fromhex("02 2B 30 30 31 32 33 34 33 31 43")


def toledo(a: int = 0x2D, b: int = 0x30, c: int = 0x20, digits: bytes = b"001234") -> bytes:
    return bytes([0x02, a, b, c]) + digits + b"000000"


def test_toledo_frame() -> None:
    assert codec.toledo(TOLEDO) == codec.Frame(Decimal("1.234"), "kg", moving=False, net=False)
    assert codec.toledo(toledo(b=0x32)).value == Decimal("-1.234")
    assert codec.toledo(toledo(b=0x38)).moving is True
    assert codec.toledo(toledo(b=0x31)).net is True
    assert codec.toledo(toledo(b=0x20)).unit == "lb"
    assert codec.toledo(toledo(c=0x21)).unit == "g"
    assert codec.toledo(toledo(digits=b"  1234")).value == Decimal("1.234")


@pytest.mark.parametrize(
    ("a", "value"),
    [
        (0x28, "123400"),
        (0x29, "12340"),
        (0x2A, "1234"),
        (0x2B, "123.4"),
        (0x2C, "12.34"),
        (0x2D, "1.234"),
        (0x2E, "0.1234"),
    ],
)
def test_position_of_the_point(a: int, value: str) -> None:
    assert codec.toledo(toledo(a=a)).value == Decimal(value)


@pytest.mark.parametrize("b", [0x34, 0x70])
def test_out_of_range(b: int) -> None:
    with pytest.raises(Refused):
        codec.toledo(toledo(b=b))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        TOLEDO[1:],
        TOLEDO + b"0",
        toledo(digits=b"------"),
        toledo(digits=b"12.345"),
        toledo(c=0x30),
        toledo(c=0x26),
    ],
)
def test_no_toledo_frame(raw: bytes) -> None:
    with pytest.raises(Malformed):
        codec.toledo(raw)


def test_xk3190_frame() -> None:
    check = 0
    for byte in XK3190[1:9]:
        check ^= byte
    assert codec.xk3190(XK3190[:9] + f"{check:02X}".encode()) == codec.Frame(Decimal("1.234"), "", None, None)
    for at in range(9):
        spoilt = bytearray(XK3190[:9] + f"{check:02X}".encode())
        spoilt[at] ^= 0x01
        with pytest.raises(Malformed):
            codec.xk3190(bytes(spoilt))


def indicator(form: Any) -> Any:
    return lambda time: SimulatedIndicator(Pan(150000.0, Decimal(50)), Name("", "", "", ""), time, form)


@pytest.mark.parametrize(("form", "options"), [("toledo", {}), ("xk3190", {"format": "xk3190", "unit": "kg"})])
def test_display_is_read_when_it_stands_still(fitted: Any, form: str, options: dict[str, str]) -> None:
    bench = fitted("continuous_indicator", device=indicator(form), options=options)
    bench.device.pan.place(60000.0, -100.0)
    reading = bench.driver.indication()
    assert (str(reading.value), reading.unit) == ("60.000", "kg")
    bench.device.pan.place(20000.0, -100.0)
    assert bench.driver.indication().value == 20  # nothing that was on the line before the question


def test_moving_display_is_no_indication(fitted: Any) -> None:
    bench = fitted("continuous_indicator", options={"frames": "10"})
    bench.device.pan.place(60000.0, 0.0)
    with pytest.raises(NotSettled):
        bench.driver.indication()


def test_overload(fitted: Any) -> None:
    bench = fitted("continuous_indicator")
    bench.device.pan.place(200000.0, -100.0)
    with pytest.raises(Reported, match="range"):
        bench.driver.indication()


def test_another_format_is_a_bad_reply(fitted: Any) -> None:
    with pytest.raises(BadReply):
        fitted("continuous_indicator", device=lambda _time: _Babbler()).driver.indication()


class _Babbler(SimulatedIndicator):
    def __init__(self) -> None:
        self.name = Name("", "", "", "")

    def say(self) -> bytes:
        return b"ST,GS,+0012.34kg\r"


def test_a_wrong_check_sum_and_then_the_display_again(fitted: Any) -> None:
    """A fault of what is said unasked stands as long as the schedule holds it."""
    bench = fitted(
        "continuous_indicator",
        device=indicator("xk3190"),
        options={"format": "xk3190", "unit": "kg"},
        faults=(Fault("checksum", 1),),
    )
    bench.device.pan.place(60000.0, -100.0)
    for _reading in range(3):
        with pytest.raises(BadReply, match="check"):
            bench.driver.indication()
    bench.device.mishaps = {}
    assert bench.driver.indication().value == 60


def test_a_fault_of_what_is_said_unasked_begins_with_its_frame() -> None:
    silence = Fault("silence", 3)
    plan = FaultPlan((silence,))
    assert [plan.standing() for _frame in range(5)] == [None, None, silence, silence, silence]
    assert plan.met == [silence]


@pytest.mark.parametrize(
    ("kind", "error", "what"),
    [
        ("wrong_unit", BadReply, "in lb"),
        ("busy", NotSettled, "stable"),
        ("hardware_error", Reported, "range"),
    ],
)
def test_what_happens_to_the_indicator_itself(fitted: Any, kind: Any, error: type[Exception], what: str) -> None:
    bench = fitted("continuous_indicator", options={"frames": "5"}, faults=(Fault(kind, 1),))
    bench.device.pan.place(60000.0, -100.0)
    with pytest.raises(error, match=what):
        bench.driver.indication()


def test_a_frozen_display_shows_what_it_showed(fitted: Any) -> None:
    bench = fitted("continuous_indicator", faults=(Fault("stuck", 1),))
    assert bench.driver.indication().value == 0
    bench.device.pan.place(60000.0, -100.0)
    assert bench.driver.indication().value == 0  # nobody can tell by wire


def test_what_only_a_person_can_do(fitted: Any) -> None:
    driver = fitted("continuous_indicator").driver
    for act in (driver.zero, driver.tare, driver.clear_tare, lambda: driver.changeover(Decimal(5), "g")):
        with pytest.raises(NeedsPerson):
            act()


def test_options(fitted: Any) -> None:
    for options in ({"format": "xk3190"}, {"unit": "kg"}, {"format": "other"}):
        with pytest.raises(InstrumentError, match="do not fit"):
            fitted("continuous_indicator", options=options)
