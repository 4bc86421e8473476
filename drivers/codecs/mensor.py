"""Mensor command set of CPC6050, CPC4000, CPC3050, CPC7000 (CPC6050 operating instructions, sections 7.7.1 to 7.7.4).

Every reply begins with a blank, or with `E` when the error queue holds something; the data follow. `E` spoils no number
but means that the instrument has refused something, so the driver must read the queue before it believes anything.
"""

from dataclasses import dataclass

from drivers.codecs.numbers import Malformed

#: Words of `UNITS` and the symbols of `metrology.units`.
UNITS = {"Pa": "PA", "hPa": "HPA", "kPa": "KPA", "MPa": "MPA", "mbar": "MBAR", "bar": "BAR", "psi": "PSI"}
_NO_ERROR = ("NO ERROR", "NO ERRORS")


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply.

    Attributes:
        payload: What follows the first character.
        error_waiting: Whether the error queue holds something.
    """

    payload: str
    error_waiting: bool


def answer(line: str) -> Answer:
    """Decode a reply line.

    Raises:
        Malformed: It begins with neither a blank nor `E`, or holds nothing else.
    """
    payload = line[1:].strip(" ")
    if line[:1] not in (" ", "E") or not payload:
        raise Malformed(f"{line!r} is not a reply of the Mensor command set")
    return Answer(payload, line.startswith("E"))


def yes(payload: str) -> bool:
    """Read a flag that must be exactly `YES` or `NO`.

    Raises:
        Malformed: Anything else.
    """
    if payload.upper() not in ("YES", "NO"):
        raise Malformed(f"{payload!r} is not YES or NO")
    return payload.upper() == "YES"


def one_of(payload: str, words: tuple[str, ...]) -> str:
    """Read a keyword.

    Raises:
        Malformed: Another one.
    """
    if payload.upper() not in words:
        raise Malformed(f"{payload!r} is not one of {', '.join(words)}")
    return payload.upper()


def error_text(payload: str) -> str:
    """Text of an error queue entry, empty for none."""
    return "" if payload.upper() in _NO_ERROR else payload
