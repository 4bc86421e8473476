"""SCPI replies: entries of the error queue, numbers with a unit, and replies that echo the question.

Druck PACE (manual K0472) echoes: `:OUTP:STAT?` is answered `:OUTP:STAT 0`.

The echo is a gift: a reply that belongs to another question is recognised by its header. Headers are compared in short
form, without channel numbers and without the optional nodes that firmware versions print or leave out.
"""

import re
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number

_OPTIONAL = frozenset({"LEV", "IMM", "AMPL"})
_QUANTITY = re.compile(r" *(?P<number>[-+0-9.eE]+)(?:[ ,]+(?P<unit>[A-Za-z0-9]+))? *")
_ERROR = re.compile(r'(?P<code>[+-]?[0-9]+) *, *"(?P<text>[^"]*)"')


def _nodes(header: str) -> tuple[str, ...]:
    nodes = (re.sub(r"[0-9]+$", "", node.upper()) for node in header.strip(" ").lstrip(":").split(":"))
    short = (node[:4] if len(node) <= 4 or node[3] not in "AEIOU" else node[:3] for node in nodes)
    return tuple(node for node in short if node not in _OPTIONAL)


def answer(question: str, reply: str) -> str:
    """Take the payload out of a reply that echoes its question.

    Args:
        question: What was asked, with its `?`, e.g. `:SENS:PRES?`.
        reply: The line received, e.g. `:SENS1:PRES 35.08`.

    Raises:
        Malformed: No echo, the echo of another question, or nothing after it.
    """
    head, _, payload = reply.strip(" ").partition(" ")
    asked = question.partition("?")[0]
    if not payload.strip(" ") or not head.lstrip("*:") or _nodes(head.lstrip("*")) != _nodes(asked.lstrip("*")):
        raise Malformed(f"{reply!r} does not answer {question}")
    return payload.strip(" ")


def error_entry(payload: str) -> tuple[int, str]:
    """Decode an entry of the error queue, `0,"No error"`.

    Raises:
        Malformed: Anything else.
    """
    match = _ERROR.fullmatch(payload.strip(" "))
    if match is None:
        raise Malformed(f"{payload!r} is not an error queue entry")
    return int(decimal_number(match["code"])), match["text"]


def fields(payload: str, count: int) -> list[str]:
    """Split a payload of `count` comma-separated fields.

    Raises:
        Malformed: Another number of fields.
    """
    parts = [part.strip(" ") for part in payload.split(",")]
    if len(parts) != count:
        raise Malformed(f"{payload!r} has {len(parts)} fields, {count} expected")
    return parts


def quantity(reply: str, units: tuple[str, ...]) -> Decimal:
    """Decode a number with perhaps its unit behind it, after a comma or a blank: `23.5,C`, `100.2 kPa`, `100.2`.

    Args:
        reply: The line received.
        units: The words that its unit may be, in capitals or not.

    Raises:
        Malformed: No number, an overload, another unit.
    """
    match = _QUANTITY.fullmatch(reply)
    words = {unit.casefold() for unit in units}
    if match is None or (match["unit"] is not None and match["unit"].casefold() not in words):
        raise Malformed(f"{reply!r} is not a number in {units[0]}")
    return decimal_number(match["number"])
