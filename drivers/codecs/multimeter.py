"""Replies of multimeters that are not SCPI, and of SCPI ones where they print in more than one way.

Sources: Keysight 3458A user's guide (ID?, ERRSTR?, overload 1E38); Fluke 8508A users manual (X?, *ESR?, p. 110 DDQ?);
SCPI-1999 vol. 2 (`FUNC?` answers in quotes, the default node left out). That the 8508A prints 2E35 for an overload is
unverified; anything from 1E30 upwards is refused, since no multimeter measures that.
"""

import re
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number

_BEYOND = Decimal("1E+30")
_FUNCTION = re.compile(r"\"(?P<word>[A-Za-z:]+)\"")
_INTEGER = re.compile(r"[0-9]{1,3}")


def reading(reply: str) -> Decimal:
    """Decode one reading; surrounding blanks are allowed.

    Raises:
        Malformed: No number, several numbers, an overload.
    """
    value = decimal_number(reply)
    if abs(value) >= _BEYOND:
        raise Malformed(f"{reply!r} means overload")
    return value


def function_word(reply: str) -> str:
    """Decode `FUNC?` to its short form: `"VOLT:DC"`, `"VOLT"` and `"VOLTAGE"` are all `VOLT`.

    Raises:
        Malformed: Not a quoted word.
    """
    match = _FUNCTION.fullmatch(reply.strip(" "))
    if match is None:
        raise Malformed(f"{reply!r} is not a function in quotes")
    nodes = [
        node[:3] if len(node) > 4 and node[3] in "AEIOU" else node[:4] for node in match["word"].upper().split(":")
    ]
    return ":".join(node for node in nodes if node != "DC")


def standard_events(reply: str) -> tuple[str, ...]:
    """Decode `*ESR?` (IEEE 488.2 §11.5.1) to the errors it reports.

    Raises:
        Malformed: Not a whole number of 8 bits.
    """
    if not _INTEGER.fullmatch(reply.strip(" ")) or int(reply) > 0xFF:
        raise Malformed(f"{reply!r} is not an event status register")
    names = {2: "query error", 3: "device-dependent error", 4: "execution error", 5: "command error"}
    return tuple(name for bit, name in names.items() if int(reply) >> bit & 1)
