"""The CRC with which MT-SICS protects the reply of `SIC1`.

MT-SICS reference manual for weigh modules: `SIC1`/`SIC2` end with CRC-16/CCITT-FALSE (polynomial 1021h, start FFFFh)
over everything before it, the last blank included.
"""

from drivers.codecs.numbers import Malformed


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
