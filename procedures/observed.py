"""What a procedure gets of a reading that is no number: the points of a series, a file by its digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """A series.

    Attributes:
        points: Place and value of each point, places ascending.
        unit: Unit of the values.
        place_unit: Unit of the places.
    """

    points: tuple[tuple[Decimal, Decimal], ...]
    unit: str
    place_unit: str

    @property
    def lowest(self) -> Decimal | None:
        """The lowest value; None where there are no points."""
        return min((value for _, value in self.points), default=None)

    @property
    def highest(self) -> Decimal | None:
        """The highest value; None where there are no points."""
        return max((value for _, value in self.points), default=None)

    def reaches(self, level: Decimal) -> Decimal | None:
        """The first place at which the value is on the other side of a level than at the beginning, or on it.

        Nothing is interpolated: it is the place of a point. None where no point is.
        """
        if not self.points:
            return None
        rising = self.points[0][1] <= level
        return next((place for place, value in self.points if (value >= level if rising else value <= level)), None)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was kept; its bytes decide nothing, so a procedure does not see them.

    Attributes:
        name: Name of the file.
        media: Media type, by its content.
        size: Bytes.
        sha256: Digest.
    """

    name: str
    media: str
    size: int
    sha256: str
