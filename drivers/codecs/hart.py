"""Hart Scientific / Fluke baths and dry-wells: every answer repeats a label (`t: 55.69 C`, `set: 150.00 C`, `u: c`).

Interface command summaries: Fluke 7037 user manual p. 47, 9105/9107 p. 48, 9009 p. 17, 7380 p. 49: the same commands,
abbreviated to their first letters, and the same labels in the answers.
"""

import re
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number

#: Command and the label of its answer.
LABELS = {"t": "t", "s": "set", "u": "u", "c": "c", "*ver": "ver"}
_TEMPERATURE = re.compile(r" *(?P<value>[-+]?[0-9]+(?:\.[0-9]+)?) *(?P<unit>[CF])")
_CUTOUT = re.compile(r" *(?P<value>[-+]?[0-9]+(?:\.[0-9]+)?) *(?P<unit>[CF]), *(?P<state>in|out)")


def answer(command: str, line: str) -> str:
    """Take the payload out of an answer.

    Args:
        command: What was asked, e.g. `t`.
        line: The line received.

    Raises:
        Malformed: Another label, or none.
    """
    label = LABELS[command]
    head, separator, payload = line.strip(" ").partition("." if command == "*ver" else ":")
    if head.lower() != label or not separator or not payload.strip(" "):
        raise Malformed(f"{line!r} does not answer {command}")
    return payload.strip(" ")


def celsius(payload: str) -> Decimal:
    """Decode a temperature in °C.

    Raises:
        Malformed: Another layout, or °F.
    """
    match = _TEMPERATURE.fullmatch(payload)
    if match is None or match["unit"] != "C":
        raise Malformed(f"{payload!r} is not a temperature in C")
    return decimal_number(match["value"])


def cutout_closed(payload: str) -> bool:
    """Decode the cut-out: `620 C, in` is ready to heat, `out` has tripped.

    Raises:
        Malformed: Anything else.
    """
    match = _CUTOUT.fullmatch(payload)
    if match is None:
        raise Malformed(f"{payload!r} is not a cut-out status")
    return match["state"] == "in"


def version(payload: str) -> tuple[str, str]:
    """Decode model and firmware, `7341,1.00`.

    Raises:
        Malformed: Anything else.
    """
    model, separator, firmware = payload.partition(",")
    if not model or not separator or not firmware:
        raise Malformed(f"{payload!r} is not model and firmware")
    return model, firmware
