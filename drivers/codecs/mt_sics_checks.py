"""Two ways in which MT-SICS protects its lines: a CRC behind the reply of `SIC1`, and the frames of `PROT 2`.

MT-SICS reference manual for weigh modules: `SIC1`/`SIC2` end with CRC-16/CCITT-FALSE (polynomial 1021h, start FFFFh)
over everything before it, the last blank included; appendix 5.1, frames after DIN 66348: STX, address, data, ETX and
BCC, the XOR of everything from the address to ETX. The manual's own example of a request has a BCC that is not that
of its bytes.
"""

from drivers.codecs.numbers import Malformed

_STX, _ETX = 0x02, 0x03
#: Answers of a `PROT 2` device to a frame.
ACK, NAK = b"\x06", b"\x15"


def crc(data: bytes) -> int:
    """CRC-16/CCITT-FALSE."""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def checked(line: str) -> str:
    """Verify the CRC at the end of a line and take it away, with the blank before it.

    Raises:
        Malformed: No CRC, or a wrong one.
    """
    body, blank, given = line.rpartition(" ")
    if not blank or len(given) != 4 or given != f"{crc((body + blank).encode('ascii', 'replace')):04X}":
        raise Malformed(f"{line!r} has no right CRC")
    return body


def with_crc(line: str) -> str:
    """Append blank and CRC."""
    return f"{line} {crc(f'{line} '.encode('ascii')):04X}"


def frame(address: int, data: str) -> bytes:
    """Encode a `PROT 2` frame.

    Args:
        address: Address byte as it stands on the wire, 0x20 to 0x7E.
        data: A command or reply without its terminator.

    Raises:
        ValueError: An address or data that no frame can carry.
    """
    content = data.encode("ascii")
    if not 0x20 <= address <= 0x7E or any(byte < 0x20 for byte in content):
        raise ValueError(f"{data!r} to {address:#04x} cannot be framed")
    body = bytes([address]) + content + bytes([_ETX])
    return bytes([_STX]) + body + bytes([_bcc(body)])


def unframe(raw: bytes) -> tuple[int, str]:
    """Decode a `PROT 2` frame into address and data.

    Raises:
        Malformed: Not framed, a wrong BCC, or bytes that are not printable ASCII.
    """
    if len(raw) < 5 or raw[0] != _STX or raw[-2] != _ETX or not 0x20 <= raw[1] <= 0x7E:
        raise Malformed(f"{raw.hex(' ')} is not a PROT 2 frame")
    if _bcc(raw[1:-1]) != raw[-1]:
        raise Malformed(f"{raw.hex(' ')} has BCC {raw[-1]:02X}, its bytes give {_bcc(raw[1:-1]):02X}")
    content = raw[2:-2]
    if any(not 0x20 <= byte <= 0x7E for byte in content):
        raise Malformed(f"{raw.hex(' ')} holds bytes that are not printable ASCII")
    return raw[1], content.decode("ascii")


def _bcc(body: bytes) -> int:
    value = 0
    for byte in body:
        value ^= byte
    return value
