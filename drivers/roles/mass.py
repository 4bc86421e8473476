"""Roles of mass: a weighing instrument under test, a balance as standard. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading
from drivers.roles.readings import SeriesReading, TextReading


@runtime_checkable
class WeighingInstrument(Protocol):
    """A weighing instrument under test."""

    @reading
    def indication(self) -> Reading:
        """Stable indication I."""
        ...

    @reading
    def changeover(self, step: Decimal, unit: str) -> Reading:
        """Additional load ΔL: pieces of `step` are added until the indication rises by one interval, then removed."""
        ...

    @reading
    def drop(self, step: Decimal, unit: str) -> Reading:
        """Load taken away in pieces of `step` until the indication falls by one interval; the pieces stay away."""
        ...

    @reading
    def software(self) -> TextReading:
        """Software identification as the instrument states it (OIML R 76-1:2006 5.5.1)."""
        ...

    @command("置零", "set to zero")
    def zero(self) -> None:
        """Set to zero."""
        ...

    @command("去皮", "take the tare")
    def tare(self) -> None:
        """Take the present load as tare."""
        ...

    @command("清除皮重", "clear the tare")
    def clear_tare(self) -> None:
        """Clear the tare."""
        ...


@runtime_checkable
class ControlInstrument(Protocol):
    """What weighs the load that an automatic weighing instrument is judged by: a balance, a weighbridge."""

    @reading
    def mass(self) -> Reading:
        """Stable indication, in the unit of the display.

        Raises:
            NotSettled: No stable value in the promised time.
            Reported: Overload, underload, hardware error.
        """
        ...


@runtime_checkable
class Balance(ControlInstrument, Protocol):
    """A balance or mass comparator used as reference (gravimetric methods, comparison of weights)."""

    @command("置零", "set to zero")
    def zero(self) -> None:
        """Set to zero; acknowledged by the instrument or verified by a reading."""
        ...

    @command("去皮", "take the tare")
    def tare(self) -> None:
        """Take the present load as tare; acknowledged by the instrument or verified by a reading."""
        ...


@runtime_checkable
class IndicationRecorder(Protocol):
    """A weighing indicator that sends its display unasked, and so can be recorded: settling, creep, drift of zero."""

    @reading
    def record(self, seconds: Decimal) -> SeriesReading:
        """The display over a time: seconds from the first frame, and the indication of each frame, steady or moving.

        Raises:
            Reported: Out of range.
            BadReply: A frame that is none.
            LinkError: Nothing is sent.
        """
        ...
