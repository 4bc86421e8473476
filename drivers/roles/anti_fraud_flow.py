"""Roles of investigations of water, gas and heat meters. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading


def _switching(quantity: str, value: str, unit: str) -> Words:  # noqa: ARG001  a state has no unit
    if value in {"0", "0.0"}:
        return Words("移开磁铁", "take the magnet away")
    return Words("将磁铁贴近计数器", "hold the magnet to the register")


@runtime_checkable
class InvestigatedFlowMeter(Protocol):
    """A water, gas or heat meter whose register a person reads, and whose bill is looked up in the back end."""

    @command("", "", worded=_switching)
    def apply_to(self, quantity: str, value: Decimal, unit: str) -> None:
        """Bring one state about.

        Args:
            quantity: `field`, a magnet.
            value: 1 for on, 0 for off.
            unit: ``1``.
        """
        ...

    @reading
    def register(self) -> Reading:
        """What the register shows, in m³ or kWh."""
        ...

    @reading
    def billed(self) -> Reading:
        """What the back end of the supplier has as the reading of this meter, in m³ or kWh."""
        ...


@runtime_checkable
class FlowReference(Protocol):
    """A reference meter of the laboratory in series with the meter, and the valves of the line."""

    @command(
        "将流量调至 {value} {unit} 并稳定（负值为反向）",
        "set the flow to {value} {unit} and let it settle (negative: backwards)",
        energises=True,
    )
    def set_flow(self, value: Decimal, unit: str) -> None:
        """Let it flow through both meters, or backwards."""
        ...

    @command("关闭阀门", "close the valve", makes_safe=True)
    def stop(self) -> None:
        """Let nothing flow; the safe state."""
        ...

    @command("标准表清零", "set the reference meter to zero")
    def reset(self) -> None:
        """Count from zero."""
        ...

    @reading
    def passed(self) -> Reading:
        """What has passed since it was reset, in m³ or kWh; below 0 what has passed backwards."""
        ...
