"""What every role rests on: one reading, who answered, the run's clock, the safe state of an output."""

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


class Person:
    """Marks a role filled by the operator at the console or by a filled-in form: every question goes to them."""
