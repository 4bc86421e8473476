"""Digital pressure gauges and transmitters on Modbus, by the register map that the bench file gives.

Manual: the gauge's own; its registers go into the bench file, one option each, written `ADDRESS TYPE ORDER`, for
instance `value = "0x0002 float ABCD"`. Types: `float` (IEEE 754 single), `i16`, `u16`, `i32`, `u32`; orders: ABCD,
CDAB, BADC, DCBA, never assumed. Whole numbers are scaled by 10^`exponent`.

Role: `DigitalGauge`, `Identified`. Safe state: none, it has no output. Settle criterion: none; the caller that sets the
pressure waits. Error queue: none; Modbus exceptions are raised, and so is a value outside `lower` … `upper`, where
those are given. Identity: the register `serial`. Register `proof` must hold the number `proof_value`, in the same
order as the value: only a known value shows that the order is right.

Acknowledgement: every request is answered.
"""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Literal, Self, cast

from drivers.codecs.register_place import Place, place
from drivers.codecs.registers import number
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.modbus import ModbusRegisters
from drivers.roles import DigitalGauge, Identity, Reading
from drivers.settling import positive_options

_WORDS = ("value", "serial", "proof", "proof_value", "exponent", "pressure_unit", "lower", "upper", "framing", "table")
_NEEDED = ("value", "serial", "proof", "proof_value", "pressure_unit")


class ModbusGauge(IdentifiedDriver):
    """A gauge under test, or a standard.

    Args:
        link: Its line.
        device: Its registers.
        options: Options of the bench file.
    """

    ROLES = (DigitalGauge,)

    LINE = Line()

    def __init__(self, link: LineLink, device: ModbusRegisters, options: dict[str, str]) -> None:
        super().__init__(link)
        self._device, self._inputs = device, options.get("table", "holding") == "input"
        self._value, self._serial, self._proof = (place(options[name]) for name in ("value", "serial", "proof"))
        exponent = 0 if self._value.layout.type == "float32" else int(options.get("exponent", "0"))
        self._scaled = replace(self._value.layout, scale=Decimal(1).scaleb(exponent))
        self._unit = options["pressure_unit"]
        self._proof_value = Decimal(options["proof_value"])
        self._lower, self._upper = (Decimal(options[n]) if n in options else None for n in ("lower", "upper"))

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `value`, `serial`, `proof` as `ADDRESS TYPE ORDER`, `proof_value`, `pressure_unit`; `exponent`,
        `lower`, `upper`, `table` (`holding`, `input`), `unit` number (1), `framing` (`rtu`, `tcp`).
        """
        given = positive_options(fitting, {"unit": "1"}, _WORDS)
        options = dict(fitting.options)
        remedy = "Copy the registers from the gauge's manual into the bench file."
        if missing := [name for name in _NEEDED if name not in options]:
            raise InstrumentError(f"Options {', '.join(missing)} are missing.", where=fitting.where, remedy=remedy)
        framing, table = options.get("framing", "rtu"), options.get("table", "holding")
        if framing not in ("rtu", "tcp") or table not in ("holding", "input"):
            what = f"Options framing = {framing!r}, table = {table!r}."
            raise InstrumentError(what, where=fitting.where, remedy="Use rtu or tcp, holding or input.")
        link = fitting.require_link()
        device = ModbusRegisters(link, int(given["unit"]), cast("Literal['rtu', 'tcp']", framing))
        try:
            gauge = cls(link, device, options)
        except (ValueError, InvalidOperation) as error:
            raise InstrumentError(f"{error}.", where=fitting.where, remedy=remedy) from error
        if not gauge.proven:
            what = "Proof and value have different orders or types, so the one proves nothing about the other."
            raise InstrumentError(what, where=fitting.where, remedy=remedy)
        return gauge

    @property
    def proven(self) -> bool:
        """Whether a right proof register shows that the value is read in the right order."""
        proof, value = self._proof.layout, self._value.layout
        return (proof.order, proof.size) == (value.order, value.size)

    def _who(self) -> Identity:
        with decoding(self._link):
            found = self._read(self._proof)
            if found != self._proof_value:
                what = f"proof register holds {found}, {self._proof_value} expected: order of words or bytes"
                raise self._link.reject(what)
            serial = str(self._read(self._serial))
        return Identity(serial=serial, text=f"serial number {serial}")

    def indication(self) -> Reading:
        """Indicated pressure; the text is the registers in hexadecimal.

        Raises:
            Reported: Outside `lower` … `upper`, or a Modbus exception.
            BadReply, LinkError: As every exchange.
        """
        self._ready()
        with decoding(self._link):
            raw = self._raw(self._value)
            value = number(self._scaled, raw)
        if (self._lower is not None and value < self._lower) or (self._upper is not None and value > self._upper):
            what = f"{value} {self._unit} is outside the gauge's range."
            raise Reported(what, where=self._link.where, remedy="Look at the gauge: over range, or a failed sensor.")
        return Reading(raw.hex(" "), value, self._unit)

    def _read(self, where: Place) -> Decimal:
        return number(where.layout, self._raw(where))

    def _raw(self, where: Place) -> bytes:
        read = self._device.inputs if self._inputs else self._device.holding
        return read(where.address, where.layout.size)
