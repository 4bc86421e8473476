"""Roles of vessels that measure. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.marks import command


@runtime_checkable
class FuelMeasure(Protocol):
    """Chambers that are filled and emptied by hand or by a coin."""

    @command("量取 {value} {unit} 并全部放入量器", "measure out {value} {unit} and deliver all of it into the measure")
    def deliver(self, value: Decimal, unit: str) -> None:
        """Measure out one quantity and deliver it into the standard measure, which was empty."""
        ...
