"""M-Bus link layer (EN 13757-2): short, long and acknowledging frames.

Short `10 C A CS 16`, long `68 L L 68 C A CI DATA CS 16`, acknowledgement `E5`; CS is the sum from C modulo 256.
"""

from dataclasses import dataclass

from drivers.codecs.numbers import Malformed

#: Control codes: initialise, ask for user data (frame count bit set and clear), answer with user data.
SND_NKE, REQ_UD2, REQ_UD2_TOGGLED, RSP_UD = 0x40, 0x5B, 0x7B, 0x08
#: Control information: variable and fixed data structure, least significant byte first.
VARIABLE, FIXED = 0x72, 0x73
#: Address by which the only meter on a line answers.
POINT_TO_POINT = 254
ACKNOWLEDGED = b"\xe5"


@dataclass(frozen=True, slots=True)
class Short:
    """A short frame.

    Attributes:
        control: Control code C.
        address: Address A.
    """

    control: int
    address: int


@dataclass(frozen=True, slots=True)
class Long:
    """A long or control frame.

    Attributes:
        control: Control code C.
        address: Address A.
        information: Control information CI.
        data: What follows CI.
    """

    control: int
    address: int
    information: int
    data: bytes = b""


def length(received: bytes) -> int | None:
    """Length of the first frame, None while too little has come.

    Raises:
        Malformed: The beginning is not one of a frame.
    """
    if not received:
        return None
    fixed = {0xE5: 1, 0x10: 5}.get(received[0])
    if fixed is not None:
        return fixed
    if received[0] != 0x68:
        raise Malformed(f"{received[:4].hex(' ')} does not begin an M-Bus frame")
    if len(received) < 4:
        return None
    if received[1] != received[2] or received[3] != 0x68 or received[1] < 3:
        raise Malformed(f"{received[:4].hex(' ')} does not begin an M-Bus frame")
    return received[1] + 6


def decode(raw: bytes) -> Short | Long | None:
    """Decode one whole frame; None is the acknowledgement `E5`.

    Raises:
        Malformed: Wrong beginning, length, end or check sum.
    """
    if length(raw) != len(raw):
        raise Malformed(f"{raw.hex(' ')} is not one whole M-Bus frame")
    if raw == ACKNOWLEDGED:
        return None
    content = raw[1:-2] if raw[0] == 0x10 else raw[4:-2]
    if raw[-1] != 0x16:
        raise Malformed(f"{raw.hex(' ')} does not end with 16")
    if sum(content) % 256 != raw[-2]:
        raise Malformed(f"check sum {raw[-2]:02X} instead of {sum(content) % 256:02X} in {raw.hex(' ')}")
    if raw[0] == 0x10:
        return Short(content[0], content[1])
    return Long(content[0], content[1], content[2], content[3:])


def encode(frame: Short | Long | None) -> bytes:
    """Encode a frame; undone by `decode`.

    Raises:
        ValueError: A field beyond a byte, or too much data.
    """
    if frame is None:
        return ACKNOWLEDGED
    if isinstance(frame, Short):
        content = bytes([frame.control, frame.address])
        return b"\x10" + content + bytes([sum(content) % 256, 0x16])
    content = bytes([frame.control, frame.address, frame.information]) + frame.data
    if len(content) > 255:
        raise ValueError(f"{len(frame.data)} bytes are too many for a frame")
    return bytes([0x68, len(content), len(content), 0x68]) + content + bytes([sum(content) % 256, 0x16])


def response(address: int, raw: bytes) -> Long:
    """The meter's answer to REQ_UD2.

    Raises:
        Malformed: Another kind of frame, or another meter's.
    """
    frame = decode(raw)
    if not isinstance(frame, Long) or frame.control & 0xCF != RSP_UD:
        raise Malformed(f"{raw.hex(' ')} does not answer a request for user data")
    if address not in (POINT_TO_POINT, frame.address):
        raise Malformed(f"meter {frame.address} answers, {address} was asked")
    return frame
