"""DL/T 645 link layer, editions 1997 and 2007: frames to addresses, control codes and data, and back.

Frame: `FE…` (preamble) `68 A0…A5 68 C L DATA CS 16`. Address in BCD, least significant byte first; every data byte is
sent with 33H added; CS is the sum from the first 68 modulo 256 (DL/T 645-2007 5.2). Data may hold 68 and 16, so a
frame is cut by its length, never by its end. What the data mean stands in `dlt645_items`.
"""

from dataclasses import dataclass

from drivers.codecs.numbers import Malformed, Refused
from drivers.codecs.preamble import MARK, is_part_of_mark, preamble

WILDCARD = "AAAAAAAAAAAA"
BROADCAST = "999999999999"
#: Control codes of the master, edition 2007 (5.2.4).
READ, READ_ADDRESS = 0x11, 0x13
#: Control code of reading, edition 1997.
READ_1997 = 0x01
_REPLY, _ERROR, _MORE = 0x80, 0x40, 0x20
_MOST_DATA = 200
_ERRORS = (
    "other error",
    "no such data",
    "wrong password or not authorised",
    "speed cannot be changed",
    "too many zones",
    "too many time slots",
    "too many tariffs",
    "reserved",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        address: Twelve digits as printed on the meter; `A` pairs are wildcards.
        control: Control code C.
        data: Data field without the offset of 33H.
        preamble: Number of `FE` in front.
        marked: Whether the mark of a simulated meter stands before them.
    """

    address: str
    control: int
    data: bytes = b""
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
    if body and (body[0] != 0x68 or (len(body) > 7 and body[7] != 0x68)):
        raise Malformed(f"{received[: start + 8].hex(' ')} does not begin a DL/T 645 frame")
    return start + 12 + body[9] if len(body) > 9 else None


def decode(raw: bytes) -> Frame:
    """Decode one whole frame.

    Raises:
        Malformed: Wrong beginning, length, end or check sum, or an address that is neither BCD nor wildcard.
    """
    if length(raw) != len(raw):
        raise Malformed(f"{raw.hex(' ')} is not one whole DL/T 645 frame")
    before = preamble(raw)
    body = raw[before.size :]
    if body[-1] != 0x16:
        raise Malformed(f"{raw.hex(' ')} does not end with 16")
    if sum(body[:-2]) % 256 != body[-2]:
        raise Malformed(f"check sum {body[-2]:02X} instead of {sum(body[:-2]) % 256:02X} in {raw.hex(' ')}")
    if body[9] > _MOST_DATA:
        raise Malformed(f"{body[9]} data bytes, at most {_MOST_DATA} are allowed")
    data = bytes((byte - 0x33) % 256 for byte in body[10:-2])
    return Frame(_address(body[1:7]), body[8], data, before.fillers, before.marked)


def encode(frame: Frame) -> bytes:
    """Encode a frame; undone by `decode`.

    Raises:
        ValueError: An address that is not twelve digits or `A`, too much data, a control code beyond a byte.
    """
    address = bytes.fromhex(frame.address)[::-1]
    if len(address) != 6 or len(frame.data) > _MOST_DATA:
        raise ValueError(f"{frame} cannot be sent")
    offset = bytes((byte + 0x33) % 256 for byte in frame.data)
    body = b"\x68" + address + b"\x68" + bytes([frame.control, len(frame.data)]) + offset
    return MARK * frame.marked + b"\xfe" * frame.preamble + body + bytes([sum(body) % 256, 0x16])


def answer(asked: Frame, raw: bytes) -> bytes:
    """Data of the reply to `asked`, and of nothing else.

    Args:
        asked: The request.
        raw: The frame received.

    Raises:
        Malformed: Another meter's reply, the reply to another control code, a reply that goes on in further frames.
        Refused: The meter reports an error.
    """
    reply = decode(raw)
    if "A" not in asked.address and reply.address != asked.address:
        raise Malformed(f"meter {reply.address} answers, {asked.address} was asked")
    if "A" in reply.address or reply.address == BROADCAST:
        raise Malformed(f"{reply.address} is not the address of a meter")
    if reply.control == asked.control | _REPLY | _ERROR:
        raise Refused(f"error {reply.data.hex()}: {errors(reply.data)}")
    if reply.control != asked.control | _REPLY:
        more = " with frames to follow" if reply.control == asked.control | _REPLY | _MORE else ""
        raise Malformed(f"control code {reply.control:02X}{more} does not answer {asked.control:02X}")
    return reply.data


def errors(data: bytes) -> str:
    """What an error word says (DL/T 645-2007 annex A.5).

    Raises:
        Malformed: Not one byte.
    """
    if len(data) != 1:
        raise Malformed(f"{data.hex(' ')} is not an error word")
    return ", ".join(word for bit, word in enumerate(_ERRORS) if data[0] >> bit & 1) or "no reason given"


def _address(data: bytes) -> str:
    if any(byte != 0xAA and (byte >> 4 > 9 or byte & 15 > 9) for byte in data):
        raise Malformed(f"{data.hex(' ')} is not an address")
    return data[::-1].hex().upper()
