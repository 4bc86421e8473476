"""Instruments that are verified evenly over a range of pressure, in rising and falling strokes."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from metrology.exact import divide
from procedures.kit import Nameplate, Quantity, quantity

Pressure = Annotated[Quantity, quantity("kPa")]


class PressureRange(Nameplate):
    """The range of an instrument."""

    lower: Pressure = Field(title="测量下限 | Lower limit")
    upper: Pressure = Field(title="测量上限 | Upper limit")

    @model_validator(mode="after")
    def _ascends(self) -> Self:
        low, high = self.ends()
        if low >= high:
            raise ValueError("the upper limit must be above the lower one")
        return self

    def ends(self) -> tuple[Decimal, Decimal]:
        """Both limits in kPa."""
        return self.lower.to("kPa").value, self.upper.to("kPa").value

    def even(self, number: int) -> list[Decimal]:
        """So many points from the lower limit to the upper one, in kPa."""
        low, high = self.ends()
        return [low + divide((high - low) * n, number - 1) for n in range(number)]


def strokes(marks: list[Decimal], cycles: int) -> Iterator[tuple[int, str, list[Decimal]]]:
    """Every stroke with its cycle, its direction, and its points."""
    for cycle in range(1, cycles + 1):
        yield cycle, "up", marks
        yield cycle, "down", marks[::-1]
