"""Vaisala PTU300 pressure, humidity and temperature transmitter on its service port.

Manual: Vaisala PTU300 user's guide M210796EN-G, FORM and SEND pp. 102–103. Line 4800 7E1 or as set with SERI; set
`SMODE STOP`, `ECHO OFF`, `UNIT M`, `FORM /`.

Role: `Room`, `Barometer`, `Identified`. Safe state: none. Settle criterion: none, the probe's response time is the
room's concern. Error queue: none; a failed sensor prints stars, which are refused. Identity: `VERS` and `SNUM`.

Acknowledgement: every command is answered.

unverified: the layout of the answers to `VERS` and `SNUM`, taken from Vaisala's PTB220 (`PTB220 / 2.02`) and HMT330.
"""

from collections.abc import Callable
from typing import Self, TypeVar

from drivers.codecs import vaisala
from drivers.codecs.vaisala_ptu import Air, air
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line
from drivers.recognition import Recognising
from drivers.roles import Identity, Reading

Answer = TypeVar("Answer")


class PTU300(Recognising):
    """The room's barometer and thermo-hygrometer.

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
        line, found = self._measured()
        return Reading(line, found.temperature, "°C")

    def humidity(self) -> Reading:
        """Relative humidity in %RH."""
        line, found = self._measured()
        return Reading(line, found.humidity, "%RH")

    def air_pressure(self) -> Reading:
        """Absolute pressure of the air in hPa."""
        line, found = self._measured()
        return Reading(line, found.pressure, "hPa")

    def _measured(self) -> tuple[str, Air]:
        self._ready()
        return self._ask("SEND", lambda line: (line, air(line)))

    def _ask(self, message: str, decode: Callable[[str], Answer]) -> Answer:
        line = self._link.query(message)
        with decoding(self._link):
            return decode(line)
