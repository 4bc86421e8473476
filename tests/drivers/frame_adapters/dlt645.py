"""DL/T 645 frames of both editions."""

from typing import Any

from drivers.codecs import dlt645, dlt645_items

PROTOCOLS = ("dlt645-2007", "dlt645-1997")


def read(frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    found = dlt645.decode(raw)
    fields = {"addr": found.address, "C": f"{found.control:02X}", "data": found.data.hex(" ")}
    return {"fields": fields, "value": _value(frame["protocol"], found), "encoded": dlt645.encode(found)}


def _value(protocol: str, found: dlt645.Frame) -> Any:
    size, reply = (4, 0x91) if protocol == "dlt645-2007" else (2, 0x81)
    if found.control & 0xC0 == 0xC0:
        dlt645.errors(found.data)
    if found.control != reply:
        return None
    identifier = found.data[:size][::-1].hex().upper()
    try:
        numbers = dlt645_items.numbers(identifier, dlt645_items.after(identifier, found.data))
    except KeyError:  # an identifier that no driver reads: the frame is still a frame
        return None
    return numbers[0]
