"""Replies of the Yokogawa WT series: items that were chosen, values, the state of the integration.

`NAN` stands for no data and `INF` for over range (WT300 communication manual, numeric data); neither is a number here.
"""

import re
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number

_ITEM = re.compile(
    r"(?::?NUM\S*\s+)?(?P<function>[A-Z]+)(?: *, *(?P<element>[A-Z0-9]+))?(?: *, *TOT\w*)?", re.IGNORECASE
)
#: States of the integration by the beginning that every length of the word has.
STATES = {"RES": "reset", "REA": "ready", "STA": "running", "STO": "stopped", "ERR": "failed", "TIM": "elapsed"}


def item(reply: str) -> tuple[str, str]:
    """Decode which function of which element an item is: `WH,1`, or `:NUMERIC:NORMAL:ITEM1 WH,1` with a header.

    Raises:
        Malformed: Anything else.
    """
    match = _ITEM.fullmatch(reply.strip(" "))
    if match is None:
        raise Malformed(f"{reply!r} is not an item")
    return match["function"].upper(), (match["element"] or "1").upper()


def value(reply: str) -> Decimal:
    """Decode one value.

    Raises:
        Malformed: No number, several numbers, no data, over range.
    """
    text = reply.strip(" ")
    if text.upper() in ("NAN", "INF", "-INF", "+INF"):
        raise Malformed(f"{reply!r} means no data or over range")
    return decimal_number(text)


def state(reply: str) -> str:
    """Decode the state of the integration to a word of `STATES`.

    Raises:
        Malformed: Another word.
    """
    found = STATES.get(reply.strip(" ").upper()[:3])
    if found is None:
        raise Malformed(f"{reply!r} is no state of an integration")
    return found
