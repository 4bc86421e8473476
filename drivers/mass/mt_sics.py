"""Weighing instruments and balances that speak MT-SICS levels 0 and 1.

Manual: Mettler-Toledo MT-SICS reference manual, levels 0 and 1 (I2, I3, I4, S, T, TAC, Z). The immediate commands SI,
ZI, TI are not used: approved instruments do not support ZI and TI, and an unstable value has no place in a
verification.

Role: `WeighingInstrument`, `Identified`. Safe state: none, it has no output. Settle criterion: status `S` of the
reply to `S`, twice with the same weight; a reply `S I` (no stable value yet) is asked again for at most `patience`
seconds. Error queue: none; `ES`, `ET`, `EL` and an error text in place of the weight are raised. Identity: I2 (model),
I3 (software), I4 (serial number). Acknowledgement: every command is answered.

Why twice: a reply carries no number, so that one which belongs to an earlier question looks like any other.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Self, TypeVar, cast

from drivers.codecs import mt_sics as codec
from drivers.codecs.numbers import Malformed
from drivers.errors import NeedsPerson, NotSettled
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.mass.changeover import find_changeover, find_drop
from drivers.roles import Clock, Identity, LoadHandler, Person, Reading, TextReading, WeighingInstrument

Answer = TypeVar("Answer")
_PAUSE = Decimal("0.5")


class MTSICSScale(IdentifiedDriver):
    """A weighing instrument under test on an MT-SICS line.

    Args:
        link: Its line.
        clock: The run's time.
        loads: The role that adds the small weights of `changeover`; None where a person does that without us.
        patience: Seconds to go on asking while the instrument says that it is not stable.
    """

    ROLES = (WeighingInstrument,)

    LINE = Line(sent_end=b"\r\n", received_end=b"\n")

    def __init__(
        self, link: LineLink, clock: Clock, loads: LoadHandler | None = None, patience: Decimal = Decimal(30)
    ) -> None:
        super().__init__(link)
        self._clock, self._loads, self._patience = clock, loads, patience

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `patience`: seconds to go on asking while it is not stable (30); `uses = {loads = ROLE}` names who adds
        the small weights.
        """
        fitting.require_options(("patience",))
        loads = fitting.uses.get("loads")
        handler = None if loads is None or isinstance(loads, Person) else cast("LoadHandler", loads)
        return cls(fitting.require_link(), fitting.clock, handler, Decimal(fitting.options.get("patience", "30")))

    def _who(self) -> Identity:
        model, software, serial = (self._quoted(name) for name in ("I2", "I3", "I4"))
        return Identity(model=model, serial=serial, firmware=software, text=f"{model}; {software}; {serial}")

    def indication(self) -> Reading:
        """Stable indication in the unit of the display, said twice.

        Raises:
            NotSettled: No stable value within `patience`, or never the same twice.
            Reported: Overload, underload, hardware error.
            BadReply, LinkError: As every exchange.
        """
        deadline = self._clock.elapsed() + self._patience
        before = self._patiently("S", self._stable)
        while (shown := self._patiently("S", self._stable)).text != before.text:
            if self._clock.elapsed() >= deadline:
                raise self._restless(f"{before.text!r}, then {shown.text!r}")
            before = shown
            self._clock.sleep(_PAUSE)
        return shown

    def changeover(self, step: Decimal, unit: str) -> Reading:
        """Additional load ΔL at which the indication rises (OIML R 76-1:2006 A.4.4.3); see `find_changeover`."""
        return find_changeover(self.indication, self._hands(), step, unit, self._link.where)

    def drop(self, step: Decimal, unit: str) -> Reading:
        """Load taken away until the indication falls (OIML R 76-1:2006 A.4.8.2); see `find_drop`."""
        return find_drop(self.indication, self._hands(), step, unit, self._link.where)

    def software(self) -> TextReading:
        """Software identification by `I3`."""
        self._ready()
        return TextReading(self._quoted("I3"))

    def zero(self) -> None:
        """Set to zero with `Z` (waits for stability, clears the tare)."""
        self._patiently("Z", lambda line: codec.acknowledged("Z", line))

    def tare(self) -> None:
        """Tare with `T`."""
        self._patiently("T", self._tared)

    def clear_tare(self) -> None:
        """Clear the tare with `TAC`."""
        self._patiently("TAC", lambda line: codec.acknowledged("TAC", line))

    def _hands(self) -> LoadHandler:
        if self._loads is None:
            remedy = "Let the bench file's `uses` name a role that does, or do this point by hand."
            raise NeedsPerson("Nobody on this bench adds small weights by wire.", where=self._link.where, remedy=remedy)
        return self._loads

    def _stable(self, line: str) -> Reading:
        shown = codec.weight("S", line)
        if shown.status != "S":
            raise Malformed(f"{line!r} is not a stable weight above the minimum")
        return Reading(line, shown.value, shown.unit)

    def _tared(self, line: str) -> None:
        if codec.weight("T", line).status != "S":
            raise Malformed(f"{line!r} is not a stable tare")

    def _quoted(self, name: str) -> str:
        with decoding(self._link):
            return codec.quoted(name, self._link.query(name))

    def _patiently(self, name: str, decode: Callable[[str], Answer]) -> Answer:
        """Ask `name`, and again while the answer is `I`: repeating a refused command is harmless."""
        self._ready()
        deadline = self._clock.elapsed() + self._patience
        while True:
            line = self._link.query(name)
            try:
                with decoding(self._link):
                    return decode(line)
            except codec.Busy as busy:
                if self._clock.elapsed() >= deadline:
                    raise self._restless(str(busy)) from busy
                self._clock.sleep(_PAUSE)

    def _restless(self, said: str) -> NotSettled:
        what, remedy = (
            f"No stable value within {self._patience} s ({said}).",
            "Keep draught and vibration away, then repeat.",
        )
        return NotSettled(what, where=self._link.where, remedy=remedy)
