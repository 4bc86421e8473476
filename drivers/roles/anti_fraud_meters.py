"""Roles of investigations of electricity meters. Errors: every method raises only the errors of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading
from drivers.roles.readings import TextReading

_PHASES = {"a": "A", "b": "B", "c": "C"}


def _setting(quantity: str, value: str, unit: str) -> Words:
    if quantity == "field":
        on = value not in {"0", "0.0"}
        return (
            Words("将磁铁贴近电能表", "hold the magnet to the meter")
            if on
            else Words("移开磁铁", "take the magnet away")
        )
    phase = _PHASES.get(quantity, quantity)
    return Words(f"{phase} 相加 {value} {unit} 负载", f"load phase {phase} with {value} {unit}")


@runtime_checkable
class InvestigatedMeter(Protocol):
    """A meter in service with its load, as a person works and reads it."""

    @command("", "", worded=_setting)
    def apply_to(self, quantity: str, value: Decimal, unit: str) -> None:
        """Load one phase, or bring a magnet near.

        Args:
            quantity: `a`, `b`, `c` or `field`.
            value: Power, or 1 and 0 for the magnet.
            unit: ``kW``, or ``1``.
        """
        ...

    @command("记下起始电量，与标准表同时开始", "note the register, and begin together with the reference meter")
    def begin(self) -> None:
        """Energy is counted from here, on both meters."""
        ...

    @command("切除全部负载", "take all load off")
    def rest(self) -> None:
        """No energy flows."""
        ...

    @reading
    def energy(self) -> Reading:
        """Energy that the register shows since the beginning."""
        ...

    @reading
    def pulses(self) -> Reading:
        """Pulses of the test output since the beginning."""
        ...

    @reading
    def billed(self) -> Reading:
        """Energy that the back end of the supplier has for the same time."""
        ...


@runtime_checkable
class MeterEvents(Protocol):
    """What a meter recorded of itself: read over its line, or by a person on its display."""

    @reading
    def cover_openings(self) -> Reading:
        """Openings of the cover that the meter recorded."""
        ...

    @reading
    def field_events(self) -> Reading:
        """Magnetic fields that the meter recorded."""
        ...

    @reading
    def software(self) -> TextReading:
        """Software identification that the meter states."""
        ...


@runtime_checkable
class SeriesReference(Protocol):
    """A reference meter of the laboratory in series with the meter."""

    @reading
    def reference_energy(self) -> Reading:
        """Energy since the beginning."""
        ...
