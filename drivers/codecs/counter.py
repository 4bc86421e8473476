"""Replies of SCPI counters (Keysight 53230A: `+1.21513398300000E+006`, with exponents of three digits)."""

from decimal import Decimal

from drivers.codecs.multimeter import reading
from drivers.codecs.numbers import Malformed

#: Replies have 15 digits, so that a greater number would not be a count any more.
_MOST_EVENTS = Decimal("1E+15")


def positive(reply: str) -> Decimal:
    """Decode a frequency or a period.

    Raises:
        Malformed: No number, not-a-number, or nothing that a signal can have.
    """
    value = reading(reply)
    if value <= 0:
        raise Malformed(f"{reply!r} is no frequency and no period")
    return value


def whole(reply: str) -> Decimal:
    """Decode a count of events.

    Raises:
        Malformed: No number, a fraction of an event, a negative count.
    """
    value = reading(reply)
    if not 0 <= value < _MOST_EVENTS or value != value.to_integral_value():
        raise Malformed(f"{reply!r} is not a count of events")
    return value.quantize(Decimal(1))


def register(reply: str) -> int:
    """Decode a status register of 16 bits, with or without a sign.

    Raises:
        Malformed: Anything else.
    """
    digits = reply.strip(" ").removeprefix("+")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 5 and int(digits) <= 0xFFFF):
        raise Malformed(f"{reply!r} is not a status register")
    return int(digits)
