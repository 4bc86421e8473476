"""Vaisala HMT330 humidity and temperature transmitter on its service port.

Manual: Vaisala HMT330 user's guide M210566EN (SEND, default format p. 102; VERS, SNUM). Line 4800 7E1 or as set with
SERI; set `SMODE STOP`, `ECHO OFF`, `UNIT M`, `FORM /`. The layout of the SNUM reply is taken from Vaisala's sister
instruments and has to be confirmed on the unit.

Role: `Room`, `Identified`. Safe state: none. Settle criterion: none, the probe's response time is the room's concern.
Error queue: none; a failed probe prints stars, which are refused.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Self, TypeVar

from drivers.codecs import vaisala
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.roles import Identity, Reading

Answer = TypeVar("Answer")


class HMT330:
    """The room's thermo-hygrometer.

    Args:
        link: Its line.
    """

    LINE = Line(sent_end=b"\r", received_end=b"\n")

    def __init__(self, link: LineLink) -> None:
        self._link = link
        self._identity: Identity | None = None

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver; it has no options."""
        fitting.require_options(())
        return cls(fitting.require_link())

    def identity(self) -> Identity:
        """Ask for model, software and serial number; lifts the link's poison."""
        with self._link.identification():
            model, version = self._ask("VERS", vaisala.version)
            serial = self._ask("SNUM", vaisala.serial_number)
        self._identity = Identity("Vaisala", model, serial, version, f"{model} / {version} {serial}")
        return self._identity

    def temperature(self) -> Reading:
        """Air temperature in °C."""
        line, _, value = self._measured()
        return Reading(line, value, "°C")

    def humidity(self) -> Reading:
        """Relative humidity in %RH."""
        line, value, _ = self._measured()
        return Reading(line, value, "%RH")

    def _measured(self) -> tuple[str, Decimal, Decimal]:
        if self._link.poisoned is not None:
            self._recover()
        return self._ask("SEND", lambda line: (line, *vaisala.humidity_and_temperature(line)))

    def _ask(self, message: str, decode: Callable[[str], Answer]) -> Answer:
        line = self._link.query(message)
        with decoding(self._link):
            return decode(line)

    def _recover(self) -> None:
        before = self._identity
        after = self.identity()
        if before is not None and after != before:
            raise self._link.reject(f"{after.text!r} answers where {before.text!r} was identified")
