"""Roles of any quantity: a display that is read, a standard that is applied. Errors: only those of `drivers.errors`.

They serve quantities that have no role of their own: a person, a form, a driver or a simulated unit fills them. A
regulation that wants its own words for a command defines a subclass with the same methods.
"""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading
from drivers.roles.readings import SeriesReading


@runtime_checkable
class Display(Protocol):
    """An instrument that shows one number."""

    @reading
    def indication(self) -> Reading:
        """What it shows now, in the unit of its display.

        Raises:
            NotSettled: No steady value in the promised time.
            Reported: Over range, or a fault.
        """
        ...


@runtime_checkable
class MultiDisplay(Protocol):
    """An instrument that shows several quantities: an exhaust analyser, a heat meter, a taximeter."""

    @reading
    def indication_of(self, quantity: str) -> Reading:
        """What it shows now of a quantity.

        Args:
            quantity: A key in ASCII, such as `CO` or `volume`.
        """
        ...


@runtime_checkable
class AppliedStandard(Protocol):
    """A standard of fixed or chosen values: gas from bottles, buffer solutions, gauge blocks, filters, weights."""

    @command("施加标准值 {value} {unit}", "apply the standard of {value} {unit}")
    def apply(self, value: Decimal, unit: str) -> None:
        """Let the unit under test see this value in place of the present one; return when it is there."""
        ...

    @reading
    def value(self) -> Reading:
        """Value of the standard as it says itself: its display, or its label."""
        ...


@runtime_checkable
class AdjustableSource(Protocol):
    """A source that is set and has an output: a flow bench, a sound calibrator, a simulator of signals."""

    @command("将输出设为 {value} {unit} 并待稳定", "set the output to {value} {unit} and let it settle", energises=True)
    def apply(self, value: Decimal, unit: str) -> None:
        """Put out a value; return when it has settled."""
        ...

    @reading
    def value(self) -> Reading:
        """What the source says that it puts out."""
        ...

    @command("关闭输出", "switch the output off", makes_safe=True)
    def off(self) -> None:
        """Put out nothing; the safe state."""
        ...


@runtime_checkable
class MultiSource(Protocol):
    """A source of several quantities: a gas mixer, a generator of level and frequency, a flow bench."""

    @command(
        "将 {quantity} 设为 {value} {unit} 并待稳定",
        "set {quantity} to {value} {unit} and let it settle",
        energises=True,
    )
    def apply_to(self, quantity: str, value: Decimal, unit: str) -> None:
        """Put out a value of one quantity; return when it has settled.

        Args:
            quantity: A key in ASCII, such as `CO` or `level`.
            value: Value.
            unit: Its unit.
        """
        ...

    @reading
    def value_of(self, quantity: str) -> Reading:
        """What the source says that it puts out of a quantity."""
        ...

    @command("关闭全部输出", "switch all outputs off", makes_safe=True)
    def off(self) -> None:
        """Put out nothing; the safe state."""
        ...


@runtime_checkable
class Stopwatch(Protocol):
    """How long something takes: until a display follows, until an alarm sounds."""

    @reading
    def response(self) -> Reading:
        """Seconds from the last change at the input of the unit under test until it has responded."""
        ...


@runtime_checkable
class ResponseRecorder(Protocol):
    """A record of what a display shows after a change at its input: by the instrument itself, a logger, a camera."""

    @reading
    def recording(self, quantity: str, seconds: Decimal) -> SeriesReading:
        """The display of a quantity over a time that begins with the last change at the input.

        The first point is what it showed before the change.

        Args:
            quantity: A key in ASCII, such as `CO`.
            seconds: How long.
        """
        ...
