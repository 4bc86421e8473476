"""Packed binary coded decimals, least significant byte first, as meters send them."""

from decimal import Decimal

from drivers.codecs.numbers import Malformed, Refused


def digits(data: bytes) -> str:
    """Digits of `data`, most significant first.

    Args:
        data: Two digits in each byte, least significant byte first.

    Raises:
        Malformed: No bytes, or a nibble above 9.
    """
    text = data[::-1].hex()
    if not text.isdecimal():
        raise Malformed(f"{data.hex(' ')} is not binary coded decimal")
    return text


def number(data: bytes, decimals: int, *, signed: bool = False) -> Decimal:
    """Number with `decimals` digits after the point; every digit received is kept.

    Args:
        data: As `digits`.
        decimals: Digits after the point.
        signed: The top bit of the most significant byte is the sign.

    Raises:
        Malformed: As `digits`.
        Refused: Every byte is FF or EE, with which meters fill what they do not have.
    """
    if data and set(data) in ({0xFF}, {0xEE}):
        raise Refused(f"{data.hex(' ').upper()} fills the place of a value that is not valid")
    negative = signed and bool(data) and bool(data[-1] & 0x80)
    if negative:
        data = data[:-1] + bytes([data[-1] & 0x7F])
    value = Decimal(int(digits(data))).scaleb(-decimals)
    return value.copy_negate() if negative else value
