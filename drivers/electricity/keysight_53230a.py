"""Keysight 53210A, 53220A and 53230A counters: frequency, period, and pulses counted while a gate is open.

Manual: 53210A/53220A/53230A user's and programmer's guide pp. 81, 243 (time-out of 1 s, STATus:QUEStionable bit 10,
SENSe:ROSCillator). SYSTem:TIMeout, CONF:TOTalize:TIMed and the meaning of STAT:OPER bit 4 are unverified.

Role: `Counter`, `Identified`. Safe state: none, it has no output. Settle criterion: the gate has been open for its
whole time and bit 4 (measuring) of `STAT:OPER:COND?` has gone. Error queue: `SYST:ERR?` after every configuration and
reading, at most 32 entries. Identity: `*IDN?`, model one of three. Acknowledgement: gate and time base are verified by
reading back. A questionable status during the measurement, a bad time base (bit 10) above all, makes the reading
invalid: it is reported, never handed on. Not-a-number (9.91E37) is refused as a bad reply.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import counter as codec
from drivers.codecs import scpi
from drivers.codecs.numbers import decimal_number
from drivers.electricity.multimeter import four_fields
from drivers.error_queue import refuse_reported
from drivers.errors import BadReply, InstrumentError, NotSettled, Reported, WrongInstrument
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.roles import Clock, Counter, Identity, Reading

MODELS = ("53210A", "53220A", "53230A")
_MEASURING, _TIME_BASE = 1 << 4, 1 << 10
_SOURCES = {"internal": "INT", "external": "EXT"}
#: Pause between two looks, and the longest a measurement may take beyond its gate: a slow signal is waited for.
_POLL, _SPARE = Decimal("0.1"), Decimal(30)


class Keysight53230A(IdentifiedDriver):
    """A counter.

    Args:
        link: Its line.
        clock: The run's time.
        channel: 1 or 2.
        time_base: `internal` or `external`.
    """

    ROLES = (Counter,)

    LINE = Line(sent_end=b"\n", received_end=b"\n")

    def __init__(self, link: LineLink, clock: Clock, channel: str = "1", time_base: str = "external") -> None:
        super().__init__(link)
        self._clock, self._channel, self._time_base = clock, channel, _SOURCES[time_base]

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `time_base` (`external`, `internal`; required), `channel` (1).
        """
        fitting.require_options(("channel", "time_base"))
        channel, time_base = fitting.options.get("channel", "1"), fitting.options.get("time_base", "")
        if channel not in ("1", "2") or time_base not in _SOURCES:
            remedy = "Use channel 1 or 2, and say whether the time base is internal or external."
            raise InstrumentError("Options channel or time_base.", where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), fitting.clock, channel, time_base)

    def _who(self) -> Identity:
        found = four_fields(self._link, self._link.query("*IDN?"))
        if found.model not in MODELS:
            remedy = f"Connect one of {', '.join(MODELS)}."
            raise WrongInstrument(f"{found.text!r} answers.", where=self._link.where, remedy=remedy)
        return found

    def frequency(self, gate: Decimal) -> Reading:
        """Mean frequency in Hz over `gate` seconds.

        Raises:
            Reported: The status was questionable while it was measured, or the error queue has an entry.
            BadReply: No number, not-a-number, or a setting that reads back as another.
            NotSettled: The measurement did not end, as it does without a signal.
        """
        return self._take("FREQ DEF,DEF,", "FREQ:GATE", gate, codec.positive, "Hz")

    def period(self, gate: Decimal) -> Reading:
        """Mean period in s over `gate` seconds; errors as `frequency`."""
        return self._take("PER DEF,DEF,", "FREQ:GATE", gate, codec.positive, "s")

    def totalise(self, gate: Decimal) -> Reading:
        """Events in `gate` seconds; errors as `frequency`."""
        return self._take(f"TOT:TIM {gate:f},", "TOT:GATE", gate, codec.whole, "1")

    def _take(
        self, function: str, subsystem: str, gate: Decimal, decode: Callable[[str], Decimal], unit: str
    ) -> Reading:
        if not gate.is_finite() or gate <= 0:
            raise InstrumentError(f"No gate of {gate} s.", where=self._link.where, remedy="Give a positive time.")
        with self._exchange():
            self._configure(function, subsystem, gate)
            self._register("STAT:QUES?")  # clears what was before
            self._link.send("INIT")
            self._wait(gate)
            text = self._link.query("FETC?")
            self._refuse_questionable()
            value = decode(text)
            self._refuse_reported()
        return Reading(text, value, unit)

    def _configure(self, function: str, subsystem: str, gate: Decimal) -> None:
        self._refuse_reported()
        self._link.send(f"CONF:{function}(@{self._channel})")
        self._link.send(f"SENS:{subsystem}:SOUR TIME")
        self._link.send(f"SENS:{subsystem}:TIME {gate:f}")
        self._link.send(f"SYST:TIM {gate + _SPARE:f}")
        self._link.send(f"SENS:ROSC:SOUR {self._time_base}")
        if self._time_base == "EXT":
            self._link.send("SENS:ROSC:EXT:CHEC ONCE")
        self._refuse_reported()
        self._confirm("gate", decimal_number(self._link.query(f"SENS:{subsystem}:TIME?")), gate)
        self._confirm("time base", self._link.query("SENS:ROSC:SOUR?").strip(" ")[:3], self._time_base)

    def _wait(self, gate: Decimal) -> None:
        deadline = self._clock.elapsed() + gate + _SPARE
        self._clock.sleep(gate)
        while self._register("STAT:OPER:COND?") & _MEASURING:
            if self._clock.elapsed() >= deadline:
                remedy = "Look for the signal, its level and its coupling."
                what = f"Not measured within {gate + _SPARE} s."
                raise NotSettled(what, where=self._link.where, remedy=remedy)
            self._clock.sleep(_POLL)

    def _refuse_questionable(self) -> None:
        status = self._register("STAT:QUES?")
        if status:
            why = "bad time base" if status & _TIME_BASE else "status register"
            what = f"The reading is questionable ({why}, {status})."
            remedy = "Look at the reference frequency and the signal, then repeat."
            raise Reported(what, where=self._link.where, remedy=remedy)

    def _register(self, question: str) -> int:
        return codec.register(self._link.query(question))

    def _confirm(self, what: str, found: object, wanted: object) -> None:
        if found != wanted:
            text = f"The {what} reads back as {found}, set was {wanted}."
            raise BadReply(text, where=self._link.where, remedy="Look at the counter's limits, then repeat.")

    def _refuse_reported(self) -> None:
        refuse_reported(lambda: scpi.error_entry(self._link.query("SYST:ERR?")), self._link.where)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield
