"""CJ/T 188-2004 frames."""

from typing import Any

from drivers.codecs import cjt188

PROTOCOLS = ("cjt188-2004",)


def read(_frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    found = cjt188.decode(raw)
    fields = {
        "T": f"{found.kind:02X}",
        "addr": found.address,
        "C": f"{found.control:02X}",
        "data": found.data.hex(" "),
    }
    value = None
    if found.control == 0x81 and found.identifier == cjt188.METERING and len(found.data) == 22:
        value = cjt188.metering(found).current
    return {"fields": fields, "value": value, "encoded": cjt188.encode(found)}
