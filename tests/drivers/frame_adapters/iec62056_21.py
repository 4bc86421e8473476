"""Messages of IEC 62056-21."""

from typing import Any

from drivers.codecs import iec62056_21 as codec

PROTOCOLS = ("iec62056-21",)


def read(_frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    found = codec.decode(raw)
    fields = {}
    if isinstance(found, codec.Block):
        fields = {"bcc": f"{raw[-1]:02X}"}
        if not found.command and found.data.isascii():
            codec.data_sets(found)
    return {"fields": fields, "value": None, "encoded": codec.encode(found)}
