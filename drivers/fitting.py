"""What the bench hands a driver when it fits it into a role."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, Self

from drivers.codecs.numbers import Malformed, Refused
from drivers.errors import InstrumentError, Reported
from drivers.roles import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from drivers.link.line import Line, LineLink


class SimulatedLaboratory(Protocol):
    """The line to a simulated laboratory, through which its people act and its time passes."""

    def ask(self, do: str, **arguments: str) -> dict[str, Any]:
        """Have one thing done; raises `LinkError` if the laboratory is gone and `Reported` if it refuses."""
        ...


@dataclass(frozen=True, slots=True)
class Fitting:
    """A driver's place on the bench.

    Attributes:
        role: Role it fills.
        where: Role and address for error messages.
        clock: The run's time.
        link: Its line, None for a driver that needs none.
        uses: Other roles it works with, by the name the driver gives them.
        options: The role's `options` table of the bench file.
        laboratory: Line to the simulated laboratory, None on a real bench.
        position: Position on the bench, `1` on a bench for one unit.
        thing: What the address `sim:NAME` names; empty for another address.
    """

    role: str
    where: str
    clock: Clock
    link: LineLink | None = None
    uses: Mapping[str, object] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    laboratory: SimulatedLaboratory | None = None
    position: str = "1"
    thing: str = ""

    def require_link(self) -> LineLink:
        """The line; raises `InstrumentError` where the bench file gives no address."""
        if self.link is None:
            raise InstrumentError(
                "has no address.", where=self.where, remedy="Give the role an address in the bench file."
            )
        return self.link

    def require_options(self, known: tuple[str, ...]) -> None:
        """Refuse options that the driver does not know."""
        if unknown := sorted(set(self.options) - set(known)):
            what = f"Unknown options {', '.join(unknown)}."
            remedy = f"Known options: {', '.join(known) or 'none'}."
            raise InstrumentError(what, where=self.where, remedy=remedy)


class Driver(Protocol):
    """A class that the registry may name.

    Attributes:
        LINE: Framing of its messages; None for a driver without a line.
    """

    LINE: Line | None

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver; nothing is sent yet."""
        ...


@contextmanager
def decoding(link: LineLink) -> Iterator[None]:
    """Turn what a codec raises into the errors of `drivers.errors`, poisoning the link over a malformed reply."""
    try:
        with link.undisturbed():
            yield
    except Refused as error:
        remedy = "Look at the instrument, clear the cause, then repeat."
        raise Reported(f"The instrument refuses: {error}.", where=link.where, remedy=remedy) from error
    except Malformed as error:
        raise link.reject(str(error)) from error
