"""HDLC frames, and DLMS APDUs by the library that the driver uses."""

from typing import Any

from dlms_cosem.protocol import acse, xdlms

from drivers.codecs import dlms, hdlc
from drivers.codecs.numbers import Malformed

PROTOCOLS = ("dlms-hdlc", "dlms-apdu")


def read(frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    if frame["protocol"] == "dlms-hdlc":
        found = hdlc.decode(raw)
        return {"fields": {"control": f"{found.control:02X}"}, "value": None, "encoded": hdlc.encode(found)}
    if raw[:1] == b"\x61":
        dlms.associated(raw)
    kind = {0x60: acse.ApplicationAssociationRequest, 0x61: acse.ApplicationAssociationResponse}
    kind |= {0xC0: xdlms.GetRequestFactory, 0xC4: xdlms.GetResponseFactory}
    try:
        found = kind[raw[0]].from_bytes(raw)
    except (ValueError, LookupError) as error:
        raise Malformed(str(error)) from error
    return {"fields": {}, "value": None, "encoded": _encoded(raw, found)}


def _encoded(raw: bytes, found: Any) -> bytes | None:
    """A request for one attribute by our own encoder; the library's `to_bytes` of the others is its own affair."""
    if raw[:2] != b"\xc0\x01" or len(raw) != 13 or raw[-1] != 0:
        return None
    named = found.cosem_attribute
    obis = ".".join(str(part) for part in raw[5:11])
    attribute = dlms.Attribute(int(named.interface.value), obis, int(named.attribute))
    return dlms.get(attribute, raw[2] & 15)
