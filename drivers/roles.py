"""What a bench can do, said without naming an instrument.

A regulation asks for roles; the bench file says which driver fills each. A role method either *reads* (returns a
`Reading`, journaled before it is used) or *acts* (returns nothing, journaled as a command). A person at a keyboard or a
filled-in form fills any reading role too, so nothing here may assume that an instrument answers.

Errors: every method raises only the errors of `drivers.errors`.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Reading:
    """One indication as it was received.

    Attributes:
        text: The text exactly as the instrument or the person gave it.
        value: The same number as a Decimal, with the digits of the text.
        unit: Unit of `value`, a symbol of `metrology.units`.
        trail: Texts received on the way to this reading (the readings of a change-point search), oldest first.
    """

    text: str
    value: Decimal
    unit: str
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who answered: as reported by the instrument itself, empty where it does not say."""

    maker: str = ""
    model: str = ""
    serial: str = ""
    firmware: str = ""
    text: str = ""


class Clock(Protocol):
    """The run's time. Nobody else sleeps or asks what time it is."""

    def now(self) -> datetime:
        """Wall-clock time, timezone-aware UTC."""
        ...

    def elapsed(self) -> Decimal:
        """Seconds since the clock was started; virtual in a simulated laboratory."""
        ...

    def sleep(self, seconds: Decimal) -> None:
        """Let time pass."""
        ...


@runtime_checkable
class Identified(Protocol):
    """An instrument that can say who it is; asked on opening, before anything else."""

    def identity(self) -> Identity:
        """Ask the instrument."""
        ...


@runtime_checkable
class Energised(Protocol):
    """An instrument with an output, and therefore with a safe state."""

    def make_safe(self) -> None:
        """Bring the output to the safe state and confirm it by reading back."""
        ...


class WeighingInstrument(Protocol):
    """A weighing instrument under test."""

    def indication(self) -> Reading:
        """Stable indication I."""
        ...

    def changeover(self, step: Decimal, unit: str) -> Reading:
        """Additional load ΔL: pieces of `step` are added until the indication rises by one interval, then removed."""
        ...

    def drop(self, step: Decimal, unit: str) -> Reading:
        """Load taken away in pieces of `step` until the indication falls by one interval; the pieces stay away."""
        ...

    def zero(self) -> None:
        """Set to zero."""
        ...

    def tare(self) -> None:
        """Take the present load as tare."""
        ...

    def clear_tare(self) -> None:
        """Clear the tare."""
        ...


class LoadHandler(Protocol):
    """Whoever puts weights on the load receptor: an operator, or a robot."""

    def place(self, load: Decimal, unit: str, position: str) -> None:
        """Put exactly `load` on the receptor at `position` (centre, 1…4), replacing what is there; 0 unloads."""
        ...

    def add(self, load: Decimal, unit: str) -> None:
        """Add weights gently to what is there; a negative load takes pieces away."""
        ...


class PriceDisplay(Protocol):
    """The customer display of a price-computing scale."""

    def price(self, unit_price: Decimal) -> Reading:
        """Price to pay shown for the present load at `unit_price` (currency per kg)."""
        ...


class PressureSource(Protocol):
    """A pressure controller: source and reference standard in one."""

    def set_pressure(self, value: Decimal, unit: str) -> None:
        """Go to a gauge pressure without overshoot and return when it is settled (flag and dwell)."""
        ...

    def pressure(self) -> Reading:
        """Measured gauge pressure."""
        ...

    def vent(self) -> None:
        """Open to atmosphere and return when that is complete."""
        ...


class PointerGauge(Protocol):
    """A dial read by a person, estimated to one fifth of a division."""

    def before_tap(self) -> Reading:
        """Pointer as it stands."""
        ...

    def after_tap(self) -> Reading:
        """Pointer after a light tap on the case."""
        ...


class Room(Protocol):
    """Environment of the measurement."""

    def temperature(self) -> Reading:
        """Air temperature in °C."""
        ...

    def humidity(self) -> Reading:
        """Relative humidity in %RH."""
        ...


class Inspector(Protocol):
    """Eyes: answers a visual or functional check."""

    def check(self, name: str) -> str:
        """Answer `conform`, `not_conform` or `not_applicable`, optionally followed by `: ` and a note."""
        ...


class Person:
    """Marks a role filled by the operator at the console or by a filled-in form: every question goes to them."""
