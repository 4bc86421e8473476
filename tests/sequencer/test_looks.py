"""Positions that look at the room at one moment are shown one reading; nobody is shown an old one."""

from decimal import Decimal

import pytest

from drivers.roles import Reading
from sequencer.looks import Looks
from sequencer.reading_source import Call

AIR, HUMIDITY = Call("room", "temperature"), Call("room", "humidity")


class Room:
    """A clock, and an instrument that shows how often it was read."""

    def __init__(self) -> None:
        self.now, self.read = Decimal(0), 0

    def elapsed(self) -> Decimal:
        return self.now

    def look(self) -> Reading:
        self.read += 1
        return Reading(str(self.read), Decimal(self.read), "°C")


@pytest.mark.parametrize(("later", "shown"), [("0", 1), ("0.999", 1), ("1", 2), ("60", 2)])
def test_a_look_within_a_second_is_shared(later: str, shown: int) -> None:
    room = Room()
    looks = Looks(room)  # type: ignore[arg-type]
    assert looks.of(AIR, room.look).value == 1
    room.now = Decimal(later)
    assert looks.of(AIR, room.look).value == shown


def test_each_quantity_is_read() -> None:
    room = Room()
    looks = Looks(room)  # type: ignore[arg-type]
    assert [looks.of(call, room.look).value for call in (AIR, HUMIDITY, AIR)] == [1, 2, 1]


def test_a_failed_look_is_not_kept() -> None:
    room = Room()
    looks = Looks(room)  # type: ignore[arg-type]

    def fails() -> Reading:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  ours, without words
        looks.of(AIR, fails)
    assert looks.of(AIR, room.look).value == 1
