"""Electricity meters that speak DL/T 645, editions 1997 and 2007.

Standard: DL/T 645-2007 (frames 5.2, identifiers annex A); the 1997 identifiers are known from secondary sources, those
of current, power, power factor, constant and clock from memory (`unverified`), as are 02800002 (frequency), 04000101
and 04000102 (date, time). The identifiers of events (03300D00 openings of the cover, 03350000 magnetic fields, three
bytes) and of the software (04800001, 32 characters) are those of public programs for such meters (secondary). Load
records: see `drivers.codecs.dlt645_profile` (`unverified`). Line:
2400 Bd 8E1.

Role: `MeterRegister`, `MeterClock`, `MeterEvents` (edition 2007), `Identified`;
`StoredProfile` beside them. Safe state: none, it has no output.
Settle criterion: none, a register is what it is when it is read. Error queue: none; an error reply is raised.
Identity: the meter's address, read from it: by `read address` where the bench file gives none (only one meter on the
line), else as register 04000401; edition 1997 gives its meter number (C032, `unverified`). Acknowledgement: answered;
address, control code and identifier of the reply must be those that were asked.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Self, TypeVar

from drivers.codecs import bcd, clock_face, dlt645_items, dlt645_profile
from drivers.codecs import dlt645 as codec
from drivers.codecs.dlt645 import Frame
from drivers.codecs.numbers import Malformed
from drivers.codecs.preamble import mark_of
from drivers.errors import InstrumentError, NeedsPerson
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.meters.meter import Meter, choice, digits, shown
from drivers.meters.profile import Recorded
from drivers.roles import Identity, MeterClock, MeterEvents, MeterRegister, Reading, TextReading

Answer = TypeVar("Answer")
_PHASES = (1, 2, 3)
#: Quantity to data identifier.
EDITION_2007 = {
    "active_energy_combined": "00000000",
    "active_energy_import": "00010000",
    "active_energy_export": "00020000",
    **{f"voltage_l{phase}": f"02010{phase}00" for phase in _PHASES},
    **{f"current_l{phase}": f"02020{phase}00" for phase in _PHASES},
    "active_power": "02030000",
    **{f"active_power_l{phase}": f"02030{phase}00" for phase in _PHASES},
    "reactive_power": "02040000",
    "apparent_power": "02050000",
    "power_factor": "02060000",
    "frequency": "02800002",
    "pulse_constant": "04000409",
}
EDITION_1997 = {
    "active_energy_import": "9010",
    "active_energy_export": "9020",
    **{f"voltage_l{phase}": f"B61{phase}" for phase in _PHASES},
    **{f"current_l{phase}": f"B62{phase}" for phase in _PHASES},
    "active_power": "B630",
    **{f"active_power_l{phase}": f"B63{phase}" for phase in _PHASES},
    "reactive_power": "B640",
    "power_factor": "B650",
    "pulse_constant": "C030",
}
#: Date with weekday `YYMMDDWW`, time `hhmmss`, by edition.
_CLOCK = {"2007": ("04000101", "04000102"), "1997": ("C010", "C011")}
_ADDRESS, _NUMBER_1997 = "04000401", "C032"
#: Quantities of load records that have a name here (edition 2007).
_PROFILED = ("active_energy_import", "active_energy_export", "active_power", "power_factor", "frequency",
             *(f"{name}_l{phase}" for name in ("voltage", "current", "active_power") for phase in _PHASES))  # fmt: skip
_COVER, _FIELD, _SOFTWARE, _CHARACTERS = "03300D00", "03350000", "04800001", 32


class DLT645Meter(Meter):
    """A meter on a DL/T 645 line.

    Args:
        link: Its line.
        edition: `2007` or `1997`.
        address: Twelve digits, or `dlt645.WILDCARD` for the only meter on the line.
        preamble: Number of `FE` sent in front of each request.
    """

    ROLES = (MeterRegister, MeterClock, MeterEvents)

    LINE = Line(timeout=2.0, pause=1.0)

    def __init__(self, link: LineLink, edition: str = "2007", address: str = codec.WILDCARD, preamble: int = 4) -> None:
        super().__init__(link)
        self._places = EDITION_2007 if edition == "2007" else EDITION_1997
        self._reads = codec.READ if edition == "2007" else codec.READ_1997
        self._edition, self._asked, self._address, self._preamble = edition, address, address, preamble

    @classmethod
    def addressed(cls, options: dict[str, str]) -> str:
        """The address of the bench file, which is the serial number or its last digits; empty for a lone meter."""
        return options.get("address", "")

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `edition` (2007, 1997), `address` (asked for where it is left out; 1997 cannot).
        """
        fitting.require_options(("edition", "address"))
        edition = choice(fitting, "edition", "2007", ("2007", "1997"))
        address = digits(fitting, "address", 12, codec.WILDCARD)
        if edition == "1997" and address == codec.WILDCARD:
            remedy = "Give the option address: the 1997 edition cannot ask for it."
            raise InstrumentError("The meter's address is missing.", where=fitting.where, remedy=remedy)
        return cls(fitting.require_link(), edition, address)

    def quantities(self) -> tuple[str, ...]:
        """Names that `reading` knows."""
        return tuple(self._places)

    def reading(self, quantity: str) -> Reading:
        """A register; see `MeterRegister.reading`."""
        identifier = self._place(quantity, self._places)
        self._ready()
        raw, value = self._ask_for(identifier, lambda payload: dlt645_items.number(identifier, payload))
        return shown(raw, value, dlt645_items.item(identifier).unit, quantity)

    def clock(self) -> Reading:
        """What the meter's clock shows; see `MeterClock.clock`.

        Date and time are read one after the other, so the date is read once more: at midnight it has changed.
        """
        day, time = _CLOCK[self._edition]
        self._ready()
        for _attempt in range(2):
            asked = [self._ask_for(day, _date), self._ask_for(time, _time), self._ask_for(day, _date)]
            (_, before), (_, found), (_, after) = asked
            if before == after:
                with decoding(self._link):
                    face = clock_face.of_texts(before[:6], found)
                return Reading(" | ".join(raw.hex(" ").upper() for raw, _ in asked), face, "s")
        raise self._link.reject("the date of its clock is another one each time that it is read")

    def profiled(self) -> tuple[str, ...]:
        """Quantities of its load records; none for edition 1997."""
        return _PROFILED if self._edition == "2007" else ()

    def recorded(self, quantity: str, face: datetime) -> Recorded | None:
        """A load record; see `StoredProfile.recorded`. Its layout is from memory (`unverified`)."""
        self._place(quantity, dict.fromkeys(self.profiled()))
        self._ready()
        asked = dlt645_profile.identifier(quantity)
        raw, found = self._ask_for(asked, dlt645_profile.record, dlt645_profile.request(quantity, face))
        if found is None or found.face != face or quantity not in found.values:
            return None
        with decoding(self._link):
            return Recorded(face, shown(raw, found.values[quantity], dlt645_profile.unit(quantity), quantity))

    def cover_openings(self) -> Reading:
        """Openings of the cover that the meter recorded; raises `NeedsPerson` for edition 1997."""
        return self._counted(_COVER)

    def field_events(self) -> Reading:
        """Magnetic fields that the meter recorded; raises `NeedsPerson` for edition 1997."""
        return self._counted(_FIELD)

    def software(self) -> TextReading:
        """Software identification, without the blanks and zeros that fill it; raises `NeedsPerson` for edition 1997."""
        self._only_2007()
        self._ready()
        _raw, found = self._ask_for(_SOFTWARE, _text)
        return TextReading(found)

    def _counted(self, identifier: str) -> Reading:
        self._only_2007()
        self._ready()
        raw, value = self._ask_for(identifier, lambda payload: dlt645_items.number(identifier, payload))
        return Reading(raw.hex(" ").upper(), value, "1")

    def _only_2007(self) -> None:
        if self._edition != "2007":
            raise NeedsPerson(
                "Edition 1997 keeps no such record.", where=self._link.where, remedy="Read it on the display."
            )

    def _who(self) -> Identity:
        if self._edition == "1997":
            raw, number = self._ask_for(_NUMBER_1997, _six)
            return Identity(serial=number, text=f"DL/T 645-1997 {number}{mark_of(raw)}")
        if self._asked == codec.WILDCARD:
            request = Frame(codec.WILDCARD, codec.READ_ADDRESS, preamble=self._preamble)
            raw, self._address = self._ask(codec.encode(request), codec.length, lambda raw: _address(request, raw))
        else:
            raw, found = self._ask_for(_ADDRESS, _six)
            if found != self._asked:
                raise self._link.reject(f"the meter says that its address is {found}, {self._asked} was asked")
        return Identity(serial=self._address, text=f"DL/T 645-2007 {self._address}{mark_of(raw)}")

    def _ask_for(self, identifier: str, decode: Callable[[bytes], Answer], data: bytes = b"") -> tuple[bytes, Answer]:
        """Ask for an identifier, with what stands behind it in `data`; the frame, and what its payload decodes to."""
        request = Frame(self._address, self._reads, data or dlt645_items.wire(identifier), self._preamble)

        def payload(raw: bytes) -> Answer:
            return decode(dlt645_items.after(identifier, codec.answer(request, raw)))

        return self._ask(codec.encode(request), codec.length, payload)


def _text(payload: bytes) -> str:
    """Characters, which are sent last one first as all data are."""
    if len(payload) != _CHARACTERS or not (found := payload[::-1].strip(b" \0")).isascii():
        raise Malformed(f"{payload.hex(' ')} is not a text of {_CHARACTERS} characters")
    return found.decode("ascii")


def _six(payload: bytes) -> str:
    return _digits(payload, 6)


def _date(payload: bytes) -> str:
    return _digits(payload, 4)


def _time(payload: bytes) -> str:
    return _digits(payload, 3)


def _digits(payload: bytes, size: int) -> str:
    if len(payload) != size:
        raise Malformed(f"{payload.hex(' ')} is not a number of {2 * size} digits")
    return bcd.digits(payload)


def _address(request: Frame, raw: bytes) -> str:
    """Address out of the reply to `read address`: the data field, which the address field must repeat."""
    found = _six(codec.answer(request, raw))
    if codec.decode(raw).address != found:
        raise Malformed(f"{codec.decode(raw).address} answers that its address is {found}")
    return found
