"""Reference electrical energy meter on Steelyard's open register map: energy, power, comparison with a meter's pulses.

Manual: docs/reference/reference-meter-registers.md, map version 2 (makers publish no protocol of theirs). Modbus RTU
or TCP, functions 03 and 10h, fixed-point values, order ABCD.

Role: `EnergyComparator`, `ReferenceEnergyMeter`, `Identified`. Safe state: none, it has no output. Settle criterion:
none; energy, pulses and status are latched together and read in one request, so that they belong to one instant; a
comparison is read when its state says that it is complete. Error queue: none; the status bits overload, loss of
synchronisation and counter overflow are raised with every reading. Identity: maker,
model, serial number, firmware, after the proof register has shown the order of words.

Acknowledgement: every request is answered; start and stop are verified by the state register.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import registers
from drivers.codecs.registers import Layout
from drivers.errors import BadReply, InstrumentError, NotSettled, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.modbus import Framing, ModbusRegisters, framing_option
from drivers.power.steelyard_map import METER, WORD, identify
from drivers.read_back import confirm
from drivers.roles import Clock, EnergyComparator, Identity, Reading, ReferenceEnergyMeter
from drivers.settling import positive_options

_CONTROL, _STATE, _POWER = 0x0100, 0x0101, 0x0058
_COUNTERS = 0x0101  # state, status, (reserved), energy, pulses in one request
_START, _STOP = 1, 2
_COUNTING, _STOPPED = 1, 0
_ENERGY = Layout("int64", "ABCD", Decimal("1E-9"))
_WATTS = Layout("int64", "ABCD", Decimal("1E-6"))
_PULSES = Layout("uint32", "ABCD")
_COMPARE, _COMPARED = 0x0110, 0x0112  # pulses; state, status, energy in one request
_PERIOD, _PERIODIC = 0x0118, 0x0119  # gate; state, status, period in one request
_IDLE, _COMPARING, _COMPLETE = range(3)
_SECONDS = Layout("int64", "ABCD", Decimal("1E-12"))
_STATUS = {0: "overload", 1: "synchronisation lost", 2: "counter overflow"}


class ReferenceMeter(IdentifiedDriver):
    """A reference meter on the bench.

    Args:
        link: Its line.
        clock: The run's time.
        unit: Modbus unit number.
        framing: `rtu` or `tcp`.
        patience: A comparison that takes this many times as long as expected is given up.
    """

    ROLES = (EnergyComparator, ReferenceEnergyMeter)

    LINE = Line()

    def __init__(self, link: LineLink, clock: Clock, unit: int, framing: Framing, patience: Decimal) -> None:
        super().__init__(link)
        self._clock, self._patience = clock, patience
        self._registers = ModbusRegisters(link, unit, framing)

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `unit` number (1), `framing` (`rtu`, `tcp`), `patience` (3: a comparison that takes so many times as
        long as expected is given up).
        """
        given = positive_options(fitting, {"unit": "1", "patience": "3"}, ("framing",))
        framing = framing_option(fitting)
        return cls(fitting.require_link(), fitting.clock, int(given["unit"]), framing, given["patience"])

    def _who(self) -> Identity:
        with decoding(self._link):
            return identify(self._registers, METER)

    def start(self) -> None:
        """Clear energy and pulses and begin to count; verified by the state."""
        self._command(_START, _COUNTING)

    def stop(self) -> None:
        """End counting; verified by the state."""
        self._command(_STOP, _STOPPED)

    def energy(self) -> Reading:
        """Active energy since `start`, Wh; the text is the registers in hexadecimal.

        Raises:
            Reported: A status bit is set, or a Modbus exception.
            BadReply, LinkError: As every exchange.
        """
        raw = self._counters()[6:14]
        return Reading(raw.hex(" "), registers.number(_ENERGY, raw), "Wh")

    def pulses(self) -> Reading:
        """Pulses of the meter under test since `start`; see `energy` for the errors."""
        raw = self._counters()[14:18]
        return Reading(raw.hex(" "), registers.number(_PULSES, raw), "1")

    def power(self) -> Reading:
        """Active power of all phases, W; see `energy` for the errors."""
        self._counters()
        with self._exchange():
            raw = self._registers.holding(_POWER, 4)
            return Reading(raw.hex(" "), registers.number(_WATTS, raw), "W")

    def energy_of(self, pulses: Decimal, expected: Decimal) -> Reading:
        """Reference energy of so many pulses, Wh; the text is the registers in hexadecimal.

        Raises:
            InstrumentError: The number of pulses is not a whole number of at least 1.
            NotSettled: The pulses do not come within the patience.
            Reported: A status bit is set, or a Modbus exception.
            BadReply, LinkError: As every exchange.
        """
        number = _whole(pulses, 0xFFFF_FFFF, "pulses", self._link.where)
        promised = expected * (1 + 1 / pulses)  # the comparison begins with the next pulse
        raw = self._compared(_COMPARE, number.to_bytes(4, "big"), _COMPARED, promised)
        return Reading(raw.hex(" "), registers.number(_ENERGY, raw), "Wh")

    def period(self, gate: Decimal) -> Reading:
        """Mean period of the time pulses, s; see `energy_of` for the errors."""
        number = _whole(gate, 0xFFFF, "seconds", self._link.where)
        raw = self._compared(_PERIOD, number.to_bytes(2, "big"), _PERIODIC, gate + 2)
        return Reading(raw.hex(" "), registers.number(_SECONDS, raw), "s")

    def _compared(self, command: int, content: bytes, state: int, promised: Decimal) -> bytes:
        """Begin a comparison, wait for it, return the registers of its result."""
        begun = self._clock.elapsed()
        with self._exchange():
            self._registers.write(command, content, verify=False)
        wait = promised
        while True:
            self._clock.sleep(wait)
            with self._exchange():
                raw = self._registers.holding(state, 6)
            found, status = (registers.whole(WORD, raw[at : at + 2]) for at in (0, 2))
            self._refuse(status)
            if found == _COMPLETE:
                return raw[4:]
            if found != _COMPARING:
                raise BadReply(f"State of the comparison is {found}.", where=self._link.where, remedy="Repeat it.")
            if self._clock.elapsed() - begun >= self._patience * promised:
                what = f"The pulses of the meter under test did not come within {self._patience * promised:.1f} s."
                raise NotSettled(what, where=self._link.where, remedy="Look at the pulse input and at the meter.")
            wait = promised / 10

    def _counters(self) -> bytes:
        """State, status, reserved, energy and pulses of one instant."""
        with self._exchange():
            raw = self._registers.holding(_COUNTERS, 9)
            status = registers.whole(WORD, raw[2:4])
        self._refuse(status)
        return raw

    def _refuse(self, status: int) -> None:
        if status:
            said = [text for bit, text in _STATUS.items() if status >> bit & 1] or [f"unknown bits {status:#06x}"]
            remedy = "Look at ranges and connections, then begin the measurement again."
            raise Reported(f"Status: {', '.join(said)}.", where=self._link.where, remedy=remedy)

    def _command(self, word: int, state: int) -> None:
        with self._exchange():
            self._registers.write(_CONTROL, word.to_bytes(2, "big"), verify=False)
            found = registers.whole(WORD, self._registers.holding(_STATE, 1))
            confirm("state of counting", found, state, self._link.where)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield


def _whole(number: Decimal, largest: int, what: str, where: str) -> int:
    if number != int(number) or not 1 <= number <= largest:
        remedy = f"Use a whole number from 1 to {largest}."
        raise InstrumentError(f"{number} {what} cannot be counted.", where=where, remedy=remedy)
    return int(number)
