"""Roles of pressure. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading_of

_CONTACTS = {"lower": ("下限", "lower"), "upper": ("上限", "upper")}


def _pointing(contact: str, value: str, unit: str) -> Words:
    zh, en = _CONTACTS.get(contact, (f"{contact} ", contact))
    return Words(f"将{zh}设定指针置于 {value} {unit}", f"put the pointer of the {en} contact at {value} {unit}")


@runtime_checkable
class PressureSource(Protocol):
    """A pressure controller: source and reference standard in one."""

    @command("平稳升降压至 {value} {unit} 并稳定", "go smoothly to {value} {unit} and let it settle", energises=True)
    def set_pressure(self, value: Decimal, unit: str) -> None:
        """Go to a gauge pressure without overshoot and return when it is settled (flag and dwell)."""
        ...

    @reading_of("gauge_pressure")
    def pressure(self) -> Reading:
        """Measured gauge pressure."""
        ...

    @command("通大气", "vent to atmosphere", makes_safe=True)
    def vent(self) -> None:
        """Open to atmosphere and return when that is complete."""
        ...


@runtime_checkable
class DigitalGauge(Protocol):
    """A digital pressure gauge or transmitter that says its indication itself."""

    @reading_of("gauge_pressure")
    def indication(self) -> Reading:
        """Indicated gauge pressure, in the unit of the display.

        Raises:
            Reported: Over range or sensor fault.
        """
        ...


@runtime_checkable
class SetPointers(Protocol):
    """The pointers of a contact gauge that say where its contacts switch."""

    @command("", "", worded=_pointing)
    def set_pointer(self, contact: str, value: Decimal, unit: str) -> None:
        """Put the pointer of a contact at a value.

        Args:
            contact: `lower` or `upper`.
            value: Value on the dial.
            unit: Its unit.
        """
        ...


@runtime_checkable
class SwitchingContacts(Protocol):
    """The contacts of a gauge, and who sees them switch: a person with a lamp, an instrument on the terminals."""

    @reading_of("gauge_pressure")
    def switching_pressure(self, contact: str, direction: str) -> Reading:
        """What the standard shows when a contact switches, the pressure changing slowly from where it is now.

        Args:
            contact: `lower` or `upper`.
            direction: `rising` or `falling`.
        """
        ...
