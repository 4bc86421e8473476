"""DL/T 698.45 link layer: frames to addresses, control codes and application data, and back.

Frame: `68 L L C AF SA… CA HCS HCS APDU… FCS FCS 16`. L counts the bytes between 68 and 16; the address field AF holds
the kind of server address in bits 7…6 (single, wildcard, group, broadcast), the logical address in bits 5…4 and the
length of SA less one in bits 3…0; HCS covers L…CA, FCS L…APDU, both CRC-16/X.25 (DL/T 698.45-2017 6.2). Segmented
frames and scrambled data (bits 5 and 3 of C) are decoded on this layer, and refused by `answer`.
"""

from dataclasses import dataclass

from drivers.codecs import crc
from drivers.codecs.numbers import Malformed
from drivers.codecs.preamble import MARK, is_part_of_mark, preamble

#: Kinds of server address that are used here.
SINGLE, ANY = 0, 1
#: Control codes: the client asks for user data, the server answers.
REQUEST, RESPONSE = 0x43, 0xC3
WILDCARD = "AAAAAAAAAAAA"


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        address: Server address SA as printed, an even number of digits or `A`.
        control: Control code C.
        apdu: Application data.
        kind: Kind of server address.
        logical: Logical address.
        client: Client address CA.
        preamble: Number of `FE` in front.
        marked: Whether the mark of a simulated meter stands before them.
    """

    address: str
    control: int
    apdu: bytes
    kind: int = SINGLE
    logical: int = 0
    client: int = 0
    preamble: int = 0
    marked: bool = False


def length(received: bytes) -> int | None:
    """Length of the first frame with its preamble, None while too little has come.

    Raises:
        Malformed: The beginning is not one of a frame.
    """
    if is_part_of_mark(received):
        return None
    start = preamble(received).size
    body = received[start:]
    if body and body[0] != 0x68:
        raise Malformed(f"{received[: start + 3].hex(' ')} does not begin a DL/T 698.45 frame")
    if len(body) < 3:
        return None
    count = int.from_bytes(body[1:3], "little")
    if count & 0xC000:
        raise Malformed(f"length {count:04X} is not one in bytes")
    return start + count + 2


def decode(raw: bytes) -> Frame:
    """Decode one whole frame.

    Raises:
        Malformed: Wrong beginning, length, check sequence or end, or an address that is neither BCD nor wildcard.
    """
    if length(raw) != len(raw):
        raise Malformed(f"{raw.hex(' ')} is not one whole DL/T 698.45 frame")
    before = preamble(raw)
    body = raw[before.size :]
    if len(body) < 12:
        raise Malformed(f"{raw.hex(' ')} is too short for a DL/T 698.45 frame")
    count = (body[4] & 15) + 1
    head = 6 + count  # 68 L L C AF SA… CA
    if len(body) < head + 5 or body[-1] != 0x16:
        raise Malformed(f"{raw.hex(' ')} is too short for its address, or does not end with 16")
    _check("header", body[1:head], body[head : head + 2])
    _check("frame", body[1:-3], body[-3:-1])
    address = body[5 : 5 + count][::-1].hex().upper()
    if any(digit not in "0123456789A" for digit in address):
        raise Malformed(f"{address} is not an address")
    apdu = body[head + 2 : -3]
    kind, logical = body[4] >> 6, body[4] >> 4 & 3
    return Frame(address, body[3], apdu, kind, logical, body[head - 1], before.fillers, before.marked)


def encode(frame: Frame) -> bytes:
    """Encode a frame; undone by `decode`.

    Raises:
        ValueError: An address that is not 2…32 digits, an APDU that is too long, a field beyond its bits.
    """
    address = bytes.fromhex(frame.address)[::-1]
    if not 1 <= len(address) <= 16 or not 0 <= frame.kind <= 3 or not 0 <= frame.logical <= 3:
        raise ValueError(f"{frame} cannot be sent")
    field = frame.kind << 6 | frame.logical << 4 | len(address) - 1
    count = 9 + len(address) + len(frame.apdu)
    if count > 0x3FFF:
        raise ValueError(f"{len(frame.apdu)} bytes are too many for a frame")
    head = count.to_bytes(2, "little") + bytes([frame.control, field]) + address + bytes([frame.client])
    body = head + crc.x25(head).to_bytes(2, "little") + frame.apdu
    return (
        MARK * frame.marked + b"\xfe" * frame.preamble + b"\x68" + body + crc.x25(body).to_bytes(2, "little") + b"\x16"
    )


def answer(asked: Frame, raw: bytes) -> tuple[str, bytes]:
    """Address and application data of the reply to `asked`, and of nothing else.

    Raises:
        Malformed: Another meter's reply, another client's, no response, segmented or scrambled data.
    """
    reply = decode(raw)
    if reply.control != RESPONSE:
        raise Malformed(f"control code {reply.control:02X} is not a whole, plain response")
    if reply.client != asked.client:
        raise Malformed(f"the reply is for client {reply.client}, not for {asked.client}")
    if reply.kind != SINGLE or "A" in reply.address:
        raise Malformed(f"{reply.address} is not the address of one meter")
    if asked.kind == SINGLE and reply.address != asked.address:
        raise Malformed(f"meter {reply.address} answers, {asked.address} was asked")
    return reply.address, reply.apdu


def _check(what: str, data: bytes, found: bytes) -> None:
    expected = crc.x25(data).to_bytes(2, "little")
    if expected != found:
        raise Malformed(f"{what} check sequence {found.hex(' ')} instead of {expected.hex(' ')}")
