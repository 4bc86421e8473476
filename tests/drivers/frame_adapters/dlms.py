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
    return {"fields": {}, "value": None, "encoded": bytes(found.to_bytes())}
