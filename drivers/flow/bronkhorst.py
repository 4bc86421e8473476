"""Bronkhorst mass-flow controllers (EL-FLOW, EL-FLOW Base) as gas-flow standards, Modbus.

Manual: Bronkhorst Modbus slave interface 9.17.035, section 4.4.6, pp. 19–20 and EL-FLOW Base manual p. 21: PDU
addresses as in `_MAP`; floats are single precision, the first register holds the upper word (order ABCD). Line 19200
8E1 as delivered.

Role: `GasFlowStandard`, `Identified`, `Energised`. Safe state: set-point 0, read back, and the measured flow within the
window of zero. Settle criterion: no flag, so the measured flow must stay within `window` of the set-point without a
break for the dwell, and `Alarm info` must be 0. Error queue: none; Modbus exceptions are raised. Identity: model
number, serial number, firmware version.

Acknowledgement: every write is answered and read back. The order of words is proven each time: the set-point written as
a float must appear in the whole-number set-point (0x0021, 32000 at capacity) as well.

unverified: the bits of `Alarm info` (anything but 0 is raised); 32000 as the whole-number value at capacity; which gas
names and unit words (`ln/min`, `mln/min`) occur.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import registers
from drivers.codecs.numbers import Malformed
from drivers.codecs.registers import Layout
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.modbus import Framing, ModbusRegisters, framing_option
from drivers.roles import Clock, GasFlowStandard, Identity, Reading
from drivers.settling import Settling, positive_options
from metrology.units import UnitError, convert

#: PDU address and number of registers.
_MAP = {
    "setpoint_whole": (0x0021, 1),
    "alarm": (0x0034, 1),
    "capacity": (0x8168, 2),
    "fluid": (0x8188, 5),
    "unit": (0x81F8, 4),
    "measure": (0xA100, 2),
    "setpoint": (0xA118, 2),
    "model": (0xF110, 7),
    "serial": (0xF118, 8),
    "firmware": (0xF128, 3),
}
#: Capacity units; the reference conditions (normal or standard) are the certificate's concern.
_UNITS = {"ln/min": "L/min", "mln/min": "mL/min", "ls/min": "L/min", "mls/min": "mL/min"}
_WHOLE_AT_CAPACITY = 32000
_FLOAT, _WORD = Layout("float32", "ABCD"), Layout("uint16", "ABCD")
_USUAL = {"dwell": "5", "promised": "60", "poll": "0.5", "window": "0.002", "unit": "1"}


class BronkhorstController(IdentifiedDriver):
    """A mass-flow controller on the bench.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When a flow counts as reached.
        window: Half width around the set-point, in the capacity's unit.
        unit: Modbus unit number.
        framing: `rtu` or `tcp`.
    """

    ROLES = (GasFlowStandard,)

    LINE = Line()

    def __init__(
        self,
        link: LineLink,
        clock: Clock,
        settling: Settling,
        window: Decimal,
        unit: int,
        framing: Framing,
    ) -> None:
        super().__init__(link)
        self._clock, self._settling, self._window = clock, settling, window
        self._registers = ModbusRegisters(link, unit, framing)

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `unit` number (1), `framing` (`rtu`, `tcp`), `window`, `dwell` (5), `promised` (60), `poll` (0.5) in s.
        """
        given = positive_options(fitting, _USUAL, ("framing",))
        framing = framing_option(fitting)
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        return cls(fitting.require_link(), fitting.clock, settling, given["window"], int(given["unit"]), framing)

    def _who(self) -> Identity:
        with decoding(self._link):
            model, serial, firmware = (self._text(name) for name in ("model", "serial", "firmware"))
        return Identity("Bronkhorst", model, serial, firmware, f"{model}; {serial}; {firmware}")

    def set_flow(self, value: Decimal, unit: str) -> None:
        """Make a flow; return when the measured flow has stayed within the window for the whole dwell.

        Raises:
            NotSettled: Not within the promised time.
            Reported: Alarm, or a Modbus exception.
            BadReply: A register reads back otherwise, or the order of words is another one.
            InstrumentError: A unit that is no flow, or a flow beyond the capacity.
        """
        with self._exchange():
            wanted = self._in_capacity_unit(value, unit)
            self._set(wanted)
            self._settling.wait(self._clock, lambda: self._inside(wanted), f"{value} {unit}", self._link.where)

    def flow(self) -> Reading:
        """Measured flow at reference conditions, in the capacity's unit; the text is the registers in hexadecimal."""
        with self._exchange():
            unit = self._unit()
            raw = self._raw("measure")
            self._refuse_alarm()
            return Reading(raw.hex(" "), registers.number(_FLOAT, raw), unit)

    def gas(self) -> str:
        """Fluid for which the controller is set."""
        with self._exchange():
            return self._text("fluid")

    def make_safe(self) -> None:
        """Set-point 0, read back, and no flow left."""
        with self._exchange():
            self._set(Decimal(0))
            self._settling.wait(self._clock, lambda: self._inside(Decimal(0)), "no flow", self._link.where)

    def _set(self, wanted: Decimal) -> None:
        capacity = registers.number(_FLOAT, self._raw("capacity"))
        if not 0 <= wanted <= capacity:
            remedy = f"Ask for 0 to {capacity} {self._unit()}."
            raise InstrumentError(f"{wanted} is beyond the capacity.", where=self._link.where, remedy=remedy)
        self._registers.write(_MAP["setpoint"][0], registers.packed(_FLOAT, wanted))
        whole = registers.whole(_WORD, self._raw("setpoint_whole"))
        if abs(whole - wanted / capacity * _WHOLE_AT_CAPACITY) > 2:
            raise Malformed(f"set-point {wanted} of {capacity} appears as {whole} of {_WHOLE_AT_CAPACITY}: word order?")

    def _inside(self, wanted: Decimal) -> tuple[bool, str]:
        self._refuse_alarm()
        value = registers.number(_FLOAT, self._raw("measure"))
        return abs(value - wanted) <= self._window, str(value)

    def _refuse_alarm(self) -> None:
        if alarm := registers.whole(_WORD, self._raw("alarm")):
            remedy = "Look at supply pressure and valve of the controller."
            raise Reported(f"Alarm info {alarm:#04x}.", where=self._link.where, remedy=remedy)

    def _unit(self) -> str:
        word = self._text("unit")
        if word not in _UNITS:
            raise Malformed(f"capacity unit {word!r} is not one that is used here")
        return _UNITS[word]

    def _raw(self, name: str) -> bytes:
        return self._registers.holding(*_MAP[name])

    def _text(self, name: str) -> str:
        return registers.text(self._raw(name))

    def _in_capacity_unit(self, value: Decimal, unit: str) -> Decimal:
        try:
            return convert(value, unit, self._unit())
        except UnitError as error:
            remedy = "Ask for a flow in L/min."
            raise InstrumentError(f"{unit!r} is no flow: {error}.", where=self._link.where, remedy=remedy) from error

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        self._ready()
        with decoding(self._link):
            yield
