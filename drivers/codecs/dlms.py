"""DLMS/COSEM application data over the TCP wrapper or HDLC: associate, get one attribute (IEC 62056-5-3, IEC 62056-47).

APDUs are made and read by the classes of `dlms-cosem`. Its decoders raise whatever a broken APDU makes Python raise:
here that becomes `Malformed`. The answer to an association is read here, for that decoder prints. A number is decoded
from the bytes of the attribute (`axdr`), so that no binary floating point number comes in between.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dlms_cosem import cosem, enumerations
from dlms_cosem.protocol import acse, xdlms
from dlms_cosem.protocol.xdlms.conformance import Conformance

from drivers.codecs.axdr import Value, first_value
from drivers.codecs.numbers import Malformed, Refused

#: In front of every APDU in an HDLC frame: to the meter, and from it (IEC 62056-46 LLC).
LLC_COMMAND, LLC_RESPONSE = b"\xe6\xe6\x00", b"\xe6\xe7\x00"
#: Length of date-time, date and time in bytes, by type tag.
_FIXED = {25: 12, 26: 5, 27: 4}
#: Result and diagnostic of an AARE, and the xDLMS InitiateResponse at its end (IEC 62056-5-3, 9.4.2 and 9.5).
_RESULT = re.compile(rb"\xa2\x03\x02\x01([\x00-\x02])\xa3\x05[\xa1\xa2]\x03\x02\x01(.)", re.DOTALL)
_INITIATED = re.compile(rb"\xbe.\x04.\x08(?:\x00|\x01.)\x06\x5f\x1f\x04.{6}\x00\x07\Z", re.DOTALL)
_LARGEST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of one COSEM object.

    Attributes:
        interface: Interface class, 1 data, 3 register.
        obis: Six numbers, `1.0.1.8.0.255`.
        number: Attribute, 2 the value, 3 scaler and unit.
    """

    interface: int
    obis: str
    number: int


def wrap(apdu: bytes, client: int, server: int) -> bytes:
    """Put an APDU into the TCP wrapper: version 1, source, destination, length."""
    head = (1, client, server, len(apdu))
    return b"".join(part.to_bytes(2, "big") for part in head) + apdu


def wrapped_length(received: bytes) -> int | None:
    """Length of the first wrapped APDU, None while too little has come.

    Raises:
        Malformed: Another version of the wrapper.
    """
    if received[:2] not in (b"", b"\x00", b"\x00\x01"):
        raise Malformed(f"{received[:8].hex(' ')} does not begin a DLMS wrapper")
    return 8 + int.from_bytes(received[6:8], "big") if len(received) >= 8 else None


def unwrap(raw: bytes, client: int, server: int) -> bytes:
    """The APDU that `server` sends to `client`.

    Raises:
        Malformed: Not one whole wrapped APDU, or one between others.
    """
    if wrapped_length(raw) != len(raw):
        raise Malformed(f"{raw.hex(' ')} is not one whole DLMS wrapper")
    source, destination = int.from_bytes(raw[2:4], "big"), int.from_bytes(raw[4:6], "big")
    if (source, destination) != (server, client):
        raise Malformed(f"{source} answers {destination}, {server} was asked by {client}")
    return raw[8:]


def associate(password: bytes = b"") -> bytes:
    """AARQ for logical names: without security, or with a password (low level security)."""
    conformance = Conformance(get=True, block_transfer_with_get_or_read=True, selective_access=True)
    initiate = xdlms.InitiateRequest(proposed_conformance=conformance, client_max_receive_pdu_size=_LARGEST)
    mechanism = enumerations.AuthenticationMechanism.LLS if password else None
    request = acse.ApplicationAssociationRequest(
        ciphered=False,
        authentication=mechanism,
        authentication_value=password or None,
        user_information=acse.UserInformation(content=initiate),
    )
    return bytes(request.to_bytes())


def associated(apdu: bytes) -> None:
    """Accept an AARE that accepts, and nothing else.

    Raises:
        Refused: The meter rejects the association.
        Malformed: Another APDU.
    """
    result = _RESULT.search(apdu)
    if apdu[:1] != b"\x61" or apdu[1:2] != bytes([len(apdu) - 2 & 0xFF]) or result is None:
        raise Malformed(f"{apdu.hex(' ')} does not answer an association request")
    if result[1] != b"\x00":
        raise Refused(f"the association is rejected, diagnostic {result[2].hex()}")
    if not _INITIATED.search(apdu):
        raise Malformed(f"{apdu.hex(' ')} does not say what was agreed on")


def get(attribute: Attribute, invoke: int) -> bytes:
    """GET.request-normal with an invoke-id (0…15)."""
    number = xdlms.InvokeIdAndPriority(invoke_id=invoke)
    return bytes(xdlms.GetRequestNormal(_named(attribute), invoke_id_and_priority=number).to_bytes())


def get_rows(attribute: Attribute, invoke: int, first: datetime, last: datetime) -> bytes:
    """GET.request-normal for the rows of a profile from one time of the meter's clock to another (range descriptor)."""
    clock = b"\x02\x04\x12\x00\x08\x09\x06" + bytes((0, 0, 1, 0, 0, 255)) + b"\x0f\x02\x12\x00\x00"
    selected = b"\x02\x04" + clock + _date_time(first) + _date_time(last) + b"\x01\x00"
    return get(attribute, invoke)[:-1] + b"\x01\x01" + selected


def _date_time(face: datetime) -> bytes:
    """Date-time of a face: weekday, deviation and status are not specified."""
    day = face.year.to_bytes(2, "big") + bytes([face.month, face.day, 0xFF])
    return b"\x09\x0c" + day + bytes([face.hour, face.minute, face.second, 0, 0x80, 0, 0xFF])


def next_block(block: int, invoke: int) -> bytes:
    """GET.request-next for the block after `block`."""
    number = xdlms.InvokeIdAndPriority(invoke_id=invoke)
    return bytes(xdlms.GetRequestNext(block_number=block, invoke_id_and_priority=number).to_bytes())


def got(apdu: bytes, invoke: int) -> tuple[bytes, int | None]:
    """Data of the GET.response to `invoke`, and the number of its block where another one follows.

    Raises:
        Refused: A data access result in place of data, or an exception response.
        Malformed: Another APDU, or one that `dlms-cosem` cannot read.
    """
    if apdu[:1] == b"\xd8":
        raise Refused(f"exception response {apdu[1:].hex(' ')}")
    if apdu[:2] not in (b"\xc4\x01", b"\xc4\x02"):  # the decoder of lists, 03, can be kept busy for ever by ten bytes
        raise Malformed(f"{apdu.hex(' ')} does not answer GET")
    if len(apdu) < 3 or apdu[2] & 15 != invoke:
        raise Malformed(f"{apdu[:3].hex(' ')} answers another request than {invoke}")
    answer = _read(xdlms.GetResponseFactory, apdu)
    if isinstance(answer, xdlms.GetResponseNormalWithError | xdlms.GetResponseLastBlockWithError):
        raise Refused(f"data access result {answer.error!r}")
    if isinstance(answer, xdlms.GetResponseNormal | xdlms.GetResponseLastBlock):
        return bytes(answer.data), None
    if isinstance(answer, xdlms.GetResponseWithBlock):
        return bytes(answer.data), int(answer.block_number)
    raise Malformed(f"{apdu.hex(' ')} does not answer a request for one attribute")


def value(data: bytes) -> Value:
    """The value of an attribute.

    Raises:
        Malformed: A type that registers do not use, bytes missing or left over.
    """
    found, rest = first_value(data, _FIXED)
    if rest:
        raise Malformed(f"{rest.hex(' ')} is left over after {found!r}")
    return found


def _read(kind: Any, apdu: bytes) -> Any:
    try:
        return kind.from_bytes(apdu)
    except Exception as error:
        raise Malformed(f"{apdu.hex(' ')} cannot be read: {error!r}") from error


def _named(attribute: Attribute) -> Any:
    name = cosem.Obis(*(int(part) for part in attribute.obis.split(".")))
    return cosem.CosemAttribute(enumerations.CosemInterface(attribute.interface), name, attribute.number)
