"""Meters that write their registers down by themselves, at times of their own clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from drivers.roles import Reading


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a meter wrote down.

    Attributes:
        face: Time that its own clock showed then, to the minute.
        reading: What the register showed.
    """

    face: datetime
    reading: Reading


@runtime_checkable
class StoredProfile(Protocol):
    """A meter with a stored load profile."""

    def profiled(self) -> tuple[str, ...]:
        """Quantities that `recorded` knows."""
        ...

    def recorded(self, quantity: str, face: datetime) -> Recorded | None:
        """What the meter wrote down at a time of its own clock; None where it has no record of that minute.

        Args:
            quantity: One of `profiled`.
            face: The time as its clock showed it, without a time zone.

        Raises:
            InstrumentError: The meter has no such quantity in its profile.
            Reported: The meter answers with an error.
            BadReply: Another meter or another record answers.
            LinkError: No answer in time.
        """
        ...
