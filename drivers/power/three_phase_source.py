"""Three-phase source of voltage and current (phantom load) on Steelyard's open register map.

Manual: docs/reference/power-source-registers.md, map version 1 (makers publish no protocol of theirs). Modbus RTU or
TCP, functions 03 and 10h, fixed-point values, order ABCD.

Role: `PowerSource`, `Identified`, `Energised`. Safe state: output off: state register 0 and measured voltages and
currents of all phases below `residual_voltage` and `residual_current`. Settle criterion: state *on* and settled flag
set without a break for the dwell, then the set-points are read back. Error queue: none; a trip is a state of its own
with its cause, and is raised wherever it is seen. Identity: maker, model, serial number, firmware, after the proof
register has shown the order of words.

Acknowledgement: every request is answered, every write read back. Set-points are written in one request, so that no
phase ever runs with half of a new point.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import registers
from drivers.codecs.registers import Layout
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.modbus import Framing, ModbusRegisters, framing_option
from drivers.power.steelyard_map import SOURCE, WORD, identify
from drivers.read_back import confirm
from drivers.roles import Clock, Identity, Phase, PowerSource
from drivers.settling import Settling, positive_options

_SET, _OUTPUT, _STATE, _MEASURED = 0x0200, 0x0214, 0x0215, 0x0220
_OFF, _RAMPING, _ON, _TRIPPED = range(4)
_CAUSES = {1: "voltage terminals short-circuited", 2: "current circuit open", 3: "overload", 4: "over-temperature"}
_VOLTS, _AMPERES, _DEGREES, _HERTZ = (
    Layout("uint32", "ABCD", Decimal("1E-4")),
    Layout("uint32", "ABCD", Decimal("1E-6")),
    Layout("int32", "ABCD", Decimal("1E-4")),
    Layout("uint32", "ABCD", Decimal("1E-4")),
)
_USUAL = {
    "dwell": "3",
    "promised": "60",
    "poll": "0.5",
    "unit": "1",
    "residual_voltage": "1",
    "residual_current": "0.01",
}


class ThreePhaseSource(IdentifiedDriver):
    """A power source on the bench.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When an output counts as settled.
        residual: Voltage in V and current in A below which it counts as off.
        unit: Modbus unit number.
        framing: `rtu` or `tcp`.
    """

    ROLES = (PowerSource,)

    LINE = Line()

    def __init__(
        self,
        link: LineLink,
        clock: Clock,
        settling: Settling,
        residual: tuple[Decimal, Decimal],
        unit: int,
        framing: Framing,
    ) -> None:
        super().__init__(link)
        self._clock, self._settling, self._residual = clock, settling, residual
        self._registers = ModbusRegisters(link, unit, framing)

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `unit` number (1), `framing` (`rtu`, `tcp`), `residual_voltage` in V, `residual_current` in A, `dwell`
        (3), `promised` (60), `poll` (0.5) in s.
        """
        given = positive_options(fitting, _USUAL, ("framing",))
        framing = framing_option(fitting)
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        residual = given["residual_voltage"], given["residual_current"]
        return cls(fitting.require_link(), fitting.clock, settling, residual, int(given["unit"]), framing)

    def _who(self) -> Identity:
        with decoding(self._link):
            return identify(self._registers, SOURCE)

    def set_output(self, phases: Sequence[Phase], frequency: Decimal) -> None:
        """Put out three phases; return when settled for the whole dwell.

        Raises:
            NotSettled: Not within the promised time.
            Reported: A protection has tripped, or the source refuses a value (Modbus exception 03).
            BadReply: A read-back differs from what was set.
            InstrumentError: Not three phases, or a value with more digits than the map carries.
        """
        content = self._encoded(phases, frequency)
        with self._exchange():
            self._registers.write(_SET, content)
            self._registers.write(_OUTPUT, b"\x00\x01")
            self._settling.wait(self._clock, self._settled, "the new point", self._link.where)
            confirm("set-points", self._registers.holding(_SET, 20), content, self._link.where)

    def off(self) -> None:
        """Output off: state and measured voltages and currents confirm it.

        Raises:
            NotSettled: Voltage or current is still there after the promised time.
            BadReply, LinkError, Reported: As every exchange.
        """
        with self._exchange():
            self._registers.write(_OUTPUT, b"\x00\x00")
            once = Settling(Decimal(0), self._settling.promised, self._settling.poll)
            once.wait(self._clock, self._dead, "no voltage and no current", self._link.where)

    def make_safe(self) -> None:
        """The same as `off`."""
        self.off()

    def _settled(self) -> tuple[bool, str]:
        state, cause, settled = self._state()
        if state == _TRIPPED:
            what = f"The source has tripped: {_CAUSES.get(cause, f'cause {cause}')}."
            remedy = "Switch off, look at the connections, reset the source, then repeat."
            raise Reported(what, where=self._link.where, remedy=remedy)
        return state == _ON and settled, f"state {state}"

    def _dead(self) -> tuple[bool, str]:
        state, _, _ = self._state()
        raw = self._registers.holding(_MEASURED, 18)
        voltages, currents = zip(*(self._measured(raw[at : at + 8]) for at in (0, 12, 24)), strict=True)
        largest = max(voltages), max(currents)
        quiet = largest[0] < self._residual[0] and largest[1] < self._residual[1]
        return state in (_OFF, _TRIPPED) and quiet, f"state {state}, {largest[0]} V, {largest[1]} A"

    def _state(self) -> tuple[int, int, bool]:
        """State, cause of a trip, settled flag."""
        raw = self._registers.holding(_STATE, 3)
        state, cause, settled = (registers.whole(WORD, raw[at : at + 2]) for at in (0, 2, 4))
        if state > _TRIPPED or settled > 1:
            raise self._link.reject(f"state {state}, settled flag {settled} are not in the map")
        return state, cause, settled == 1

    @staticmethod
    def _measured(raw: bytes) -> tuple[Decimal, Decimal]:
        return registers.number(_VOLTS, raw[:4]), registers.number(_AMPERES, raw[4:])

    def _encoded(self, phases: Sequence[Phase], frequency: Decimal) -> bytes:
        if len(phases) != 3:
            remedy = "Give the phases A, B and C."
            raise InstrumentError(f"{len(phases)} phases, not three.", where=self._link.where, remedy=remedy)
        try:
            parts = [_phase(phase) for phase in phases]
            return b"".join(parts) + registers.packed(_HERTZ, frequency)
        except ValueError as error:
            remedy = "Use at most 0.0001 V, 0.000001 A, 0.0001° and 0.0001 Hz."
            raise InstrumentError(f"Cannot be set: {error}.", where=self._link.where, remedy=remedy) from error

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield


def _phase(phase: Phase) -> bytes:
    return (
        registers.packed(_VOLTS, phase.voltage)
        + registers.packed(_AMPERES, phase.current)
        + registers.packed(_DEGREES, phase.angle)
    )
