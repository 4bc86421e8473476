"""Days that fall due as a calendar file, iCalendar (RFC 5545): one event of a whole day for each instrument."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

OCTETS = 75
"""Longest line, in octets of UTF-8, without its end."""


def calendar(events: Iterable[tuple[str, date, str, str]], made: datetime) -> str:
    """A calendar.

    Args:
        events: Identity, day, summary and description of each.
        made: When it was made, UTC.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Steelyard//Registers//EN", "CALSCALE:GREGORIAN"]
    for identity, day, summary, description in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(identity)}",
            f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(summary)}",
            f"DESCRIPTION:{_escaped(description)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The parts of a line that is longer than a line may be; a character is never cut."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part
