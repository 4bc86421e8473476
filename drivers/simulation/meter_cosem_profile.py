"""The load profile of a simulated DLMS meter: clock, status and forward active energy, each quarter of an hour."""

from datetime import datetime, timedelta

from drivers.simulation.meter_model import MeterModel

NAME = (1, 0, 99, 1, 0, 255)
_EVERY, _KEPT = 15, timedelta(days=60)
_COLUMNS = ((8, "0000010000FF"), (1, "0000600A01FF"), (3, "0100010800FF"))


def captured() -> bytes:
    """Its capture objects."""
    found = b"".join(
        b"\x02\x04\x12" + interface.to_bytes(2, "big") + b"\x09\x06" + bytes.fromhex(name) + b"\x0f\x02\x12\x00\x00"
        for interface, name in _COLUMNS
    )
    return bytes([1, len(_COLUMNS)]) + found


def rows(model: MeterModel, selected: bytes) -> bytes | None:
    """The rows of a range of its clock; None for another selection."""
    if len(selected) < 51 or selected[:3] != b"\x01\x02\x04" or selected[21:23] != b"\x09\x0c":
        return None
    try:
        first, last = _face(selected[23:35]), _face(selected[37:49])
    except ValueError:
        return None
    last = min(last, model.face())
    face = max(first, model.face() - _KEPT)
    past = timedelta(minutes=face.minute % _EVERY, seconds=face.second)
    face += timedelta(minutes=_EVERY) - past if past else past
    found: list[bytes] = []
    while face <= last and len(found) < 8:
        if face >= first and model.when(face) >= 0.0:
            found.append(_row(model, face))
        face += timedelta(minutes=_EVERY)
    return bytes([1, len(found)]) + b"".join(found)


def _row(model: MeterModel, face: datetime) -> bytes:
    day = face.year.to_bytes(2, "big") + bytes([face.month, face.day, face.isoweekday()])
    clock = b"\x09\x0c" + day + bytes([face.hour, face.minute, 0, 0, 0x80, 0, 0])
    energy = int(model.register_at("active_energy_import", 2, model.when(face)).scaleb(2))
    return b"\x02\x03" + clock + b"\x11\x00" + b"\x06" + energy.to_bytes(4, "big")


def _face(data: bytes) -> datetime:
    return datetime(int.from_bytes(data[:2], "big"), data[2], data[3], data[5], data[6], data[7])  # noqa: DTZ001  a face
