"""M-Bus frames; user data are decoded down to the records."""

from typing import Any

from drivers.codecs import mbus, mbus_data

PROTOCOLS = ("mbus", "mbus-short")


def read(_frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    found = mbus.decode(raw)
    fields = {}
    if found is not None:
        fields = {"C": f"{found.control:02X}", "A": f"{found.address:02X}"}
    if isinstance(found, mbus.Long):
        fields["CI"] = f"{found.information:02X}"
        if found.information == mbus.VARIABLE:
            mbus_data.variable(found.data)
        elif found.information == mbus.FIXED:
            mbus_data.fixed(found.data)
    return {"fields": fields, "value": None, "encoded": mbus.encode(found)}
