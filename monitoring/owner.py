"""What reads the meters of one line: a wire, an OPC UA server, or a database. Everything here runs in one thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from drivers.roles import Reading
    from monitoring.sample import Point


@dataclass(frozen=True, slots=True)
class Taken:
    """A register that was read.

    Attributes:
        point: Of what.
        reading: What it showed; None where there is no value.
        at: When it was taken, seconds since 1970: by the time stamp of its source where that has one, else when it was read.
        problem: Why there is no value; empty where there is.
        doubts: What its source says of it, words of `monitoring.sample.FLAGS`.
    """

    point: Point
    reading: Reading | None
    at: float
    problem: str = ""
    doubts: tuple[str, ...] = ()


class Owner(Protocol):
    """The one owner of a line.

    Attributes:
        name: Its name in the monitor file.
        simulated: Meters that turned out to be simulated.
    """

    name: str
    simulated: set[str]

    @property
    def serials(self) -> Mapping[str, str]:
        """The serial number of each meter that told one when it was asked last."""
        ...

    def fit(self) -> None:
        """Prepare everything that can be prepared without asking anybody.

        Raises:
            InstrumentError: A driver that nobody has, a library that is missing, options that are not taken.
        """
        ...

    def read(self, due: Mapping[Point, int]) -> list[Taken]:
        """Read points, each for an instant; of a meter that does not answer, the others are not asked for."""
        ...

    def skew(self, meter: str) -> Decimal | None:
        """By how many seconds the clock of a meter, or of its source, is ahead; None without a clock.

        Raises:
            InstrumentError: It does not answer, or not with a time.
        """
        ...

    def profiled(self, meter: str) -> tuple[str, ...]:
        """Quantities of a meter whose earlier values can be asked for."""
        ...

    def recorded(self, point: Point, instants: Sequence[int]) -> dict[int, Taken | None]:
        """What was written down of a point at some instants; None where nothing was.

        Raises:
            InstrumentError: It does not answer.
        """
        ...

    def close(self) -> None:
        """Release the line."""
        ...
