"""Yokogawa WT300, WT300E and WT1800 power analysers: active power, and energy by integration, of one element.

Manual: WT310/WT310HC/WT330 communication interface user's manual (IM WT310-17), groups INTEGrate, NUMeric, COMMunicate
and STATus; read in programs and extracts that cite it, not in the manual itself. PyMeasure has no class for these
instruments. unverified: that a timer of 0,0,0 lets a normal integration run until it is stopped on every model, and
that `:STAT:ERR?` empties the queue entry by entry.

Role: `PowerAnalyser`, `SupplyMonitor`, `Identified`. Safe state: none, it has no output. Settle criterion: none; a
value is that of the last update. Error queue: `:STAT:ERR?` after every exchange, at most 32 entries. Identity: `*IDN?`,
model that begins with WT. Acknowledgement: start, stop and reset are verified by the state of the integration, and the
item that is read is read back before its value. Energy and time are refused unless an integration runs or was stopped:
after a power failure they would begin again from nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from drivers.codecs import power_analyser as codec
from drivers.codecs import scpi
from drivers.electricity.multimeter import four_fields
from drivers.error_queue import refuse_reported
from drivers.errors import BadReply, InstrumentError, Reported, WrongInstrument
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.roles import Identity, PowerAnalyser, Reading, SupplyMonitor

ELEMENTS = ("1", "2", "3", "4", "5", "6")
_STARTED = ("running", "stopped", "elapsed")


class YokogawaWT(IdentifiedDriver):
    """A power analyser.

    Args:
        link: Its line.
        element: Input element that the load is on.
    """

    ROLES = (PowerAnalyser, SupplyMonitor)

    LINE = Line(sent_end=b"\n", received_end=b"\n")

    def __init__(self, link: LineLink, element: str = "1") -> None:
        super().__init__(link)
        self._element = element

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `element` (1).
        """
        fitting.require_options(("element",))
        element = fitting.options.get("element", "1")
        if element not in ELEMENTS:
            remedy = f"Use one of {', '.join(ELEMENTS)}."
            raise InstrumentError(f"No input element {element!r}.", where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), element)

    def _who(self) -> Identity:
        with decoding(self._link):
            found = four_fields(self._link, self._link.query("*IDN?"))
            if not found.model.startswith("WT"):
                remedy = "Connect a power analyser of the WT series."
                raise WrongInstrument(f"{found.text!r} answers.", where=self._link.where, remedy=remedy)
            self._link.send(":COMM:HEAD OFF")
            self._link.send(":NUM:FORM ASC")
            self._refuse_reported()
        return found

    def start(self) -> None:
        """Set the integration to zero and start it; verified by its state.

        Raises:
            BadReply: It is not running afterwards.
            Reported: The instrument reports an error.
            LinkError: As every exchange.
        """
        with self._exchange():
            if codec.state(self._link.query(":INTEG:STAT?")) == "running":
                self._link.send(":INTEG:STOP")
            self._link.send(":INTEG:RES")
            self._confirm("reset")
            self._link.send(":INTEG:MODE NORM")
            self._link.send(":INTEG:TIM 0,0,0")
            self._link.send(":INTEG:STAR")
            self._confirm("running")
            self._refuse_reported()

    def stop(self) -> None:
        """Stop the integration; energy and time stay; errors as `start`."""
        with self._exchange():
            self._link.send(":INTEG:STOP")
            self._confirm("stopped")
            self._refuse_reported()

    def energy(self) -> Reading:
        """Active energy since `start`, Wh.

        Raises:
            Reported: No integration was started, or it ended by itself; the error queue has an entry.
            BadReply: No number, over range, or another item than the one that was chosen.
            LinkError: As every exchange.
        """
        return self._integrated("WH", "Wh")

    def integration_time(self) -> Reading:
        """Time of the integration in s; errors as `energy`."""
        return self._integrated("TIME", "s")

    def power(self) -> Reading:
        """Active power in W; errors as `energy`, but for those of the integration."""
        return self._read("P", "W")

    def supply_voltage(self) -> Reading:
        """Voltage in V, r.m.s.; errors as `power`."""
        return self._read("U", "V")

    def supply_frequency(self) -> Reading:
        """Frequency of the voltage in Hz; errors as `power`."""
        return self._read("FU", "Hz")

    def _integrated(self, function: str, unit: str) -> Reading:
        with self._exchange():
            found = codec.state(self._link.query(":INTEG:STAT?"))
        if found not in _STARTED:
            what = f"The integration is {found}."
            raise Reported(what, where=self._link.where, remedy="Begin the test period again.")
        return self._read(function, unit)

    def _read(self, function: str, unit: str) -> Reading:
        with self._exchange():
            self._link.send(f":NUM:NORM:ITEM1 {function},{self._element}")
            chosen = codec.item(self._link.query(":NUM:NORM:ITEM1?"))
            if chosen != (function, self._element):
                what = f"Item 1 reads back as {','.join(chosen)}, chosen was {function},{self._element}."
                raise BadReply(what, where=self._link.where, remedy="Repeat; let nobody else use the instrument.")
            text = self._link.query(":NUM:NORM:VAL? 1")
            value = codec.value(text)
            self._refuse_reported()
        return Reading(text, value, unit)

    def _confirm(self, wanted: str) -> None:
        found = codec.state(self._link.query(":INTEG:STAT?"))
        if found != wanted:
            what = f"The integration is {found}, it should be {wanted}."
            raise BadReply(what, where=self._link.where, remedy="Look at the integration mode, then repeat.")

    def _refuse_reported(self) -> None:
        refuse_reported(lambda: scpi.error_entry(self._link.query(":STAT:ERR?")), self._link.where)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield
