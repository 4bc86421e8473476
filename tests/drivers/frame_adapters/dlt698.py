"""DL/T 698.45 frames; the data of a GetResponseNormal are decoded too."""

from typing import Any

from drivers.codecs import dlt698, dlt698_data
from drivers.codecs.numbers import Refused

PROTOCOLS = ("dlt698.45",)


def read(_frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    found = dlt698.decode(raw)
    fields = {"addr": found.address, "apdu": found.apdu.hex(" "), "C": f"{found.control:02X}"}
    value = None
    if found.apdu[:2] == b"\x85\x01":
        try:
            value = dlt698_data.got(found.apdu).value
        except Refused:
            fields["refused"] = "yes"
    return {"fields": fields, "value": value, "encoded": dlt698.encode(found)}
