"""The OUT/OPER/STBY language of Fluke's calibrators, values to lines and lines to values.

Sources: 5500A operator manual (pp. 5-41 status bits, 6-17 FAULT? and EXPLAIN?), a dialogue captured from a 5522A; 5700A
Series II operators manual pp. 5-8 (units), 5-51 (status bits), 5-53 (fault queue). The three fields of the 57xx `OUT?`
are unverified.

Two traps decide how a setting is written. In the 57xx `MA` is mega before a unit and milliampere alone, so only
the units themselves are ever sent: V, A, OHM, HZ. And amplitude and frequency are evaluated in the order they come, so
that after 1 V at 1 MHz an amplitude alone would be tried at 1 MHz: both are always sent in one command.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import IntFlag

from drivers.codecs.numbers import Malformed, decimal_number
from drivers.codecs.scpi import fields

#: Words of the instrument and the symbols of `metrology.units`.
UNITS = {"V": "V", "A": "A", "OHM": "Ω"}
_WORDS = {symbol: word for word, symbol in UNITS.items()}
_INTEGER = re.compile(r"[0-9]{1,5}")
_STATE = re.compile(r"(?P<code>[0-9]{1,3})(?: *, *\"?(?P<text>[^\"]*)\"?)?")


class Status(IntFlag):
    """Bits of `ISR?` that both families share."""

    OPERATE = 1 << 0
    REMOTE = 1 << 11
    SETTLED = 1 << 12


class Status57(IntFlag):
    """Bits of `ISR?` of the 57xx family that change what a setting means."""

    RANGE_LOCKED = 1 << 5
    OFFSET = 1 << 8
    SCALE = 1 << 9


@dataclass(frozen=True, slots=True)
class Output:
    """What `OUT?` says.

    Attributes:
        value: Amplitude, digits as received.
        unit: V, A or Ω.
        frequency: Hz; 0 for direct voltage and current.
    """

    value: Decimal
    unit: str
    frequency: Decimal


def setting(value: Decimal, unit: str, frequency: Decimal) -> str:
    """Write an `OUT` command: amplitude and frequency together, units without a multiplier.

    Args:
        value: Amplitude in V, A or Ω, at most 15 digits.
        unit: V, A or Ω.
        frequency: Hz; 0 for direct voltage and current; not sent for a resistance.

    Raises:
        ValueError: Another unit, more digits than the 55xx reads, a negative frequency.
    """
    if unit not in _WORDS or not value.is_finite() or not frequency.is_finite() or frequency < 0:
        raise ValueError(f"{value} {unit} at {frequency} Hz cannot be set")
    parts = [f"{format(value, 'f')} {_WORDS[unit]}"]
    if unit != "Ω":
        parts.append(f"{format(frequency, 'f')} HZ")
    if any(sum(letter.isdigit() for letter in part) > 15 for part in parts):
        raise ValueError(f"{value} {unit} at {frequency} Hz has more than 15 digits")
    return f"OUT {', '.join(parts)}"


def output_55(reply: str) -> Output:
    """Decode `OUT?` of the 55xx: amplitude, unit, second amplitude, its unit, frequency.

    Raises:
        Malformed: Another number of fields, a word in place of a number, an unknown unit, an active second output.
    """
    value, unit, second, second_unit, frequency = fields(reply, 5)
    if decimal_number(second) != 0 or second_unit != "0":
        raise Malformed(f"{reply!r}: a second output is active")
    return _output(reply, value, unit, frequency)


def output_57(reply: str) -> Output:
    """Decode `OUT?` of the 57xx: amplitude, unit, frequency.

    Raises:
        Malformed: Another number of fields, a word in place of a number, an unknown unit.
    """
    value, unit, frequency = fields(reply, 3)
    return _output(reply, value, unit, frequency)


def _output(reply: str, value: str, unit: str, frequency: str) -> Output:
    if unit.upper() not in UNITS:
        raise Malformed(f"{reply!r}: {unit!r} is not V, A or OHM")
    hertz = decimal_number(frequency)
    if hertz < 0:
        raise Malformed(f"{reply!r}: a negative frequency")
    return Output(decimal_number(value), UNITS[unit.upper()], hertz)


def register(reply: str) -> int:
    """Decode a status register.

    Raises:
        Malformed: Not a whole number of 16 bits.
    """
    if not _INTEGER.fullmatch(reply.strip(" ")) or int(reply) > 0xFFFF:
        raise Malformed(f"{reply!r} is not a status register")
    return int(reply)


def explanation(reply: str) -> str:
    """Decode `EXPLAIN?`, which is quoted in the 57xx and bare in the 55xx.

    Raises:
        Malformed: Nothing there.
    """
    text = reply.strip(' "')
    if not text:
        raise Malformed(f"{reply!r} explains nothing")
    return text


def gross_state(reply: str) -> tuple[int, str]:
    """Decode `STATE?` of the 57xx: a code and, as far as printed, its text.

    Raises:
        Malformed: Anything else.
    """
    match = _STATE.fullmatch(reply.strip(" "))
    if match is None:
        raise Malformed(f"{reply!r} is not a gross state")
    return int(match["code"]), match["text"] or ""


def agrees(read_back: Decimal, wanted: Decimal) -> bool:
    """Whether a read-back is `wanted`, rounded to the digits that the reply carries."""
    exponent = read_back.as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) - 1)
    return abs(read_back - wanted) <= half
