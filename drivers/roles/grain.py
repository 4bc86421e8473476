"""Roles of grain moisture meters. Errors: only those of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading


@runtime_checkable
class GrainSamples(Protocol):
    """Samples of grain whose content of water is known from a reference method."""

    @command("将第 {number} 号样品倒入测量腔", "pour sample {number} into the measuring cell")
    def pour(self, number: str) -> None:
        """Let the meter measure this sample."""
        ...

    @reading
    def content(self) -> Reading:
        """Content of water of the sample, in % of its mass, by the reference method."""
        ...


@runtime_checkable
class GrainMoistureMeter(Protocol):
    """A grain moisture meter that a person works."""

    @command("选择谷物种类 {species}", "select the species {species}")
    def select(self, species: str) -> None:
        """Measure by the curve of a species."""
        ...

    @reading
    def moisture(self) -> Reading:
        """Content of water shown, in % of the mass."""
        ...

    @reading
    def control_value(self) -> Reading:
        """The control value of the selected curve, which is found without a sample."""
        ...
