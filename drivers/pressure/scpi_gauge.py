"""Digital pressure gauges and calibrators that answer a SCPI-like query with one number, and perhaps a unit.

Manual: the gauge's own; its query goes into the bench file as option `query`, for instance `query = "MEAS:PRES?"`.

Role: `DigitalGauge`, `Identified`. Safe state: none, it has no output. Settle criterion: none; the caller that sets the
pressure waits. Error queue: `SYST:ERR?` after every reading, unless option `errors = "no"` says that the gauge has
none. Identity: `*IDN?`, four fields.

Acknowledgement: every query is answered.

unverified: that the reply is a number, optionally followed by a comma or a blank and the unit, which must then be the
one of option `pressure_unit`.
"""

from typing import Self

from drivers.codecs import scpi
from drivers.error_queue import refuse_scpi_errors
from drivers.errors import InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.roles import DigitalGauge, Identity, Reading


class SCPIGauge(IdentifiedDriver):
    """A gauge under test, or a standard.

    Args:
        link: Its line.
        query: Query that reads the pressure.
        unit: Unit of the reply.
        errors: Whether it has an error queue.
    """

    ROLES = (DigitalGauge,)

    LINE = Line(sent_end=b"\n", received_end=b"\n")

    def __init__(self, link: LineLink, query: str, unit: str, *, errors: bool) -> None:
        super().__init__(link)
        self._query, self._unit, self._errors = query, unit, errors

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `query`, `pressure_unit` (both required); `errors` (`yes`, `no`).
        """
        fitting.require_options(("query", "pressure_unit", "errors"))
        query, unit = fitting.options.get("query", ""), fitting.options.get("pressure_unit", "")
        errors = fitting.options.get("errors", "yes")
        if not query.isascii() or "?" not in query or not unit or errors not in ("yes", "no"):
            what = f"Options query = {query!r}, pressure_unit = {unit!r}, errors = {errors!r} do not do."
            remedy = "Give the query of the gauge's manual and the unit of its reply."
            raise InstrumentError(what, where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), query, unit, errors=errors == "yes")

    def _who(self) -> Identity:
        with decoding(self._link):
            text = self._link.query("*IDN?")
            parts = scpi.fields(text, 4)
        return Identity(parts[0], parts[1], parts[2], parts[3], text)

    def indication(self) -> Reading:
        """Indicated pressure.

        Raises:
            BadReply: No number, an overload, another unit.
            Reported: An entry in the error queue.
            LinkError: As every exchange.
        """
        self._ready()
        text = self._link.query(self._query)
        with decoding(self._link):
            value = scpi.quantity(text, (self._unit,))
            if self._errors:
                refuse_scpi_errors(self._link)
        return Reading(text, value, self._unit)
