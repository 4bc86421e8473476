"""The clock of a meter is read as what it is: the meter's, right or wrong, and never the station's."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.codecs import clock_face
from drivers.codecs.numbers import Malformed, Refused
from drivers.errors import BadReply, Reported
from drivers.roles import MeterClock
from drivers.simulation import catalogue
from drivers.simulation.faults import Fault
from drivers.simulation.meter_dlt645 import SimulatedDLT645
from drivers.simulation.time import VirtualTime

METERS = ["dlt645", "dlt698", "iec62056_21", "dlms"]
#: Seconds of the face from 2000-01-01 00:00:00 to 2026-11-23 09:30:00, counted by hand: 9823 days, 34 200 s.
BEGINS = Decimal(9823 * 86400 + 34200)
SLOW = 86400 + 3600 + 60 + 1


@pytest.mark.parametrize("name", METERS)
def test_a_clock_that_goes_wrong_is_read_as_it_is(metered: Callable[..., Any], world: VirtualTime, name: str) -> None:
    device = catalogue.alone(name, world)
    with metered(name, device) as meter:
        assert isinstance(meter, MeterClock)
        meter.identity()
        energy = str(meter.reading("active_energy_import").value)
        assert (meter.clock().value, meter.clock().unit) == (BEGINS, "s")
        world.advance(Decimal(75))
        assert meter.clock().value == BEGINS + 75
        device.mishaps["clock_wrong"]()  # type: ignore[attr-defined]
        assert meter.clock().value == BEGINS + 75 - SLOW
        assert meter.clock().text != ""
        world.advance(Decimal(10))
        assert meter.clock().value == BEGINS + 85 - SLOW
        assert Decimal(energy) <= meter.reading("active_energy_import").value  # no register went back with it


@pytest.mark.parametrize("edition", ["2007", "1997"])
def test_a_date_that_changes_between_date_and_time_is_asked_for_again(
    metered: Callable[..., Any], world: VirtualTime, edition: str
) -> None:
    """The clock is set back a day between the date and the time: of the two dates, none is put to the other's time."""
    device = catalogue.alone("dlt645", world)
    assert isinstance(device, SimulatedDLT645)
    device = SimulatedDLT645(device.model, device.name, edition)
    with metered("dlt645", device, {"edition": edition, "address": device.address(12)}) as meter:
        meter.identity()
        answer, asked = device._content, list[str]()

        def turned(identifier: str, own: bytes) -> bytes | None:
            asked.append(identifier)
            if len(asked) in changes:
                device.model.turn_back()
            return answer(identifier, own)

        device._content = turned  # type: ignore[method-assign]
        changes = {2}
        assert meter.clock().value == BEGINS - SLOW
        assert len(asked) == 6
        changes = {8, 11}
        with pytest.raises(BadReply, match="another one each time"):
            meter.clock()
        assert len(asked) == 12


def test_a_date_that_no_calendar_has(metered: Callable[..., Any], world: VirtualTime) -> None:
    """A meter whose clock has lost its battery shows zeros: an error, not a moment."""
    device = catalogue.alone("dlt645", world)
    with metered("dlt645", device) as meter:
        meter.identity()
        device._content = lambda identifier, _own: bytes(4 if identifier == "04000101" else 3)  # type: ignore[attr-defined]
        with pytest.raises(BadReply, match="no date with a time"):
            meter.clock()


def test_a_dlms_clock_that_says_it_is_invalid(dlms_clock: Callable[[bytes], Any]) -> None:
    right = bytes.fromhex("07EA 0B 17 01 09 1E 00 00 8000 00")
    assert dlms_clock(right).clock().value == BEGINS
    for status in (1, 2, 8):
        with pytest.raises(Reported, match="of its clock"):
            dlms_clock(right[:11] + bytes([status])).clock()
    with pytest.raises(BadReply, match="no date with a time"):
        dlms_clock(b"\xff" * 4 + right[4:]).clock()


@pytest.fixture
def dlms_clock(metered: Callable[..., Any], world: VirtualTime) -> Any:
    """A DLMS meter whose clock is the given octets."""
    from contextlib import ExitStack

    with ExitStack() as opened:

        def made(octets: bytes) -> Any:
            device: Any = catalogue.alone("dlms", world)
            objects, answer = device._objects, device._objects._attribute
            objects._attribute = lambda interface, *rest: (
                b"\x09\x0c" + octets if interface == 8 else answer(interface, *rest)
            )
            meter = opened.enter_context(metered("dlms", device))
            meter.identity()
            return meter

        yield made


@pytest.mark.parametrize("name", METERS)
def test_the_fault_comes_by_schedule(metered: Callable[..., Any], world: VirtualTime, name: str) -> None:
    device = catalogue.alone(name, world)
    faults = [Fault("clock_wrong", 6)]
    with metered(name, device, faults=faults) as meter:
        meter.identity()
        found = {meter.clock().value for _reading in range(8)}
    assert found == {BEGINS, BEGINS - SLOW}


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001  a face has no time zone
def test_every_form_is_the_same_moment_of_the_face(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    expected = Decimal(int((moment - datetime(2000, 1, 1)).total_seconds()))  # noqa: DTZ001
    year = moment.year.to_bytes(2, "big")
    _, month, day, hour, minute, second, *_ = moment.timetuple()
    assert clock_face.of_texts(f"{moment:%y%m%d}", f"{moment:%H%M%S}") == expected
    assert clock_face.of_texts(f"{moment:%y-%m-%d}", f"{moment:%H:%M:%S}") == expected
    assert clock_face.of_date_time_s(year + bytes([month, day, hour, minute, second])) == expected
    octets = year + bytes([month, day, 255, hour, minute, second, 255, 0x80, 0, 255])
    assert clock_face.of_date_time(octets) == expected


@given(st.binary(max_size=14), st.text(max_size=9), st.text(max_size=9))
def test_anything_else_ends_in_typed_errors(data: bytes, date: str, time: str) -> None:
    for decode in (
        lambda: clock_face.of_date_time(data),
        lambda: clock_face.of_date_time_s(data),
        lambda: clock_face.of_texts(date, time),
    ):
        try:
            assert decode() == decode()
        except (Malformed, Refused):
            continue


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("261332", "101010"),
        ("260230", "101010"),
        ("261123", "240000"),
        ("26/11/23", "10:10:10"),
        ("20261123", "101010"),
    ],
)
def test_no_such_moment(date: str, time: str) -> None:
    with pytest.raises(Malformed):
        clock_face.of_texts(date, time)
