"""Meters that speak DLMS/COSEM with logical names: registers by OBIS code, over the TCP wrapper or HDLC.

Standard: IEC 62056-5-3 (association, GET), IEC 62056-6-2 (classes 1, 3 and 8, units), IEC 62056-46 (HDLC), IEC 62056-47
(wrapper), IEC 62056-6-1 (OBIS). APDUs by `dlms-cosem`. Line: TCP port 4059 by wrapper, or HDLC at 9600 Bd 8N1.
Security: none or a password (low level); ciphering is not offered.

Role: `MeterRegister`, `MeterClock`, `Identified`; `StoredProfile` beside them: load profile 1.0.99.1.0.255, asked by
a range of its clock. Safe state: none, it has no output. Settle criterion: none. Error
queue: none; data access results and exception responses are raised. Identity: serial number 0.0.96.1.0.255 and logical
device name 0.0.42.0.0.255. Acknowledgement: answered; addresses, sequence numbers (HDLC) and invoke-id of the reply
must be those of the request. Each reading is an association of its own, in which scaler, unit and serial number are
read with the value.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Self

from drivers.codecs import clock_face, dlms_profile, hdlc
from drivers.codecs import dlms as codec
from drivers.codecs.axdr import Value
from drivers.codecs.dlms import Attribute
from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.meters.dlms_channel import Channel, HDLCChannel, WrapperChannel
from drivers.meters.meter import Meter, choice, shown, whole
from drivers.meters.profile import Recorded
from drivers.roles import Identity, MeterClock, MeterRegister, Reading

#: Quantity to OBIS code.
PLACES = {
    "active_energy_import": "1.0.1.8.0.255",
    "active_energy_export": "1.0.2.8.0.255",
    "reactive_energy_import": "1.0.3.8.0.255",
    "reactive_energy_export": "1.0.4.8.0.255",
    **{f"voltage_l{phase}": f"1.0.{12 + 20 * phase}.7.0.255" for phase in (1, 2, 3)},
    **{f"current_l{phase}": f"1.0.{11 + 20 * phase}.7.0.255" for phase in (1, 2, 3)},
    "active_power": "1.0.16.7.0.255",
    "power_factor": "1.0.13.7.0.255",
    "frequency": "1.0.14.7.0.255",
    "heat_energy": "6.0.1.0.0.255",
    "volume": "8.0.1.0.0.255",
}
#: Unit code (IEC 62056-6-2 table 4) to unit symbol and power of ten.
UNITS = {
    9: ("°C", 0),
    13: ("m³", 0),
    15: ("m³/h", 0),
    19: ("L", 0),
    25: ("J", 0),
    27: ("W", 0),
    28: ("VA", 0),
    29: ("var", 0),
    30: ("Wh", 0),
    32: ("kvarh", -3),
    33: ("A", 0),
    35: ("V", 0),
    44: ("Hz", 0),
    255: ("", 0),
}
_SERIAL, _NAME = Attribute(1, "0.0.96.1.0.255", 2), Attribute(1, "0.0.42.0.0.255", 2)
_REGISTER, _CLOCK = 3, Attribute(8, "0.0.1.0.0.255", 2)
_PROFILE = Attribute(7, "1.0.99.1.0.255", 2)
_MOST_BLOCKS = 64


class DLMSMeter(Meter):
    """A DLMS/COSEM meter.

    Args:
        link: Its line.
        channel: How APDUs travel on it.
        password: Password of low level security, empty for none.
    """

    ROLES = (MeterRegister, MeterClock)

    LINE = Line(timeout=5.0)

    def __init__(self, link: LineLink, channel: Channel, password: bytes = b"") -> None:
        super().__init__(link)
        self._channel, self._password, self._invoke = channel, password, 0
        self._columns: list[tuple[int, str, int]] | None = None

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `framing` (`wrapper`, `hdlc`), `client` (16), `server` (1), `physical` (17), `password`.
        """
        fitting.require_options(("framing", "client", "server", "physical", "password"))
        link, client = fitting.require_link(), whole(fitting, "client", 16, 127)
        server, password = whole(fitting, "server", 1, 0x3FFF), fitting.options.get("password", "")
        if not password.isascii():
            what = "Option password holds other characters than ASCII."
            raise InstrumentError(what, where=fitting.where, remedy="Correct the bench file.")
        if choice(fitting, "framing", "wrapper", ("wrapper", "hdlc")) == "wrapper":
            return cls(link, WrapperChannel(link, client, server), password.encode("ascii"))
        address = hdlc.address(server, whole(fitting, "physical", 17, 0x3FFF))
        return cls(link, HDLCChannel(link, hdlc.address(client), address), password.encode("ascii"))

    def quantities(self) -> tuple[str, ...]:
        """Names that `reading` knows."""
        return tuple(PLACES)

    def reading(self, quantity: str) -> Reading:
        """A register; see `MeterRegister.reading`."""
        obis = self._place(quantity, PLACES)
        self._ready()
        with self._association():
            _, scaler = self._get(Attribute(_REGISTER, obis, 3))
            raw, value = self._get(Attribute(_REGISTER, obis, 2))
            self._refuse_another()
        with decoding(self._link):
            exponent, unit = _scaler_and_unit(scaler)
            if isinstance(value, bool) or not isinstance(value, int | Decimal):
                raise Malformed(f"{value!r} is not the number of a register")
            return shown(raw, Decimal(value).scaleb(exponent), unit, quantity)

    def clock(self) -> Reading:
        """What the meter's clock shows; see `MeterClock.clock`."""
        self._ready()
        with self._association():
            raw, value = self._get(_CLOCK)
            self._refuse_another()
        with decoding(self._link):
            if not isinstance(value, bytes):
                raise Malformed(f"{value!r} is no date with a time")
            return Reading(raw.hex(" ").upper(), clock_face.of_date_time(value), "s")

    def profiled(self) -> tuple[str, ...]:
        """Quantities that a load profile may have; which it has is asked of the meter."""
        return tuple(PLACES)

    def recorded(self, quantity: str, face: datetime) -> Recorded | None:
        """A row of the load profile; see `StoredProfile.recorded`."""
        obis = self._place(quantity, PLACES)
        self._ready()
        with self._association():
            if self._columns is None:
                _, captured = self._get(Attribute(_PROFILE.interface, _PROFILE.obis, 3))
                with decoding(self._link):
                    self._columns = dlms_profile.columns(captured)
            column = dlms_profile.place(self._columns, _REGISTER, obis)
            if column is None:
                return None
            _, scaler = self._get(Attribute(_REGISTER, obis, 3))
            raw, rows = self._get(_PROFILE, face)
            self._refuse_another()
        with decoding(self._link):
            exponent, unit = _scaler_and_unit(scaler)
            value = dlms_profile.cell(rows, self._columns, column, clock_face.of_face(face))
            if value is None:
                return None
            if isinstance(value, bool) or not isinstance(value, int | Decimal):
                raise Malformed(f"{value!r} is not the number of a register")
            return Recorded(face, shown(raw, Decimal(value).scaleb(exponent), unit, quantity))

    def _refuse_another(self) -> None:
        serial = self._text(self._get(_SERIAL)[1])
        if self._known is None or serial != self._known.serial:
            raise self._link.reject(f"meter {serial} answers, another was identified before")

    def _who(self) -> Identity:
        with self._association():
            serial, name = (self._text(self._get(place)[1]) for place in (_SERIAL, _NAME))
        return Identity(maker=name[:3], serial=serial, text=f"DLMS/COSEM {name} {serial}")

    @contextmanager
    def _association(self) -> Iterator[None]:
        self._channel.open()
        _, apdu = self._channel.request(codec.associate(self._password))
        with decoding(self._link):
            codec.associated(apdu)
        yield
        self._channel.close()

    def _get(self, attribute: Attribute, face: datetime | None = None) -> tuple[bytes, Value]:
        """The frame that answers (the last of several), and a value; of a profile the rows of a minute."""
        self._invoke = (self._invoke + 1) % 16
        whole, request = b"", codec.get(attribute, self._invoke)
        if face is not None:
            request = codec.get_rows(attribute, self._invoke, face, face + timedelta(seconds=59))
        for _block in range(_MOST_BLOCKS):
            raw, apdu = self._channel.request(request)
            with decoding(self._link):
                data, block = codec.got(apdu, self._invoke)
                whole += data
                if block is None:
                    return raw, codec.value(whole)
            request = codec.next_block(block, self._invoke)
        raise self._link.reject(f"more than {_MOST_BLOCKS} blocks")

    def _text(self, value: Value) -> str:
        if isinstance(value, bytes) and value.isascii() and value.decode("ascii").isprintable():
            return value.decode("ascii")
        if isinstance(value, str) and value.isprintable():
            return value
        raise self._link.reject(f"{value!r} is not a name or a serial number")


def _scaler_and_unit(value: Value) -> tuple[int, str]:
    """Power of ten and unit symbol of attribute 3."""
    match value:
        case [int() as scaler, int() as code] if code in UNITS and abs(scaler) <= 12:
            unit, exponent = UNITS[code]
            return scaler + exponent, unit
    raise Malformed(f"{value!r} is no scaler with a unit that is known here")
