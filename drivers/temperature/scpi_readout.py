"""Fluke 1586A and other readouts that answer one SCPI query with one number.

Manual: Fluke 1586A Remote Programmers Guide (July 2013) exists but was not available; no command of it stands here: the
query that reads the wanted channel comes from the laboratory's own copy, as option `query` of the bench file. What
SCPI-1999 and IEEE 488.2 require of every instrument (`*IDN?`, `SYST:ERR?`) is used.

Role: `Thermometer`, `Identified`. Safe state: none. Settle criterion: none, the query must start the measurement
that it answers. Error queue: `SYST:ERR?`, read after every reading. Identity: `*IDN?`, four fields.
Acknowledgement: the one query is answered; no command is sent.

unverified: that the reply is a single number, optionally followed by a comma or a blank and its unit.
"""

from typing import Self

from drivers.codecs import scpi
from drivers.error_queue import refuse_scpi_errors
from drivers.errors import InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.roles import Identity, Reading, Thermometer


class SCPIReadout(IdentifiedDriver):
    """One channel of a readout.

    Args:
        link: Its line.
        query: Query that measures the channel in °C.
    """

    ROLES = (Thermometer,)

    LINE = Line(sent_end=b"\n", received_end=b"\n")

    def __init__(self, link: LineLink, query: str) -> None:
        super().__init__(link)
        self._query = query

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `query` (required), from the readout's own guide.
        """
        fitting.require_options(("query",))
        query = fitting.options.get("query", "")
        if not query.isascii() or "?" not in query:
            remedy = "Give the query that measures the channel, from the readout's programming guide."
            raise InstrumentError(f"Option query = {query!r} asks nothing.", where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), query)

    def _who(self) -> Identity:
        with decoding(self._link):
            text = self._link.query("*IDN?")
            parts = scpi.fields(text, 4)
        return Identity(parts[0], parts[1], parts[2], parts[3], text)

    def temperature(self) -> Reading:
        """Temperature in °C.

        Raises:
            BadReply: No number, an overload, another unit than °C.
            Reported: An entry in the error queue.
            LinkError: As every exchange.
        """
        self._ready()
        text = self._link.query(self._query)
        with decoding(self._link):
            value = scpi.quantity(text, ("C", "CEL", "DEGC"))
            refuse_scpi_errors(self._link)
        return Reading(text, value, "°C")
