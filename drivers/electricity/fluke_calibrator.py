"""What Fluke's calibrators have in common: OUT sets, OPER energises, STBY takes away, ISR? tells how it stands.

Commands are not answered. Each is followed by a look into the error queue and by a read-back, so that silence is never
taken for success, and so that the command has arrived before the clock moves on.
"""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import ClassVar, Self

from drivers.codecs import fluke as codec
from drivers.codecs.fluke import Output, Status
from drivers.codecs.numbers import flag
from drivers.error_queue import refuse_reported
from drivers.errors import BadReply, InstrumentError, Reported, WrongInstrument
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.roles import DIRECT, Clock, Identity, Reading
from drivers.settling import Settling, positive_options
from metrology.units import UnitError, convert

#: Seconds: the flag alone leaves a residual that moves the mean of the next readings, so a dwell follows it.
_USUAL = {"dwell": "5", "promised": "60", "poll": "0.5"}
#: Seconds that OPER may take to show in the status: it overlaps with what follows it.
_RELAYS = Decimal(2)
_REMEDY = "Look at the calibrator, clear the cause, then repeat."


class FlukeCalibrator(IdentifiedDriver):
    """A calibrator of the OUT/OPER/STBY family.

    Args:
        link: Its line.
        clock: The run's time.
        settling: Dwell after the settled flag, promised time, pause between two looks.

    Attributes:
        MODELS: Models that this driver is written for; another one is refused.
        FALSIFYING: Status bits under which a setting does not mean what it says.
    """

    LINE = Line(sent_end=b"\n", received_end=b"\n")
    MODELS: ClassVar[tuple[str, ...]] = ()
    FALSIFYING: ClassVar[dict[int, str]] = {}

    def __init__(self, link: LineLink, clock: Clock, settling: Settling) -> None:
        super().__init__(link)
        self._clock, self._settling = clock, settling

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `dwell` (5), `promised` (60), `poll` (0.5) in s.
        """
        times = Settling(**positive_options(fitting, _USUAL))
        return cls(fitting.require_link(), fitting.clock, times)

    @abstractmethod
    def _decode_output(self, reply: str) -> Output:
        """Decode `OUT?` of this family."""

    @abstractmethod
    def _oldest_error(self) -> tuple[int, str]:
        """Take the oldest entry of the error queue; code 0 when it is empty."""

    @abstractmethod
    def _why_standby(self) -> str:
        """Say why the output is not operating, as far as the instrument tells."""

    def _who(self) -> Identity:
        text = self._link.query("*IDN?")
        parts = [part.strip() for part in text.split(",")]
        if len(parts) != 4 or not all(parts):
            raise self._link.reject(f"{text!r} is not maker, model, serial number, firmware")
        if parts[1] not in self.MODELS:
            remedy = f"Connect one of {', '.join(self.MODELS)}, or name another driver in the bench file."
            raise WrongInstrument(f"{text!r} answers.", where=self._link.where, remedy=remedy)
        with decoding(self._link):
            self._take_remote_control()
        return Identity(parts[0], parts[1], parts[2], parts[3], text)

    def set_voltage(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Put out a voltage and return when it is settled.

        Raises:
            Reported: The error queue has an entry, the output dropped to standby, somebody took local control.
            NotSettled: Not settled for the whole dwell within the promised time.
            BadReply: The setting reads back as another.
            InstrumentError: A unit that is none of voltage.
        """
        self._set(value, unit, "V", frequency)

    def set_current(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Put out a current and return when it is settled; errors as `set_voltage`."""
        self._set(value, unit, "A", frequency)

    def set_resistance(self, value: Decimal, unit: str) -> None:
        """Present a resistance and return when it is settled; errors as `set_voltage`."""
        self._set(value, unit, "Ω", DIRECT)

    def output(self) -> Reading:
        """What is put out, as the calibrator states it; raises `Reported` unless it operates and is settled."""
        with self._exchange():
            status = self._status()
            if not status & Status.SETTLED:
                raise self._reported("The output is not settled.")
            text = self._link.query("OUT?")
            found = self._decode_output(text)
            self._refuse_reported()
        return Reading(text, found.value, found.unit)

    def operate(self) -> None:
        """Energise the present setting and return when it is settled; errors as `set_voltage`."""
        with self._exchange():
            self._energise(self._read_output())

    def standby(self) -> None:
        """Go to standby and confirm it by reading back; also after an error, whose entries stay for the next look."""
        with self._exchange():
            self._link.send("STBY")
            if flag(self._link.query("OPER?")):
                what = "STBY has no effect: the output is still energised."
                raise BadReply(what, where=self._link.where, remedy="Switch the output off by hand, now.")

    def settled(self) -> bool:
        """Whether the output is within specification now; raises `Reported` when it is not operating at all."""
        with self._exchange():
            return bool(self._status() & Status.SETTLED)

    def make_safe(self) -> None:
        """Standby, then a setting of 0 V, both confirmed by reading back; tries the second though the first failed."""
        try:
            self.standby()
        finally:
            with self._exchange():
                self._link.send(codec.setting(Decimal(0), "V", DIRECT))
                self._confirm(Output(Decimal(0), "V", DIRECT))

    def _set(self, value: Decimal, unit: str, base: str, frequency: Decimal) -> None:
        try:
            wanted = Output(convert(value, unit, base), base, frequency)
            line = codec.setting(wanted.value, base, frequency)
        except (UnitError, ValueError) as error:
            remedy = f"Give a value that {base} measures, with at most 15 digits."
            raise InstrumentError(f"Cannot be set: {error}.", where=self._link.where, remedy=remedy) from error
        with self._exchange():
            self._refuse_reported()
            self._link.send(line)
            self._refuse_reported()
            self._energise(self._confirm(wanted))

    def _energise(self, found: Output) -> None:
        self._link.send("OPER")
        self._refuse_reported()
        energised_by = self._clock.elapsed() + _RELAYS

        def settled() -> tuple[bool, str]:
            status = self._status(standby_allowed=self._clock.elapsed() < energised_by)
            return bool(status & Status.OPERATE and status & Status.SETTLED), f"status {status}"

        self._settling.wait(self._clock, settled, _said(found), self._link.where)
        self._confirm(found)

    def _status(self, *, standby_allowed: bool = False) -> int:
        """The status register of an output that operates, remotely, and means what its setting says."""
        status = codec.register(self._link.query("ISR?"))
        if not status & Status.REMOTE:
            raise self._reported("Somebody has taken local control.")
        for bit, name in self.FALSIFYING.items():
            if status & bit:
                raise self._reported(f"{name}: the setting does not mean what it says.")
        if not status & Status.OPERATE and not standby_allowed:
            raise self._reported(f"The output is in standby{self._why_standby()}.")
        return status

    def _confirm(self, wanted: Output) -> Output:
        found = self._read_output()
        same_kind = found.unit == wanted.unit and bool(found.frequency) == bool(wanted.frequency)
        if not (same_kind and codec.agrees(found.frequency, wanted.frequency) and self._is(found, wanted)):
            what = f"The output reads back as {_said(found)}, set was {_said(wanted)}."
            remedy = "Look at the calibrator's limits and mode, then repeat."
            raise BadReply(what, where=self._link.where, remedy=remedy)
        return found

    def _is(self, found: Output, wanted: Output) -> bool:
        return codec.agrees(found.value, wanted.value)

    def _read_output(self) -> Output:
        return self._decode_output(self._link.query("OUT?"))

    def _take_remote_control(self) -> None:
        if not codec.register(self._link.query("ISR?")) & Status.REMOTE:
            self._link.send("REMOTE")  # needed on a serial line only; the other interfaces are remote once addressed

    def _refuse_reported(self) -> None:
        refuse_reported(self._oldest_error, self._link.where)

    def _reported(self, what: str) -> Reported:
        return Reported(what, where=self._link.where, remedy=_REMEDY)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield


def _said(output: Output) -> str:
    return f"{output.value} {output.unit} at {output.frequency} Hz"
