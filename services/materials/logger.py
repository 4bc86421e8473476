"""The file of a temperature logger: its readings, summed up for the register."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from inputs.bounded import BadFile, read_bytes, read_rows, read_text
from records.errors import RegisterError
from registers.material_lots import StorageRecord

if TYPE_CHECKING:
    from pathlib import Path

    from registers.material_lots import MaterialLot

HEADS = {"time": ("time", "时间"), "temperature": ("temperature", "温度", "temperature/°C", "温度/°C")}
"""What the two columns that are read may be called."""
MOST_PROBLEMS = 20
FULL_WIDTH = str.maketrans("０１２３４５６７８９．－：／　", "0123456789.-:/ ")


class Logged(NamedTuple):
    """One reading of a logger."""

    at: datetime
    temperature: Decimal


def read_logger(path: Path) -> list[Logged]:
    """Read a CSV file with the columns ``time`` and ``temperature`` (°C); other columns are left out.

    A time is ``2026-11-30 08:15`` or has seconds and a zone; without a zone it is local. Digits may be full-width.

    Raises:
        RegisterError: It cannot be used; each problem with its line.
    """
    try:
        lines = [(n, [cell.translate(FULL_WIDTH).strip() for cell in cells]) for n, cells in read_rows(read_text(path))]
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error
    header = [name.lower() for name in lines[0][1]] if lines else []
    places = {key: next((header.index(n) for n in names if n in header), -1) for key, names in HEADS.items()}
    if absent := [f"line 1: there is no column {key!r}" for key, place in places.items() if place < 0]:
        raise RegisterError(path, absent)
    found: list[Logged] = []
    problems = []
    for n, cells in ((n, cells) for n, cells in lines[1:] if any(cells)):
        one = _reading(cells, places, found[-1].at if found else None)
        if isinstance(one, Logged):
            found.append(one)
        else:
            problems.append(f"line {n}: {one}")
    if len(found) < 2 and not problems:
        problems.append("needs two readings at least")
    if problems:
        raise RegisterError(path, problems[:MOST_PROBLEMS])
    return found


def _reading(cells: list[str], places: dict[str, int], before: datetime | None) -> Logged | str:
    """A line of the file, or what is wrong with it."""
    if len(cells) <= max(places.values()):
        return f"{len(cells)} cells, a column is missing"
    text, degrees = cells[places["time"]], _number(cells[places["temperature"]])
    when = _moment(text)
    if when is None:
        return f"time {text!r} is none such as 2026-11-30 08:15"
    if degrees is None:
        return f"temperature {cells[places['temperature']]!r} is no number"
    if before is not None and when <= before:
        return "the time is not later than that of the line before"
    return Logged(when, degrees)


def summed_up(path: Path, key: str, lot: MaterialLot) -> StorageRecord:
    """What a logger's file says of a lot.

    A reading that is outside counts for the whole time to the readings beside it, since nobody knows what was between.

    Args:
        path: The file.
        key: Number of the lot.
        lot: Its limits.

    Raises:
        RegisterError: The file cannot be used.
    """
    logged = read_logger(path)
    warm = [_outside(one.temperature, lot) for one in logged]
    spans = [(b.at - a.at).total_seconds() for a, b in pairwise(logged)]
    broken = sum(span for n, span in enumerate(spans) if warm[n] or warm[n + 1])
    return StorageRecord(
        lot=key,
        start=logged[0].at.isoformat(),
        until=logged[-1].at.isoformat(),
        readings=len(logged),
        lowest=min(one.temperature for one in logged),
        highest=max(one.temperature for one in logged),
        gap=_minutes(max(spans)),
        outside=_minutes(broken),
        outside_readings=sum(warm),
        file=path.name,
        sha256=sha256(read_bytes(path)).hexdigest(),
    )


def _outside(degrees: Decimal, lot: MaterialLot) -> bool:
    return (lot.lower is not None and degrees < lot.lower) or (lot.upper is not None and degrees > lot.upper)


def _minutes(seconds: float) -> int:
    """Whole minutes, a part of one counted as one."""
    return -int(-seconds // 60)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.astimezone()


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
