"""MT-SICS levels 0 and 1, lines to values and back (Mettler-Toledo MT-SICS reference manual, levels 0/1).

A weight reply is `ID SP status SP weight SP unit`, the weight right-aligned in ten characters. Two traps decide the
shape of this module: `SI` and `SIR` answer under the ID `S`, and a hardware error takes the place of the weight while
the status still says stable (`S S  Error 10b`).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs.numbers import Malformed, Refused, decimal_number

_WEIGHT = re.compile(r"(?P<id>[A-Z]+[0-9]?) (?P<status>[A-Z]) +(?P<rest>.+)")
_VALUE = re.compile(r"(?P<value>-?[0-9]+(?:\.[0-9]+)?) +(?P<unit>[A-Za-z%/]+[0-9]?)")
_TEXT = re.compile(r"(?P<id>[A-Z]+[0-9]*) (?P<status>[AB])(?: (?P<rest>.*))?")

_SHORT = {
    "ES": "syntax error: the instrument does not know the command",
    "ET": "transmission error: parity, frame or break on the line",
    "EL": "logical error: the command cannot be executed",
}
_REFUSALS = {
    "L": "the command is understood but its parameter is wrong, or it is not allowed on an approved instrument",
    "+": "overload, or upper limit of the zero or tare range exceeded",
    "-": "underload, or lower limit of the zero or tare range exceeded",
}
#: Replies that each command may give, by ID.
_ANSWERS_AS = {"SI": "S", "SIR": "S", "SC": "S", "ZC": "Z", "TC": "T", "@": "I4"}


class Busy(ValueError):
    """`… I`: understood but not executable at present (no stable value in time, or another command is running)."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight reply.

    Attributes:
        status: `S` stable, `D` dynamic, `M` stable but below minimum weight, `N` dynamic and below minimum weight.
        value: The weight with the digits received.
        unit: Unit as the instrument writes it.
    """

    status: str
    value: Decimal
    unit: str


def command(name: str, *parameters: str) -> bytes:
    """Encode a command line without its terminator."""
    return " ".join((name, *parameters)).encode("ascii")


def refuse_errors(asked: str, line: str) -> None:
    """Let only a reply through that answers `asked` and carries a value or an acknowledgement.

    Raises:
        Busy: `… I`.
        Refused: `ES`, `ET`, `EL`, `… L`, `… +`, `… -`.
        Malformed: The reply of another command.
    """
    if line in _SHORT:
        raise Refused(f"{line}: {_SHORT[line]}")
    expected = _ANSWERS_AS.get(asked, asked)
    head, _, tail = line.partition(" ")
    if head != expected or not tail:
        raise Malformed(f"{line!r} does not answer {asked}")
    if tail == "I":
        raise Busy(f"{line}: not executable at present")
    if tail in _REFUSALS:
        raise Refused(f"{line}: {_REFUSALS[tail]}")


def weight(asked: str, line: str) -> Weight:
    """Decode a weight reply of `S`, `SI`, `SIU`, `T`, `TI`, `TA`.

    Raises:
        Busy, Refused, Malformed: As `refuse_errors`; also for an error text in the place of the weight.
    """
    refuse_errors(asked, line)
    match = _WEIGHT.fullmatch(line)
    if match is None:
        raise Malformed(f"{line!r} is not a weight reply")
    rest = match["rest"]
    if rest.startswith("Error"):
        raise Refused(f"{line}: the instrument reports a hardware error in place of the weight")
    value = _VALUE.fullmatch(rest)
    if value is None:
        raise Malformed(f"{line!r} is not a weight reply")
    return Weight(match["status"], decimal_number(value["value"]), value["unit"])


def acknowledged(asked: str, line: str) -> None:
    """Accept `ID A` and nothing else.

    Raises:
        Busy, Refused, Malformed: As `refuse_errors`; a dynamic acknowledgement (`Z D`, `ZI D`) is malformed here.
    """
    refuse_errors(asked, line)
    if line != f"{_ANSWERS_AS.get(asked, asked)} A":
        raise Malformed(f"{line!r} does not acknowledge {asked}")


def quoted(asked: str, line: str) -> str:
    """Decode `ID A "text"` (I2 model and capacity, I3 software, I4 serial number).

    Raises:
        Busy, Refused, Malformed: As `refuse_errors`; also when the text is not in quotes.
    """
    refuse_errors(asked, line)
    match = _TEXT.fullmatch(line)
    rest = match["rest"] if match else None
    if match is None or match["status"] != "A" or not rest or len(rest) < 2 or rest[0] != '"' or rest[-1] != '"':
        raise Malformed(f"{line!r} does not hold a quoted text")
    return rest[1:-1]
