"""Any meter that is read by Modbus, over a serial line (RTU) or TCP, described by a register map.

Standard: Modbus application protocol V1.1b3, Modbus over serial line V1.02, Messaging on TCP/IP V1.0b; the registers
are those of the map (`modbus_map`), which names its manual and page. Line: RTU as the maker says, often 9600 Bd 8E1;
`socket://host:502` for TCP.

Role: `MeterRegister`, `Identified`. Safe state: none, only registers are read. Settle criterion: none. Error queue:
none; exception replies are raised. Identity: the serial number's registers; before that the map's proof register must
hold the value that the map gives, which proves word and byte order on the meter itself. A Modbus
reply says nothing of the meter, so every reading is followed by the serial number, which must be the same.
Acknowledgement: answered; unit, function, count and, on TCP, transaction of the reply must be those that were asked.
"""

from decimal import Decimal
from pathlib import Path
from typing import Self

from drivers.codecs import modbus, registers
from drivers.codecs.modbus import Frame
from drivers.errors import InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.meters.meter import Meter, choice, fitting_unit, shown, whole
from drivers.meters.modbus_map import MapError, Place, RegisterMap, load_map
from drivers.roles import Clock, Identity, MeterRegister, Reading

#: Silence before an RTU request in seconds: 3.5 characters at 2400 Bd, and longer than that at any higher speed.
_SILENCE = Decimal("0.017")


class ModbusMeter(Meter):
    """A meter on Modbus.

    Args:
        link: Its line.
        clock: The run's time.
        registers: Its register map.
        unit: Unit address.
        tcp: TCP frames instead of RTU.
    """

    ROLES = (MeterRegister,)

    LINE = Line(timeout=2.0)

    def __init__(
        self, link: LineLink, clock: Clock, registers: RegisterMap, unit: int = 1, *, tcp: bool = False
    ) -> None:
        super().__init__(link)
        self._clock = clock
        self._map, self._unit, self._tcp, self._transaction = registers, unit, tcp, 0

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `map`, a file; `unit` number (1), `framing` (`rtu`, `tcp`).
        """
        fitting.require_options(("map", "unit", "framing"))
        try:
            registers = load_map(Path(fitting.options.get("map", "")))
        except MapError as error:
            what = f"The register map cannot be used: {error}."
            raise InstrumentError(what, where=fitting.where, remedy="Correct the option map, or the file.") from error
        framing = choice(fitting, "framing", "rtu", ("rtu", "tcp"))
        unit = whole(fitting, "unit", 1, 247)
        return cls(fitting.require_link(), fitting.clock, registers, unit, tcp=framing == "tcp")

    def quantities(self) -> tuple[str, ...]:
        """Names that `reading` knows."""
        return tuple(self._map.registers)

    def reading(self, quantity: str) -> Reading:
        """A register; see `MeterRegister.reading`."""
        place = self._place(quantity, self._map.registers)
        self._ready()
        raw, value = self._read(place)
        serial = self._serial()
        if self._known is None or serial != self._known.serial:
            raise self._link.reject(f"meter {serial} answers, another was identified before")
        with decoding(self._link):
            return shown(raw, value, fitting_unit(place.unit, quantity), quantity)

    def _who(self) -> Identity:
        proof = self._map.proof
        _, found = self._read(proof)
        if found != proof.value:
            raise self._link.reject(f"register {proof.address} holds {found}, the map says {proof.value}")
        serial = self._serial()
        return Identity(model=self._map.name, serial=serial, text=f"{self._map.name} {serial}")

    def _serial(self) -> str:
        return str(self._read(self._map.serial)[1])

    def _read(self, place: Place) -> tuple[bytes, Decimal]:
        layout = self._map.layout(place)
        if not self._tcp:
            self._clock.sleep(_SILENCE)
        self._transaction = (self._transaction + 1) % 0x10000 if self._tcp else 0
        pdu = modbus.read(self._map.function, place.address, layout.size)
        request = Frame(self._unit, pdu, self._transaction)
        encode, decode, length = (
            (modbus.encode_tcp, modbus.decode_tcp, modbus.length_tcp)
            if self._tcp
            else (modbus.encode_rtu, modbus.decode_rtu, modbus.length_rtu)
        )
        return self._ask(
            encode(request),
            length,
            lambda raw: registers.number(layout, modbus.registers(request, decode(raw))),
        )
