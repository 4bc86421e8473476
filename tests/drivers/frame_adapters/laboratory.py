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
    if line != asked and not _is_command(frame, line):  # a frame may be the question itself
        {"fluke-5522a": _fluke, "druck-pace": _pace, "dhi-ppc": _dhi}[frame["protocol"]](asked, line)
    return {"fields": {}, "value": None, "encoded": None}


def _is_command(frame: dict[str, Any], line: str) -> bool:
    """Whether the frame is sent to the instrument: a header and the value that it sets, which nothing answers."""
    meaning = str(frame.get("meaning", "")).lower()
    sent = re.search(r"\b(command|set|sets|write|writes)\b", meaning) and not re.search(r"\b(reply|answer)", meaning)
    return "asked" not in frame and bool(sent) and re.fullmatch(r"[:*A-Z][:A-Z0-9]* [-+.0-9A-Z]+", line) is not None


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
