"""Roles that a person fills on most benches. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading, reading_of


def _placing(load: str, unit: str, position: str) -> Words:
    if not load.strip("-0."):
        return Words("卸下全部载荷", "remove all weights from the load receptor")
    if position == "centre":
        return Words(
            f"在中心放置 {load} {unit}（替换原有载荷）", f"put {load} {unit} at the centre, replacing the present load"
        )
    return Words(
        f"在位置 {position} 放置 {load} {unit}（替换原有载荷）",
        f"put {load} {unit} at position {position}, replacing the present load",
    )


def _adding(load: str, unit: str) -> Words:
    if load.startswith("-"):
        return Words(f"取下 {load[1:]} {unit}", f"take away {load[1:]} {unit}")
    return Words(f"轻轻加放 {load} {unit}", f"gently add {load} {unit}")


@runtime_checkable
class LoadHandler(Protocol):
    """Puts weights on the load receptor: an operator or a robot."""

    @command("", "", worded=_placing)
    def place(self, load: Decimal, unit: str, position: str) -> None:
        """Put exactly `load` on the receptor at `position` (centre, 1…4), replacing what is there; 0 unloads."""
        ...

    @command("", "", worded=_adding)
    def add(self, load: Decimal, unit: str) -> None:
        """Add weights gently to what is there; a negative load takes pieces away."""
        ...


@runtime_checkable
class Leads(Protocol):
    """Connects the leads: an operator or a scanner. Every output is in standby when this is asked."""

    @command("连接“{circuit}”线路，拆除其他连接", "connect the leads for {circuit}, in place of all others")
    def connect(self, circuit: str) -> None:
        """Make the connections called `circuit` (`voltage`, `current`, `2-wire`, `4-wire`) in place of all others."""
        ...


@runtime_checkable
class PointerGauge(Protocol):
    """A dial read by a person, estimated to one fifth of a division."""

    @reading_of("gauge_pressure")
    def before_tap(self) -> Reading:
        """Pointer as it stands."""
        ...

    @reading_of("gauge_pressure")
    def after_tap(self) -> Reading:
        """Pointer after a light tap on the case."""
        ...


@runtime_checkable
class PriceDisplay(Protocol):
    """The customer display of a price-computing scale."""

    @reading
    def price(self, unit_price: Decimal) -> Reading:
        """Price to pay shown for the present load at `unit_price` (currency per kg)."""
        ...


@runtime_checkable
class Inspector(Protocol):
    """Answers visual and functional checks."""

    @reading
    def check(self, name: str) -> str:
        """Answer `conform`, `not_conform` or `not_applicable`, optionally followed by `: ` and a note."""
        ...
