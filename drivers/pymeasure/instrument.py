"""What reading and setting through PyMeasure's classes have in common: line, identity, error queue, options."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from drivers.error_queue import refuse_scpi_errors
from drivers.errors import InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.pymeasure.spoken_instrument import SpokenInstrument, named_class
from drivers.roles import Identity
from metrology.units import UnitError, unit

COMMON: Final = ("class", "identity", "errors", "ends")
_ENDS = {"LF": (b"\n", b"\n"), "CR": (b"\r", b"\r"), "CRLF": (b"\r\n", b"\n")}


class PyMeasureInstrument(IdentifiedDriver):
    """Base of instruments through a class of PyMeasure's.

    Args:
        link: Its line.
        kind: The class.
        identity: `*IDN?`, or the property whose reply says which instrument it is.
        has_errors: Whether it has a SCPI error queue.
    """

    LINE = Line(sent_end=b"\n", received_end=b"\n", timeout=30.0)

    def __init__(self, link: LineLink, kind: type[Any], identity: str, *, has_errors: bool) -> None:
        super().__init__(link)
        self._spoken = SpokenInstrument(link, kind)
        self._identity, self._has_errors = identity, has_errors

    def _who(self) -> Identity:
        with decoding(self._link):
            self._spoken.begin()
            scpi = self._identity == "*IDN?"
            text = self._link.query("*IDN?").strip() if scpi else self._spoken.text(self._identity)
        parts = [part.strip() for part in text.split(",")]
        if len(parts) == 4 and all(parts):
            return Identity(parts[0], parts[1], parts[2], parts[3], text)
        if scpi:
            raise self._link.reject(f"{text!r} is not maker, model, serial number, firmware")
        return Identity(serial=text, text=text)

    def _refuse_reported(self) -> None:
        if self._has_errors:
            refuse_scpi_errors(self._link)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield


def common(fitting: Fitting) -> tuple[LineLink, type[Any], str, bool]:
    """Line, class, identity and error queue as the options say.

    Raises:
        InstrumentError: No such class, or an option that says something else.
    """
    link, errors, ends = (
        fitting.require_link(),
        fitting.options.get("errors", "scpi"),
        fitting.options.get("ends", "LF"),
    )
    if errors not in ("scpi", "none") or ends not in _ENDS:
        remedy = "Use errors = scpi or none, ends = LF, CR or CRLF."
        raise InstrumentError(f"errors = {errors!r}, ends = {ends!r} do not do.", where=fitting.where, remedy=remedy)
    link.line = replace(link.line, sent_end=_ENDS[ends][0], received_end=_ENDS[ends][1])
    return link, named_class(fitting), fitting.options.get("identity", "*IDN?"), errors == "scpi"


def symbol(fitting: Fitting, text: str) -> str:
    """A unit of the bench file; raises `InstrumentError` for one that is unknown."""
    try:
        return unit(text.strip()).symbol
    except UnitError as error:
        remedy = "Write the unit of the number that the instrument gives, such as °C."
        raise InstrumentError(f"{error}.", where=fitting.where, remedy=remedy) from error
