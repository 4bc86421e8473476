"""Roles of the verification of weights. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading


@runtime_checkable
class WeightHandler(Protocol):
    """Puts weights on a mass comparator, the reference and the one under test in turn: an operator or a robot."""

    @command(
        "在比较仪上放标准砝码 {nominal} {unit}（取下原有砝码）",
        "put the reference weight of {nominal} {unit} on the comparator, in place of what is there",
    )
    def place_reference(self, nominal: Decimal, unit: str) -> None:
        """Have only the reference of a nominal value on the comparator; put it down again if it is there already."""
        ...

    @command(
        "在比较仪上放被检砝码 {weight}（取下原有砝码）",
        "put the weight under test {weight} on the comparator, in place of what is there",
    )
    def place_test(self, weight: str) -> None:
        """Have only this weight under test on the comparator; put down again if it is there already."""
        ...


@runtime_checkable
class Magnetometer(Protocol):
    """A gaussmeter or susceptometer for weights."""

    @reading
    def polarisation(self, weight: str) -> Reading:
        """Largest magnetic polarisation µ₀M over the surface of a weight under test, in µT."""
        ...
