"""Lines of laboratory instruments; what a line answers stands in the frame's `meaning` or `asked`."""

import re
from typing import Any

from drivers.codecs import dhi, fluke, scpi
from drivers.codecs.numbers import Malformed, Refused, plain_text

PROTOCOLS = ("fluke-5522a", "druck-pace", "dhi-ppc")


def read(frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    line = plain_text(raw.rstrip(b"\r\n"))
    if not line:
        raise Malformed("an empty line is no answer")
    question = re.search(r"[:*A-Z][:*A-Z0-9]*\?", str(frame.get("asked", frame.get("meaning", ""))))
    asked = question[0] if question else ""
    if line != asked:  # a frame may be the question itself
        {"fluke-5522a": _fluke, "druck-pace": _pace, "dhi-ppc": _dhi}[frame["protocol"]](asked, line)
    return {"fields": {}, "value": None, "encoded": None}


def _fluke(asked: str, line: str) -> None:
    if asked == "OUT?":
        fluke.output_55(line)
    elif asked == "ERR?":
        scpi.error_entry(line)


def _pace(asked: str, line: str) -> None:
    if asked:
        scpi.answer(asked, line)


def _dhi(asked: str, line: str) -> None:
    try:
        if asked == "SR?":
            dhi.ready(line)
        elif asked in ("HS?", "TP?", "PR?"):
            dhi.quantity(line)
    except Refused:  # the instrument says that it refuses: a valid answer
        return
