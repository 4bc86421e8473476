"""Fluke/DH Instruments PPC4 pressure controller, enhanced dialect.

Manual: PPC4 operation and maintenance manual (2009), section 6: HS p. 151, STAT p. 169, TP, PR, PS, SR; PPC3 manual
(2002–2007) pp. 102–109 for PRR, PS and the reply of set commands; PPC2+ manual (2001) p. 114 for VENT. PPC3 and PPC2+
share these messages; PPCH answers `STAT?` otherwise and is not driven by this module.

Role: `PressureSource`, `Identified`, `Energised`. Safe state: vented (`VENT?` 1) and no pressure being made or held
(`STAT?`). Settle criterion: `SR?` ready and status code 32 (target reached) without a break for the dwell, then the
target is read back. Error queue: none; `ERR# n` in place of any answer is followed by `ERR` and raised. Identity:
`VER?` and `SN?`.

Acknowledgement: on RS-232 and Ethernet every message is answered, and set commands are read back besides; on IEEE-488
set commands are silent (option `replies = "no"`), and read-back alone verifies them.

unverified: the layout of `VER?`, the message `UNIT` and the reply of `ABORT`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import dhi as codec
from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.read_back import confirm
from drivers.roles import Clock, Identity, PressureSource, Reading
from drivers.settling import Settling, positive_options

_USUAL = {"dwell": "5", "promised": "300", "poll": "1"}


class DHIController(IdentifiedDriver):
    """A PPC4 on the bench.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When a pressure counts as reached.
        answered: Whether set commands are answered (not on IEEE-488).
    """

    ROLES = (PressureSource,)

    LINE = Line(sent_end=b"\r\n", received_end=b"\n")

    def __init__(self, link: LineLink, clock: Clock, settling: Settling, *, answered: bool = True) -> None:
        super().__init__(link)
        self._clock, self._settling, self._answered = clock, settling, answered
        self._unit = "kPa"

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `replies` (`yes`; `no` on IEEE-488), `dwell` (5), `promised` (300), `poll` (1) in s.
        """
        given = positive_options(fitting, _USUAL, ("replies",))
        replies = fitting.options.get("replies", "yes")
        if replies not in ("yes", "no"):
            raise InstrumentError(f"Option replies = {replies!r}.", where=fitting.where, remedy="Use yes or no.")
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        return cls(fitting.require_link(), fitting.clock, settling, answered=replies == "yes")

    def _who(self) -> Identity:
        with self._explained():
            text = self._link.query("VER?")
            maker, model, version = codec.version(text)
            serial = codec.refuse_errors(self._link.query("SN?"))
        return Identity(maker, model, serial, version, f"{text.strip(' ')}; {serial}")

    def set_pressure(self, value: Decimal, unit: str) -> None:
        """Make `value` and hold it; return when ready for the whole dwell.

        Raises:
            NotSettled: Not ready within the promised time.
            Reported: `ERR# n`, or a limit has been passed.
            BadReply: A read-back differs from what was set, or the instrument shows absolute pressure.
            InstrumentError: A unit that the instrument does not know.
        """
        with self._exchange():
            self._use_unit(unit)
            self._command(f"PS {value:f}", value)
            self._settling.wait(self._clock, self._settled, f"{value} {unit}", self._link.where)
            self._confirm_target(value)

    def pressure(self) -> Reading:
        """Measured gauge pressure; the reply comes when the next measurement is complete."""
        with self._exchange():
            text = self._link.query("PR?")
            return Reading(text, self._gauge(codec.quantity(text)), self._unit)

    def vent(self) -> None:
        """Go to atmosphere and open the exhaust valve; return when it is open.

        Raises:
            NotSettled: Not vented within the promised time.
            Reported, BadReply: As `set_pressure`.
        """
        with self._exchange():
            self._link.send("VENT 1")
            if self._answered:
                codec.vented(self._link.receive())
            once = Settling(Decimal(0), self._settling.promised, self._settling.poll)
            once.wait(self._clock, self._vented, "vented", self._link.where)

    def make_safe(self) -> None:
        """Vent; where that fails, at least stop making pressure. Both are read back."""
        try:
            self.vent()
        except InstrumentError:
            with self._exchange():
                self._link.send("ABORT")
                if self._answered:
                    codec.refuse_errors(self._link.receive())
                confirm("control", codec.controlling(self._status()), expected=False, where=self._link.where)
            raise
        with self._exchange():
            confirm("control", codec.controlling(self._status()), expected=False, where=self._link.where)

    def _settled(self) -> tuple[bool, str]:
        ready = codec.ready(self._link.query("SR?"))
        return ready and bool(self._status() & codec.HOLDING), self._link.query("PR?")

    def _vented(self) -> tuple[bool, str]:
        return codec.vented(self._link.query("VENT?")), self._link.query("PR?")

    def _status(self) -> int:
        return codec.status(self._link.query("STAT?"))

    def _command(self, message: str, value: Decimal) -> None:
        self._link.send(message)
        if self._answered:
            confirm("answer", self._gauge(codec.quantity(self._link.receive())), value, self._link.where)
        self._confirm_target(value)

    def _confirm_target(self, value: Decimal) -> None:
        confirm("target", self._gauge(codec.quantity(self._link.query("TP?"))), value, self._link.where)

    def _gauge(self, found: codec.Quantity) -> Decimal:
        if (found.unit, found.mode) != (self._unit, "g"):
            raise Malformed(f"{found.value} {found.unit} {found.mode} is not gauge pressure in {self._unit}")
        return found.value

    def _use_unit(self, unit: str) -> None:
        if unit not in codec.UNITS:
            remedy = f"Use one of {', '.join(codec.UNITS)}."
            raise InstrumentError(f"No pressure unit {unit!r}.", where=self._link.where, remedy=remedy)
        self._unit = unit
        shown = codec.quantity(self._link.query("PR?"))
        if (shown.unit, shown.mode) != (unit, "g"):
            self._link.send(f"UNIT {unit}g")
            if self._answered:
                codec.refuse_errors(self._link.receive())
            self._gauge(codec.quantity(self._link.query("PR?")))

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with self._explained():
            yield

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with decoding(self._link):
            try:
                yield
            except codec.Numbered as error:
                what = f"The instrument refuses: {error} ({self._link.query('ERR')})."
                remedy = "Look at range, limits and mode of the controller, then repeat."
                raise Reported(what, where=self._link.where, remedy=remedy) from error
