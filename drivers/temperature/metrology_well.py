"""Fluke 9142/9143/9144 and 9170 series metrology wells (SCPI dialect).

Manual: Fluke 914X series technical guide, chapter on the digital communication interface. The guide was not available.

Role: `TemperatureSource`, `Identified`, `Energised`. Safe state: output off, read back (`OUTP:STAT?` 0). Settle
criterion: stability flag `SOUR:STAB:TEST?` set and the reading within `window` of the set-point, without a break for
the dwell. Error queue: `SYST:ERR?`, read after every command, at most 32 entries. Identity: `*IDN?`.

Acknowledgement: set commands are silent, every one is verified by read-back (`SOUR:SPO?`, `OUTP:STAT?`, `UNIT:TEMP?`).

unverified: the whole command set (`SOUR:SPO`, `SOUR:SENS:DATA?`, `SOUR:STAB:TEST?`, `OUTP:STAT`, `UNIT:TEMP`), which is
known from memory and has to be confirmed on the unit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import scpi
from drivers.codecs.numbers import decimal_number, flag
from drivers.error_queue import refuse_scpi_errors
from drivers.errors import InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.read_back import confirm
from drivers.roles import Clock, Identity, Reading, TemperatureSource
from drivers.settling import Settling, positive_options

_USUAL = {"dwell": "120", "promised": "3600", "poll": "5", "window": "0.05"}


class MetrologyWell(IdentifiedDriver):
    """A dry-well of this family.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When a temperature counts as reached.
        window: Half width in K around the set-point.
    """

    ROLES = (TemperatureSource,)

    LINE = Line(sent_end=b"\r\n", received_end=b"\n", timeout=3.0)

    def __init__(self, link: LineLink, clock: Clock, settling: Settling, window: Decimal) -> None:
        super().__init__(link)
        self._clock, self._settling, self._window = clock, settling, window

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `window` in K (0.05), `dwell` (120), `promised` (3600), `poll` (5) in s.
        """
        given = positive_options(fitting, _USUAL)
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        return cls(fitting.require_link(), fitting.clock, settling, given["window"])

    def _who(self) -> Identity:
        with decoding(self._link):
            text = self._link.query("*IDN?")
            parts = scpi.fields(text, 4)
        return Identity(parts[0], parts[1], parts[2], parts[3], text)

    def set_temperature(self, value: Decimal, unit: str) -> None:
        """Go to a temperature; return when flag and reading have held for the whole dwell.

        Raises:
            NotSettled: Not within the promised time.
            Reported: An entry in the error queue (a set-point beyond the range, a cut-out).
            BadReply: A read-back differs from what was set.
            InstrumentError: Another unit than °C.
        """
        if unit != "°C" or not value.is_finite():
            raise InstrumentError(f"Cannot be set to {value} {unit}.", where=self._link.where, remedy="Use °C.")
        with self._exchange():
            self._set("UNIT:TEMP", "C")
            self._link.send(f"SOUR:SPO {value:f}")
            self._confirm_set(value)
            self._set("OUTP:STAT", "1")
            self._settling.wait(self._clock, lambda: self._inside(value), f"{value} {unit}", self._link.where)
            self._confirm_set(value)

    def temperature(self) -> Reading:
        """Temperature in °C as the well measures it."""
        with self._exchange():
            self._set("UNIT:TEMP", "C")
            text = self._link.query("SOUR:SENS:DATA?")
            value = decimal_number(text)
            refuse_scpi_errors(self._link)
            return Reading(text, value, "°C")

    def settled(self) -> bool:
        """Whether flag and reading are inside the window now."""
        with self._exchange():
            return self._inside(decimal_number(self._link.query("SOUR:SPO?")))[0]

    def make_safe(self) -> None:
        """Output off, confirmed by reading back."""
        with self._exchange():
            self._set("OUTP:STAT", "0")

    def _inside(self, target: Decimal) -> tuple[bool, str]:
        stable = flag(self._link.query("SOUR:STAB:TEST?"))
        text = self._link.query("SOUR:SENS:DATA?")
        refuse_scpi_errors(self._link)
        return stable and abs(decimal_number(text) - target) <= self._window, f"{text} °C"

    def _confirm_set(self, value: Decimal) -> None:
        refuse_scpi_errors(self._link)
        confirm("set-point", decimal_number(self._link.query("SOUR:SPO?")), value, self._link.where)

    def _set(self, header: str, word: str) -> None:
        if self._link.query(f"{header}?").strip() != word:
            self._link.send(f"{header} {word}")
            confirm(header, self._link.query(f"{header}?").strip(), word, self._link.where)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield
