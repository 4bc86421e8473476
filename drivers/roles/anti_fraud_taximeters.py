"""Roles of investigations of taximeters. Errors: every method raises only the errors of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading
from drivers.roles.motion import HiredDistance, RollerBench
from drivers.roles.readings import SeriesReading

_STATES = {
    ("blind", "0"): Words("告知驾驶员正在检测", "let the driver know that this is a test"),
    ("blind", "1"): Words(
        "不告知驾驶员：以乘客身份乘车，驾驶员照常营运",
        "do not let the driver know: ride as a passenger in ordinary service",
    ),
}


def _switching(quantity: str, value: str, unit: str) -> Words:  # noqa: ARG001  a state has no unit
    return _STATES.get((quantity, value), Words(f"将 {quantity} 置于 {value}", f"set {quantity} to {value}"))


@runtime_checkable
class RoadRun(RollerBench, Protocol):
    """A ride on a road whose track a GNSS receiver of the laboratory keeps: the distance is that along the track."""


@runtime_checkable
class InvestigatedTaximeter(HiredDistance, Protocol):
    """A taximeter whose parameters are read, and whose driver knows of the test or does not."""

    @command("", "", worded=_switching)
    def apply_to(self, quantity: str, value: Decimal, unit: str) -> None:
        """Bring one state about.

        Args:
            quantity: `blind`.
            value: 1 for on, 0 for off.
            unit: ``1``.
        """
        ...

    @command("竖起空车牌（空车状态），里程与金额清零", "put the flag up (for hire); distance and fare begin from zero")
    def for_hire(self) -> None:
        """Nobody rides: nothing may be billed."""
        ...

    @reading
    def constant(self) -> Reading:
        """Constant K that the taximeter shows among its parameters, in 1/km."""
        ...

    @reading
    def changes(self) -> Reading:
        """Changes of K that its log holds since the seals were put on."""
        ...

    @reading
    def circumference(self) -> Reading:
        """Circumference of a driving wheel under load: the way of ten turns on a level floor, divided by ten."""
        ...

    @reading
    def recording(self, quantity: str, seconds: Decimal) -> SeriesReading:
        """Its pulses since the ride began, by the second.

        Args:
            quantity: `pulses`.
            seconds: How long.
        """
        ...
