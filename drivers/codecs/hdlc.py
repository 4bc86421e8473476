"""HDLC frames of the DLMS/COSEM data link layer (IEC 62056-46, ISO/IEC 13239 frame format type 3).

`7E | A… length | destination | source | control | HCS | information | FCS | 7E`; without information there is no HCS.
Addresses are of 1, 2 or 4 bytes, seven bits each, the last byte marked by its lowest bit. Check sequences are
CRC-16/X.25, low byte first. A flag may occur inside a frame, so a frame is cut by its length.
"""

from dataclasses import dataclass

from drivers.codecs import crc
from drivers.codecs.numbers import Malformed

SNRM, UA, DISC, DM = 0x93, 0x73, 0x53, 0x1F
_SEGMENTED = 0x0800


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        destination: Destination address as sent, one, two or four bytes.
        source: Source address as sent.
        control: Control field.
        information: Information field, empty for none.
        segmented: Another frame of the same message follows.
    """

    destination: bytes
    source: bytes
    control: int
    information: bytes = b""
    segmented: bool = False


def address(upper: int, lower: int | None = None, *, wide: bool = False) -> bytes:
    """Address bytes: a client's (`upper` alone), or a server's logical and physical one.

    Args:
        upper: Client address or logical device, 14 bits.
        lower: Physical device.
        wide: Four bytes even where two would do.

    Raises:
        ValueError: A number beyond 14 bits.
    """
    parts = [upper] if lower is None else [upper, lower]
    if any(not 0 <= part < 1 << 14 for part in parts):
        raise ValueError(f"{parts} are not addresses")
    if wide or any(part > 0x7F for part in parts):
        data = b"".join(bytes([part >> 7 << 1, (part & 0x7F) << 1]) for part in parts)
    else:
        data = bytes(part << 1 for part in parts)
    return data[:-1] + bytes([data[-1] | 1])


def length(received: bytes) -> int | None:
    """Length of the first frame with both flags, None while too little has come.

    Raises:
        Malformed: The beginning is not one of a frame.
    """
    if received[:1] not in (b"", b"\x7e") or (len(received) > 1 and received[1] & 0xF0 != 0xA0):
        raise Malformed(f"{received[:3].hex(' ')} does not begin an HDLC frame of format type 3")
    return (int.from_bytes(received[1:3], "big") & 0x07FF) + 2 if len(received) > 2 else None


def decode(raw: bytes) -> Frame:
    """Decode one whole frame.

    Raises:
        Malformed: Wrong flags, length, addresses or check sequences.
    """
    if length(raw) != len(raw) or len(raw) < 9 or raw[-1] != 0x7E:
        raise Malformed(f"{raw.hex(' ')} is not one whole HDLC frame")
    body = raw[1:-1]
    _check("frame", body[:-2], body[-2:])
    destination, rest = _address(body[2:-2])
    source, rest = _address(rest)
    if not rest:
        raise Malformed(f"{raw.hex(' ')} has no control field")
    control, information, head = rest[0], rest[1:], len(body) - 2 - len(rest) + 1
    if information:
        if len(information) < 3:
            raise Malformed(f"{raw.hex(' ')} has no room for a header check sequence")
        _check("header", body[:head], information[:2])
    return Frame(destination, source, control, information[2:], bool(body[0] & _SEGMENTED >> 8))


def encode(frame: Frame) -> bytes:
    """Encode a frame; undone by `decode`.

    Raises:
        ValueError: Too much information.
    """
    head = frame.destination + frame.source + bytes([frame.control])
    count = 2 + len(head) + (len(frame.information) + 2 if frame.information else 0) + 2
    if count > 0x07FF:
        raise ValueError(f"{len(frame.information)} bytes are too many for a frame")
    start = (0xA000 | count | (_SEGMENTED if frame.segmented else 0)).to_bytes(2, "big") + head
    if frame.information:
        start += crc.x25(start).to_bytes(2, "little") + frame.information
    return b"\x7e" + start + crc.x25(start).to_bytes(2, "little") + b"\x7e"


def _address(data: bytes) -> tuple[bytes, bytes]:
    for count in (1, 2, 4):
        if len(data) >= count and data[count - 1] & 1:
            if any(byte & 1 for byte in data[: count - 1]):
                break
            return data[:count], data[count:]
    raise Malformed(f"{data[:4].hex(' ')} is not an address")


def _check(what: str, data: bytes, found: bytes) -> None:
    expected = crc.x25(data).to_bytes(2, "little")
    if expected != found:
        raise Malformed(f"{what} check sequence {found.hex(' ')} instead of {expected.hex(' ')}")
