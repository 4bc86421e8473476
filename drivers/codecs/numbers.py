"""Numbers as instruments write them: digits kept, everything else refused.

A verification record may only hold what was received. `float("")` fails loudly, but `float("nan")`, `9.9E37` (SCPI
overload, SCPI-1999 vol. 1 §7.2.1.4) and `9.91E37` (SCPI not-a-number) pass as numbers in most libraries, not here.
"""

import re
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")

#: From here upwards a SCPI number means overload, infinity or not-a-number, never a measured value.
OVERLOAD = Decimal("9.9E+37")


class Malformed(ValueError):
    """The bytes are not what the protocol allows; the driver turns this into `drivers.errors.BadReply`."""


class Refused(ValueError):
    """The bytes are well formed and say that the instrument refuses; becomes `drivers.errors.Reported`."""


def decimal_number(text: str) -> Decimal:
    """Read one number, keeping the digits received.

    Args:
        text: What stands where the number should be; surrounding blanks are allowed, nothing else.

    Returns:
        The number with the exponent of its last received digit.

    Raises:
        Malformed: Empty text, words, an echo, NaN, infinity, or a magnitude that SCPI reserves for overload.
    """
    stripped = text.strip(" ")
    if not _NUMBER.fullmatch(stripped):
        raise Malformed(f"{text!r} is not a number")
    value = Decimal(stripped)
    if abs(value) >= OVERLOAD:
        raise Malformed(f"{text!r} means overload or not-a-number")
    return value


def flag(text: str) -> bool:
    """Read a flag that must be exactly `0` or `1`.

    Raises:
        Malformed: Anything else.
    """
    stripped = text.strip(" ")
    if stripped not in ("0", "1"):
        raise Malformed(f"{text!r} is not 0 or 1")
    return stripped == "1"


def plain_text(raw: bytes) -> str:
    """Decode a line that must be printable ASCII.

    Raises:
        Malformed: A byte outside 0x20…0x7E, which on these protocols is noise or a wrong line setting.
    """
    if any(byte < 0x20 or byte > 0x7E for byte in raw):
        raise Malformed(f"{raw!r} holds bytes that are not printable ASCII")
    return raw.decode("ascii")
