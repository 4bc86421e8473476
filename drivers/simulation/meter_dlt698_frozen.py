"""Frozen records of a simulated DL/T 698.45 meter: what it wrote down each quarter and each day, for sixty days."""

from datetime import datetime, timedelta

from drivers.simulation.meter_model import MeterModel

_TIME = b"\x20\x21\x02\x00"
_KEPT = timedelta(days=60)
_NO_OBJECT = 6


def frozen(model: MeterModel, asked: bytes) -> bytes | None:
    """The response to a request for records; None for one that this meter does not know."""
    if len(asked) < 28 or asked[:2] != b"\x05\x03" or asked[7:13] != b"\x01" + _TIME + b"\x1c":
        return None
    table, columns = asked[3:7], asked[20:31]
    head = b"\x85\x03" + asked[2:7] + columns
    if columns[:7] != b"\x02\x00" + _TIME + b"\x00" or columns[7:] != b"\x00\x10\x02\x00":
        return head + bytes([0, _NO_OBJECT, 0, 0])
    year, rest = int.from_bytes(asked[13:15], "big"), asked[15:20]
    try:
        face = datetime(year, *rest)  # noqa: DTZ001  a face has no time zone
    except ValueError:
        return head + b"\x01\x00\x00\x00"
    if not _freezes(table, face):
        return head + b"\x01\x00\x00\x00"
    when = model.when(face)
    if when < 0.0 or not model.face() - _KEPT <= face <= model.face():
        return head + b"\x01\x00\x00\x00"
    energy = int(model.register_at("active_energy_import", 2, when).scaleb(2)).to_bytes(4, "big")
    return head + b"\x01\x01" + asked[12:20] + b"\x01\x02" + (b"\x06" + energy) * 2 + b"\x00\x00"


def _freezes(table: bytes, face: datetime) -> bool:
    whole = not face.second
    return {
        b"\x50\x02\x02\x00": whole and face.minute % 15 == 0,
        b"\x50\x04\x02\x00": whole and not (face.minute or face.hour),
    }.get(table, False)
