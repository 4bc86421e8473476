"""What hand-held gauges of length are verified with: gauge blocks set by a person, a display read by a person."""

from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from procedures.kit import Facts, Nameplate, Quantity, ReadItems, Requirements, ascending, quantity

S = TypeVar("S", bound="LengthGauge")
Millimetres = Annotated[Quantity, quantity("mm", lowest=0)]
Lengths = Annotated[tuple[Millimetres, ...], ascending]


class LengthGauge(Nameplate):
    """A gauge with its measuring range, its division and the lengths that it is verified at."""

    upper: Annotated[Quantity, quantity("mm", above=0)] = Field(title="测量上限 | Upper limit")
    division: Annotated[Quantity, quantity("mm", above=0)] = Field(title="分度值／分辨力 | Division or resolution")
    lengths: Lengths = Field(min_length=1, title="检定点 | Lengths verified")
    limits: ClassVar[Facts]
    """Facts with a table `mpe`, whose rows are upper limits in mm."""

    @property
    def size(self) -> str:
        """The smallest range of the table that holds its own."""
        rows = list(self.limits.table("mpe").rows)
        return next((row for row in rows if self.upper.to("mm").value <= int(row)), rows[-1])


class LengthItems(ReadItems[S]):
    """Verification with gauge blocks from the readings of a person; `size` of the nameplate chooses the limits."""

    under_test = "readout"

    def requirements(self) -> Requirements:
        """Every length within the range."""
        s = self.subject
        inside = s.lengths[-1].to("mm").value <= s.upper.to("mm").value
        yield self.require("lengths", s.lengths, f"≤ {s.upper}", inside, "points")
