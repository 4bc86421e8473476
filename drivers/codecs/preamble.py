"""What stands before a frame of DL/T 645, DL/T 698.45 and CJ/T 188: bytes `FE` that wake the line, and a mark.

The standards allow `FE` only. A simulated meter has nothing but digits to say who it is, so it puts the letters `SIM-`
before them: a real one never does.
"""

from typing import NamedTuple

from drivers.codecs.numbers import Malformed

MARK = b"SIM-"
_MOST = 16


class Preamble(NamedTuple):
    """What stands before a frame.

    Attributes:
        size: Number of bytes.
        fillers: How many of them are `FE`.
        marked: Whether they begin with the mark.
    """

    size: int
    fillers: int
    marked: bool


def preamble(received: bytes) -> Preamble:
    """Take apart what stands before a frame.

    Raises:
        Malformed: More than 16 `FE`.
    """
    rest = received.removeprefix(MARK)
    size = len(received) - len(rest.lstrip(b"\xfe"))
    fillers = len(rest) - len(rest.lstrip(b"\xfe"))
    if fillers > _MOST:
        raise Malformed(f"more than {_MOST} preamble bytes")
    return Preamble(size, fillers, marked=size > fillers)


def is_part_of_mark(received: bytes) -> bool:
    """Whether what has come may be the first bytes of a mark."""
    return len(received) < len(MARK) and MARK.startswith(received)


def mark_of(raw: bytes) -> str:
    """What a reply adds to the text of an identity: ` SIM-` for a simulated meter, else nothing."""
    return f" {MARK.decode()}" if raw.startswith(MARK) else ""
