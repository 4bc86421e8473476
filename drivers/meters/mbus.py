"""Heat, water, gas and electricity meters on a wired M-Bus, variable (CI 72) and fixed (CI 73) data structure.

Standard: EN 13757-2 (frames) and EN 13757-3 (records). Line: 2400 Bd 8E1, 300…9600 in the field.

Role: `MeterRegister`, `Identified`. Safe state: none, it has no output. Settle criterion: none. Error queue: none; the
status byte of each telegram is looked at: application error, permanent and temporary error are raised, for then the
registers are not to be trusted. Identity: identification number, maker, version and medium out of the first telegram
after `SND_NKE`; every later telegram must carry them too. Acknowledgement: `SND_NKE` by `E5`, requests answered. Every
reading begins with `SND_NKE` and takes the whole read-out: where a telegram ends with DIF 1F the frame count bit is
changed and the next telegram fetched. Many meters would otherwise give another part of it each time.

A register is the one record of its quantity that is instantaneous, without storage, tariff, subunit and unknown
extensions; where none or several are such, no reading is given. What belongs to a phase carries the extension of that
phase (FC 01, FC 02, FC 03, from memory: `unverified`). A record without it counts as phase 1 only where it is the only
one of its quantity: beside others, which a maker may mark by codes of its own, it is their total.
"""

from decimal import Decimal
from typing import Self

from drivers.codecs import mbus as codec
from drivers.codecs import mbus_data
from drivers.codecs.mbus import Long, Short
from drivers.codecs.mbus_data import Header, Record
from drivers.codecs.numbers import Malformed, Refused
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.meters.meter import Meter, shown, whole
from drivers.roles import Identity, MeterRegister, Reading

_ELECTRICITY, _HEAT = frozenset({0x02}), frozenset({0x04, 0x0A, 0x0B, 0x0C, 0x0D})
_ANY = frozenset(range(256))
#: Quantity to the quantity of a record, and the media for which it means that.
PLACES = {
    "active_energy_import": ("energy", _ELECTRICITY),
    "active_power": ("power", _ELECTRICITY),
    **{f"active_power_l{phase}": ("power", _ELECTRICITY) for phase in (1, 2, 3)},
    **{f"voltage_l{phase}": ("voltage", _ELECTRICITY) for phase in (1, 2, 3)},
    **{f"current_l{phase}": ("current", _ELECTRICITY) for phase in (1, 2, 3)},
    "heat_energy": ("energy", _HEAT),
    "heat_power": ("power", _HEAT),
    "volume": ("volume", _ANY),
    "volume_flow": ("volume_flow", _ANY),
    "flow_temperature": ("flow_temperature", _ANY),
    "return_temperature": ("return_temperature", _ANY),
}
#: Extension of a record that belongs to a phase.
_PHASES = {phase: bytes([0xFC, phase]) for phase in (1, 2, 3)}
_MOST_TELEGRAMS = 32
_STATUS = {0x08: "permanent error", 0x10: "temporary error"}
_APPLICATION = {1: "busy", 2: "application error", 3: "abnormal condition or alarm"}


class MBusMeter(Meter):
    """A meter on an M-Bus.

    Args:
        link: Its line.
        address: Primary address; 254 for the only meter on the line.
    """

    ROLES = (MeterRegister,)

    LINE = Line(timeout=3.0, pause=1.0)

    def __init__(self, link: LineLink, address: int = codec.POINT_TO_POINT) -> None:
        super().__init__(link)
        self._address, self._toggle = address, False

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `address`: primary address (254, the only meter on the line).
        """
        fitting.require_options(("address",))
        return cls(fitting.require_link(), whole(fitting, "address", codec.POINT_TO_POINT, 254))

    def quantities(self) -> tuple[str, ...]:
        """Names that `reading` knows."""
        return tuple(PLACES)

    def reading(self, quantity: str) -> Reading:
        """A register; see `MeterRegister.reading`."""
        sought, media = self._place(quantity, PLACES)
        self._ready()
        telegrams = self._read_out()
        with decoding(self._link):
            for _, header, _ in telegrams:
                _refuse_status(header.status)
                if header.medium not in media:
                    raise Refused(f"a meter of medium {header.medium:02X} has no {quantity}")
            record = _only([one for _, _, records in telegrams for one in records], sought, _phase(quantity))
            if not isinstance(record.value, Decimal):
                raise Refused(f"the record of {quantity} is not valid: {record.value!r}")
            raw = next(raw for raw, _, records in telegrams if any(one is record for one in records))
            return shown(raw, record.value, record.kind.unit, quantity)

    def _read_out(self) -> list[tuple[bytes, Header, list[Record]]]:
        """Every telegram of the meter's read-out, from its first one on."""
        self._initialise()
        telegrams = []
        for _ in range(_MOST_TELEGRAMS):
            raw, (header, records) = self._telegram()
            if self._known is None or _identity(header) != self._known:
                raise self._link.reject(f"{_identity(header).text} answers, another meter was identified before")
            telegrams.append((raw, header, records))
            if not header.more_follows:
                return telegrams
        raise self._link.reject(f"more than {_MOST_TELEGRAMS} telegrams in a read-out")

    def _who(self) -> Identity:
        self._initialise()
        return _identity(self._telegram()[1][0])

    def _initialise(self) -> None:
        request = codec.encode(Short(codec.SND_NKE, self._address))
        _, reply = self._ask(request, codec.length, codec.decode)
        if reply is not None:
            raise self._link.reject(f"{reply} does not acknowledge")
        self._toggle = True

    def _telegram(self) -> tuple[bytes, tuple[Header, list[Record]]]:
        control = codec.REQ_UD2_TOGGLED if self._toggle else codec.REQ_UD2
        self._toggle = not self._toggle
        request = codec.encode(Short(control, self._address))
        return self._ask(request, codec.length, lambda raw: _user_data(codec.response(self._address, raw)))


def _user_data(frame: Long) -> tuple[Header, list[Record]]:
    if frame.information == codec.VARIABLE:
        return mbus_data.variable(frame.data)
    if frame.information == codec.FIXED:
        return mbus_data.fixed(frame.data)
    raise Malformed(f"control information {frame.information:02X} is not that of a meter's data")


def _identity(header: Header) -> Identity:
    text = f"M-Bus {header.maker} {header.serial} version {header.version} medium {header.medium:02X}"
    return Identity(header.maker, "", header.serial, str(header.version), text)


def _refuse_status(status: int) -> None:
    said = [text for bit, text in _STATUS.items() if status & bit]
    if status & 3:
        said.append(_APPLICATION[status & 3])
    if said:
        raise Refused(f"status {status:02X}: {', '.join(said)}")


def _phase(quantity: str) -> int:
    """1, 2 or 3 for what belongs to a phase, else 0."""
    name, _, phase = quantity.rpartition("_l")
    return int(phase) if name and phase in ("1", "2", "3") else 0


def _only(records: list[Record], quantity: str, phase: int = 0) -> Record:
    """The one present record of a quantity, or of one phase of it."""
    present = [
        record
        for record in records
        if record.kind.quantity == quantity
        and not (record.function or record.storage or record.tariff or record.subunit)
    ]
    plain = [record for record in present if not record.modifiers]
    found = [record for record in present if record.modifiers == _PHASES[phase]] if phase else plain
    if phase == 1 and not found and len(present) == 1:
        found = plain
    if len(found) != 1:
        of_phase = f" of phase {phase}" if phase else ""
        raise Refused(f"{len(found)} of {len(present)} records of {quantity} are the one{of_phase} that is meant")
    return found[0]
