"""Mensor/WIKA CPC6050 modular pressure controller, Mensor command set.

Manual: Mensor CPC6050 operating instructions, sections 7.7.1 to 7.7.4, pp. 73–74 (replies begin with a blank or `E`;
`A?`, `AS?`, channel commands go to the channel chosen by `CHAN`). The same command set is the default of CPC3050,
CPC4000 and CPC7000.

Role: `PressureSource`, `Identified`, `Energised`. Safe state: `VENT`, mode and pressure read back. Settle criterion:
stable flag `AS?`/`BS?` set without a break for the dwell, then set-point and mode are read back. Error queue: `ERROR?`,
read whenever a reply begins with `E`, at most 10 entries. Identity: `ID?`.

Acknowledgement: commands are silent; every one is verified by read-back (`SETPT?`, `MODE?`, `UNITS?`, `CHAN?`,
`PTYPE?`, `CRATE?`, `RSETPT?`), which also proves that it has arrived.

unverified: the layout of the replies to `ID?` and `ERROR?`, the words of `PTYPE`, `CRATE` and `MODE?`. An instrument
that answers commands too (an emulator does) is refused: its reply is a byte that nobody asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import mensor as codec
from drivers.codecs.numbers import decimal_number
from drivers.errors import InstrumentError, NotSettled, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.read_back import confirm
from drivers.roles import Clock, Identity, PressureSource, Reading
from drivers.settling import Settling, positive_options
from metrology.units import convert

_MOST_ERRORS = 10
_MODES = ("CONTROL", "MEASURE", "VENT", "STANDBY")
_USUAL = {"rate": "50", "dwell": "5", "promised": "120", "poll": "0.5", "vent_band": "0.05"}


class MensorController(IdentifiedDriver):
    """A CPC6050 on the bench.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When a pressure counts as reached.
        rate: Control rate in kPa/s.
        vent_band: Gauge pressure in kPa within which it counts as vented.
        channel: `A` or `B`.
    """

    ROLES = (PressureSource,)

    LINE = Line(sent_end=b"\n", received_end=b"\n")

    def __init__(
        self, link: LineLink, clock: Clock, settling: Settling, rate: Decimal, vent_band: Decimal, channel: str = "A"
    ) -> None:
        super().__init__(link)
        self._clock, self._settling, self._rate, self._band = clock, settling, rate, vent_band
        self._channel, self._unit = channel, "kPa"

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `rate` in kPa/s (50), `vent_band` in kPa (0.05), `channel` (A), `dwell` (5), `promised` (120), `poll`
        (0.5) in s.
        """
        given = positive_options(fitting, _USUAL, ("channel",))
        channel = fitting.options.get("channel", "A")
        if channel not in ("A", "B"):
            raise InstrumentError(f"No channel {channel!r}.", where=fitting.where, remedy="Use A or B.")
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        return cls(fitting.require_link(), fitting.clock, settling, given["rate"], given["vent_band"], channel)

    def _who(self) -> Identity:
        with decoding(self._link):
            text = codec.answer(self._link.query("ID?")).payload
        parts = [part.strip() for part in text.split(",")]
        if len(parts) != 4 or not all(parts):
            raise self._link.reject(f"{text!r} is not maker, model, serial number, firmware")
        return Identity(parts[0], parts[1], parts[2], parts[3], text)

    def set_pressure(self, value: Decimal, unit: str) -> None:
        """Go to `value` at the control rate; return when stable for the whole dwell.

        Raises:
            NotSettled: Not stable within the promised time.
            Reported: The error queue has an entry.
            BadReply: A read-back differs from what was set.
            InstrumentError: A unit that the instrument does not know, or a channel that does not show gauge pressure.
        """
        with self._exchange():
            self._choose(unit)
            self._set("CRATE", "VARIABLE")
            self._set_number("RSETPT", convert(self._rate, "kPa", unit))
            self._set_number("SETPT", value)
            self._mode("CONTROL")
            self._settling.wait(self._clock, self._stable, f"{value} {unit}", self._link.where)
            confirm("set-point", decimal_number(self._ask("SETPT?")), value, self._link.where)
            confirm("mode", self._ask("MODE?").upper(), "CONTROL", self._link.where)

    def pressure(self) -> Reading:
        """Measured gauge pressure, in the unit last set."""
        with self._exchange():
            self._choose(self._unit)
            text = self._ask(f"{self._channel}?")
            return Reading(text, decimal_number(text), self._unit)

    def vent(self) -> None:
        """Open to atmosphere; return when the pressure has stayed inside the vent band for the dwell.

        Raises:
            NotSettled: Not vented within the promised time.
            Reported, BadReply: As `set_pressure`.
        """
        with self._exchange():
            self._choose(self._unit)
            self._mode("VENT")
            self._settling.wait(self._clock, self._near_zero, "atmosphere", self._link.where)
            confirm("mode", self._ask("MODE?").upper(), "VENT", self._link.where)

    def make_safe(self) -> None:
        """Vent; where it does not come down, the output is at least taken out of control and the error is raised."""
        try:
            self.vent()
        except NotSettled:
            with self._exchange():
                confirm("mode", self._ask("MODE?").upper(), "VENT", self._link.where)
            raise

    def _stable(self) -> tuple[bool, str]:
        return codec.yes(self._ask(f"{self._channel}S?")), self._ask(f"{self._channel}?")

    def _near_zero(self) -> tuple[bool, str]:
        text = self._ask(f"{self._channel}?")
        return abs(convert(decimal_number(text), self._unit, "kPa")) <= self._band, text

    def _choose(self, unit: str) -> None:
        if unit not in codec.UNITS:
            remedy = f"Use one of {', '.join(codec.UNITS)}."
            raise InstrumentError(f"No pressure unit {unit!r}.", where=self._link.where, remedy=remedy)
        self._set("CHAN", self._channel)
        self._set("UNITS", codec.UNITS[unit])
        self._unit = unit
        if (kind := self._ask("PTYPE?").upper()) != "GAUGE":
            remedy = "Set the channel to gauge pressure at the controller."
            raise InstrumentError(f"The channel shows {kind} pressure.", where=self._link.where, remedy=remedy)

    def _mode(self, mode: str) -> None:
        self._link.send(mode)
        confirm("mode", codec.one_of(self._ask("MODE?"), _MODES), mode, self._link.where)

    def _set(self, name: str, word: str) -> None:
        if self._ask(f"{name}?").upper() != word:
            self._link.send(f"{name} {word}")
            confirm(name, self._ask(f"{name}?").upper(), word, self._link.where)

    def _set_number(self, name: str, value: Decimal) -> None:
        self._link.send(f"{name} {value:f}")
        confirm(name, decimal_number(self._ask(f"{name}?")), value, self._link.where)

    def _ask(self, question: str) -> str:
        found = codec.answer(self._link.query(question))
        if found.error_waiting:
            self._raise_reported()
        return found.payload

    def _raise_reported(self) -> None:
        entries: list[str] = []
        for _entry in range(_MOST_ERRORS):
            if not (text := codec.error_text(codec.answer(self._link.query("ERROR?")).payload)):
                break
            entries.append(text)
        what = f"Error queue: {'; '.join(entries) or 'flagged, but empty'}."
        raise Reported(what, where=self._link.where, remedy="Clear the cause at the controller, then repeat.")

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield
