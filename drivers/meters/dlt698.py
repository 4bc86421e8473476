"""Electricity meters that speak DL/T 698.45 (object-oriented interface), reading only, without security.

Standard: DL/T 698.45-2017 (frames 6.2, GetRequestNormal 6.3.7). The objects 40010200 (address) and 00100200 (forward
active energy, 2 decimals) are proven by public captures; the other objects, the clock 40000200 included, and their
scalers stand from memory (`unverified`). Frozen records: see
`drivers.codecs.dlt698_record`. Line: 9600 Bd 8E1.

Role: `MeterRegister`, `MeterClock`, `Identified`; `StoredProfile` beside them. Safe state: none, it has no output.
Settle criterion: none. Error queue: none; a reason given in place of data (DAR) is raised. Identity: the communication
address 40010200. Acknowledgement: answered; server address, client address, PIID and OAD of the reply must be those
that were asked.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Self

from drivers.codecs import clock_face, dlt698_data, dlt698_record
from drivers.codecs import dlt698 as codec
from drivers.codecs.axdr import Value
from drivers.codecs.dlt698 import Frame
from drivers.codecs.numbers import Malformed, Refused
from drivers.codecs.preamble import mark_of
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.meters.meter import Meter, digits, shown, whole
from drivers.meters.profile import Recorded
from drivers.roles import Identity, MeterClock, MeterRegister, Reading


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quantity is.

    Attributes:
        attribute: OAD with the element.
        decimals: Digits after the point.
        unit: Unit symbol, empty for a pure number.
    """

    attribute: str
    decimals: int
    unit: str


PLACES = {
    "active_energy_combined": Place("00000201", 2, "kWh"),
    "active_energy_import": Place("00100201", 2, "kWh"),
    "active_energy_export": Place("00200201", 2, "kWh"),
    **{f"voltage_l{phase}": Place(f"2000020{phase}", 1, "V") for phase in (1, 2, 3)},
    **{f"current_l{phase}": Place(f"2001020{phase}", 3, "A") for phase in (1, 2, 3)},
    "active_power": Place("20040201", 1, "W"),
    **{f"active_power_l{phase}": Place(f"2004020{phase + 1}", 1, "W") for phase in (1, 2, 3)},
    "power_factor": Place("200A0201", 3, ""),
    "frequency": Place("200F0200", 2, "Hz"),
    "pulse_constant": Place("41090200", 0, "imp/kWh"),
}
_ADDRESS, _CLOCK = "40010200", "40000200"
#: Quantities that are frozen, each as the first of its tariffs.
_FROZEN = ("active_energy_combined", "active_energy_import", "active_energy_export")


class DLT698Meter(Meter):
    """A meter on a DL/T 698.45 line.

    Args:
        link: Its line.
        address: Twelve digits, or `dlt698.WILDCARD` for the only meter on the line.
        client: Our client address.
    """

    ROLES = (MeterRegister, MeterClock)

    LINE = Line(timeout=2.0, pause=1.0)

    def __init__(self, link: LineLink, address: str = codec.WILDCARD, client: int = 0) -> None:
        super().__init__(link)
        kind = codec.ANY if address == codec.WILDCARD else codec.SINGLE
        self._frame = Frame(address, codec.REQUEST, b"", kind, client=client, preamble=4)
        self._asked, self._invoke = address, 0

    @classmethod
    def addressed(cls, options: dict[str, str]) -> str:
        """The address of the bench file, which is the serial number or its last digits; empty for a lone meter."""
        return options.get("address", "")

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `address` as printed on the meter, `client` (0).
        """
        fitting.require_options(("address", "client"))
        address = digits(fitting, "address", 12, codec.WILDCARD)
        return cls(fitting.require_link(), address, whole(fitting, "client", 0, 255))

    def quantities(self) -> tuple[str, ...]:
        """Names that `reading` knows."""
        return tuple(PLACES)

    def reading(self, quantity: str) -> Reading:
        """A register; see `MeterRegister.reading`."""
        place = self._place(quantity, PLACES)
        self._ready()
        raw, (_, value) = self._get(place.attribute)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._link.reject(f"{value!r} is not the number of a register")
        return shown(raw, Decimal(value).scaleb(-place.decimals), place.unit, quantity)

    def clock(self) -> Reading:
        """What the meter's clock shows; see `MeterClock.clock`."""
        self._ready()
        raw, (_, value) = self._get(_CLOCK)
        with decoding(self._link):
            if not isinstance(value, bytes):
                raise Malformed(f"{value!r} is no date with a time")
            return Reading(raw.hex(" ").upper(), clock_face.of_date_time_s(value), "s")

    def profiled(self) -> tuple[str, ...]:
        """Quantities of its frozen records."""
        return _FROZEN

    def recorded(self, quantity: str, face: datetime) -> Recorded | None:
        """A frozen record; see `StoredProfile.recorded`."""
        place = self._place(quantity, {name: PLACES[name] for name in _FROZEN})
        self._ready()
        for table in dlt698_record.tables(face):
            raw, rows = self._frozen(table, place.attribute[:-2] + "00", face)
            found = [row for row in rows if row.face == clock_face.of_face(face)]
            if found:
                with decoding(self._link):
                    return Recorded(face, shown(raw, _total(found[0], place), place.unit, quantity))
        return None

    def _frozen(self, table: str, column: str, face: datetime) -> tuple[bytes, list[dlt698_record.Row]]:
        """The rows of a table at a time; none where the meter has no such table."""
        self._invoke = (self._invoke + 1) % 64
        request = replace(self._frame, apdu=dlt698_record.request(table, column, face, self._invoke))

        def decode(raw: bytes) -> list[dlt698_record.Row]:
            apdu = codec.answer(request, raw)[1]
            try:
                return dlt698_record.answer(table, column, self._invoke, apdu)
            except Refused:
                return []

        return self._ask(codec.encode(request), codec.length, decode)

    def _who(self) -> Identity:
        if self._asked == codec.WILDCARD:
            self._frame = replace(self._frame, address=codec.WILDCARD, kind=codec.ANY)
        raw, (sender, value) = self._get(_ADDRESS)
        if not isinstance(value, bytes) or value.hex().upper() != sender:
            raise self._link.reject(f"{sender} answers that its address is {value!r}")
        self._frame = replace(self._frame, address=sender, kind=codec.SINGLE)
        return Identity(serial=sender, text=f"DL/T 698.45 {sender}{mark_of(raw)}")

    def _get(self, attribute: str) -> tuple[bytes, tuple[str, Value]]:
        self._invoke = (self._invoke + 1) % 64
        request = replace(self._frame, apdu=dlt698_data.get(attribute, self._invoke))

        def decode(raw: bytes) -> tuple[str, Value]:
            sender, apdu = codec.answer(request, raw)
            return sender, dlt698_data.answer(attribute, self._invoke, apdu)

        return self._ask(codec.encode(request), codec.length, decode)


def _total(row: dlt698_record.Row, place: Place) -> Decimal:
    """The total of a register with its tariffs, which comes first, or of one without."""
    value = row.value[0] if isinstance(row.value, list) and row.value else row.value
    if isinstance(value, bool) or not isinstance(value, int):
        raise Malformed(f"{value!r} is not the number of a register")
    return Decimal(value).scaleb(-place.decimals)
