"""Which day, which time and which targets somebody asks for, as an address of a page names them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from services.refused.bad_search import BadSearch
from services.targets.documents import known_at
from services.targets.figures import KNOWN
from services.targets.sources import EARLIEST, LATEST, time_known
from services.targets.target_file import TargetFile, read_targets, target_file

if TYPE_CHECKING:
    from pathlib import Path


class Asked(NamedTuple):
    """What is asked for: the targets, the day, and the time until which what was entered counts."""

    file: TargetFile
    on: date
    at: str


def asked_for(laboratory: Path, on: str, known: str, today: date) -> Asked:
    """What is asked for.

    Args:
        laboratory: Folder of the laboratory.
        on: The day as text; empty for today.
        known: The time as text; empty for the end of a day that is past, else now.
        today: The day it is.

    Raises:
        BadSearch: The day or the time is none.
        BadTargets: The targets cannot be used.
    """
    try:
        day = date.fromisoformat(on) if on else today
    except ValueError:
        day = date.min
    if not EARLIEST < day.year < LATEST:
        raise BadSearch([Text(f"日期 {on} 应写作 2026-11-30", f"a day is written like 2026-11-30, not {on}")])
    at = known_at(day, time_known(known.strip()) if known.strip() else "", today)
    return Asked(read_targets(target_file(laboratory), KNOWN), day, at)
