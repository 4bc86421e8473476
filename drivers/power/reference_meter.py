"""Reference electrical energy meter on Steelyard's open register map: energy, power, pulses of the meter under test.

Manual: docs/reference/reference-meter-registers.md, map version 1 (makers publish no protocol of theirs). Modbus RTU
or TCP, functions 03 and 10h, fixed-point values, order ABCD.

Role: `ReferenceEnergyMeter`, `Identified`. Safe state: none, it has no output. Settle criterion: none; energy, pulses
and status are latched together and read in one request, so that they belong to one instant. Error queue: none; the
status bits overload, loss of synchronisation and counter overflow are raised with every reading. Identity: maker,
model, serial number, firmware, after the proof register has shown the order of words.

Acknowledgement: every request is answered; start and stop are verified by the state register.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import registers
from drivers.codecs.registers import Layout
from drivers.errors import Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.link.modbus import Framing, ModbusRegisters, framing_option
from drivers.power.steelyard_map import METER, WORD, identify
from drivers.read_back import confirm
from drivers.roles import Identity, Reading, ReferenceEnergyMeter
from drivers.settling import positive_options

_CONTROL, _STATE, _POWER = 0x0100, 0x0101, 0x0058
_COUNTERS = 0x0101  # state, status, (reserved), energy, pulses in one request
_START, _STOP = 1, 2
_COUNTING, _STOPPED = 1, 0
_ENERGY = Layout("int64", "ABCD", Decimal("1E-9"))
_WATTS = Layout("int64", "ABCD", Decimal("1E-6"))
_PULSES = Layout("uint32", "ABCD")
_STATUS = {0: "overload", 1: "synchronisation lost", 2: "counter overflow"}


class ReferenceMeter(IdentifiedDriver):
    """A reference meter on the bench.

    Args:
        link: Its line.
        unit: Modbus unit number.
        framing: `rtu` or `tcp`.
    """

    ROLES = (ReferenceEnergyMeter,)

    LINE = Line()

    def __init__(self, link: LineLink, unit: int, framing: Framing) -> None:
        super().__init__(link)
        self._registers = ModbusRegisters(link, unit, framing)

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver; options `unit` (number), `framing` (`rtu`, `tcp`)."""
        given = positive_options(fitting, {"unit": "1"}, ("framing",))
        return cls(fitting.require_link(), int(given["unit"]), framing_option(fitting))

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

    def _counters(self) -> bytes:
        """State, status, reserved, energy and pulses of one instant."""
        with self._exchange():
            raw = self._registers.holding(_COUNTERS, 9)
            status = registers.whole(WORD, raw[2:4])
        if status:
            said = [text for bit, text in _STATUS.items() if status >> bit & 1] or [f"unknown bits {status:#06x}"]
            remedy = "Look at ranges and connections, then begin the measurement again."
            raise Reported(f"Status: {', '.join(said)}.", where=self._link.where, remedy=remedy)
        return raw

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
