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
from drivers.link.line import Line
from drivers.recognition import Recognising
from drivers.roles import Identity, Reading

Answer = TypeVar("Answer")


class HMT330(Recognising):
    """The room's thermo-hygrometer.

    Args:
        link: Its line.
    """

    LINE = Line(sent_end=b"\r", received_end=b"\n")

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver; it has no options."""
        fitting.require_options(())
        return cls(fitting.require_link())

    def _who(self) -> Identity:
        model, version = self._ask("VERS", vaisala.version)
        serial = self._ask("SNUM", vaisala.serial_number)
        return Identity("Vaisala", model, serial, version, f"{model} / {version} {serial}")

    def temperature(self) -> Reading:
        """Air temperature in °C."""
        line, _, value = self._measured()
        return Reading(line, value, "°C")

    def humidity(self) -> Reading:
        """Relative humidity in %RH."""
        line, value, _ = self._measured()
        return Reading(line, value, "%RH")

    def _measured(self) -> tuple[str, Decimal, Decimal]:
        self._ready()
        return self._ask("SEND", lambda line: (line, *vaisala.humidity_and_temperature(line)))

    def _ask(self, message: str, decode: Callable[[str], Answer]) -> Answer:
        line = self._link.query(message)
        with decoding(self._link):
            return decode(line)
