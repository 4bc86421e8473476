"""Base of drivers that identify their instrument: only the one identified first is believed."""

from abc import ABC, abstractmethod

from drivers.errors import WrongInstrument
from drivers.link.line import LineLink
from drivers.roles import Identity


class IdentifiedDriver(ABC):
    """Base of drivers with a line: identifies, and identifies again before a poisoned link is used.

    Args:
        link: Its line.
    """

    def __init__(self, link: LineLink) -> None:
        self._link = link
        self._known: Identity | None = None

    @abstractmethod
    def _who(self) -> Identity:
        """Ask the instrument who it is; called while the link is being identified."""

    def identity(self) -> Identity:
        """Ask the instrument who it is; lifts the link's poison.

        Raises:
            WrongInstrument: Another one answers than before; it is not believed until the first one is back.
            LinkError, BadReply, Reported: As every exchange.
        """
        with self._link.identification():
            found = self._who()
            if self._known is not None and found != self._known:
                what = f"{found.text!r} answers, {self._known.text!r} was identified before."
                remedy = "Connect the instrument that the run began with, or start a new run."
                raise WrongInstrument(what, where=self._link.where, remedy=remedy)
            self._known = found
        return found

    def _ready(self) -> None:
        """Identify again if the link was poisoned since."""
        if self._link.poisoned is not None:
            self.identity()
