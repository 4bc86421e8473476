"""Lines of weighing instruments: MT-SICS plain and with CRC; Sartorius SBI."""

import re
from typing import Any

from drivers.codecs import mt_sics, mt_sics_checks, sbi
from drivers.codecs.numbers import Malformed, Refused, plain_text
from tests.drivers.sics_lines import encode_weight

PROTOCOLS = ("mt-sics", "mt-sics-crc", "sartorius-sbi16", "sartorius-sbi-cmd")
_LINE = re.compile(r"@|E[STL]|[A-Z]+[0-9]*( [A-Z+-]( .*)?)?|[A-Z]+[0-9]*( .*)?")


def read(frame: dict[str, Any], raw: bytes) -> dict[str, Any]:
    protocol = frame["protocol"]
    if protocol == "sartorius-sbi-cmd":
        if not re.fullmatch(rb"\x1b[A-Za-z][0-9A-Za-z]*_?(\r\n)?", raw):
            raise Malformed(f"{raw!r} is not a command")
        return {"fields": {}, "value": None, "encoded": None}
    if not raw.endswith(b"\r\n"):
        raise Malformed(f"{raw!r} does not end with CR LF")
    line = plain_text(raw[:-2])
    if protocol == "sartorius-sbi16":
        return {"fields": {}, "value": sbi.shown(line).value, "encoded": None}
    if protocol == "mt-sics-crc":
        mt_sics_checks.checked(line)
        return {"fields": {}, "value": None, "encoded": None}
    return _sics(line)


def _sics(line: str) -> dict[str, Any]:
    if not _LINE.fullmatch(line):
        raise Malformed(f"{line!r} is not a line of MT-SICS")
    head = line.partition(" ")[0]
    try:
        found = mt_sics.weight(head, line)
    except (Malformed, Refused, mt_sics.Busy):
        return {"fields": {}, "value": None, "encoded": None}
    encoded = encode_weight(head, found) + b"\r\n"
    return {"fields": {}, "value": found.value, "encoded": encoded if "  " in line else None}
