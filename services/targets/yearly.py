"""The yearly report: the scorecard of a year with its parts and what is behind samples, as it was known at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from records.durable_file import write_durably
from records.register import LaboratoryFile, read
from registers.book import now
from reports.targets import targets_pdf, targets_xlsx
from services.laboratory.prepare import laboratory_entry
from services.refused.bad_search import BadSearch
from services.register.book import end_of
from services.targets.documents import opened_sources, scorecard, slice_of
from services.targets.figures import FIGURES
from services.targets.map import COVERAGE, coverage_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from services.targets.sources import Sources
    from services.targets.target_file import Target, TargetFile

MOST: Final = 30
"""Parts of a figure that a table shows; of more, those with the largest gaps."""
SAMPLES: Final = ("prepack.lot_pass", "supervision.batch_pass", "energy.reviews_conform")
"""Figures of which every item is listed with its runs."""
FIRST: Final = 1990
SHORTEST: Final = timedelta(microseconds=1)


def day_of(year: int, known: str) -> date:
    """The last day that a report on a year is about: that of the year, or the day of the time where it lies in the year.

    Raises:
        BadSearch: The year had not begun by then.
    """
    then = (
        datetime.fromisoformat(known).astimezone() - SHORTEST
    ).date()  # the end of a day is the first moment of the next
    if not FIRST <= year <= then.year:
        zh, en = f"{year} 年在 {then} 尚未开始或过早", f"the year {year} had not begun on {then}, or lies too far back"
        raise BadSearch([Text(zh, en)])
    return min(date(year, 12, 31), then)


def yearly(url: str, file: TargetFile, year: int, at: str, today: date) -> dict[str, Any]:
    """What the report shows.

    Args:
        url: The store.
        file: The targets.
        year: The year.
        at: Time until which what was entered counts; empty for the end of a year that is past, else now.
        today: The day it is.

    Raises:
        BadSearch: The year has not begun.
        RegistersError: There is no store.
    """
    known = at or (end_of(date(year, 12, 31)) if year < today.year else now())
    on = day_of(year, known)
    with opened_sources(url, file, on, known) as s:
        found = scorecard(s, file)
        counted = [t for t in file.every().values() if t.figure]
        found["slices"] = [part for t in counted for part in _slices(s, t)]
        found["behind"] = [
            {"target": t.key, **item.document()}
            for t in counted
            if t.figure in SAMPLES
            for item in FIGURES[t.figure].behind(s, "", "", counts=None, limit=1000)[0]
        ]
    found["simulated"] |= any(item["simulated"] for item in found["behind"])
    return {**found, "year": year, "time": _second(known)}


def write_report(found: dict[str, Any], file: TargetFile, laboratory: Path, folder: Path) -> list[Path]:
    """Write the report as PDF and workbook; the same data give the same bytes.

    Args:
        found: What `yearly` found.
        file: The targets.
        laboratory: ``laboratory.toml``, which says who issues it and in which language.
        folder: Where the files are written; made if need be.

    Raises:
        RegisterError: ``laboratory.toml`` cannot be used.
        ReportError: The report cannot be set; nothing was written.
        OSError: A file cannot be written.
    """
    lab = read(laboratory, LaboratoryFile)
    regions: list[dict[str, Any]] = next(
        (p["slices"] for p in found["slices"] if (p["figure"], p["by"]) == (COVERAGE, "region")), []
    )
    regions = [{**r, "code": r["value"]} for r in regions]
    draw = coverage_map(regions, file, found["on"], simulated=found["simulated"])
    picture = None if draw is None else partial(_drawn, draw)
    pdf = targets_pdf(found, laboratory_entry(lab.laboratory), lab.policy.documents_language, picture)
    made = {f"targets_{found['year']}.pdf": pdf, f"targets_{found['year']}.xlsx": targets_xlsx(found, found["time"])}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        write_durably(folder / name, content)
    return [folder / name for name in made]


def _drawn(draw: Callable[[str, None], str], language: str) -> str:
    """The map with signs that the fonts of documents have."""
    return draw(language, None).translate(str.maketrans("✗✓", "×√"))


def _slices(s: Sources, t: Target) -> Iterator[dict[str, Any]]:
    figure = FIGURES[t.figure]
    for by in t.slices:
        every = figure.slices(s, by)
        shown = every if len(every) <= MOST else sorted(every, key=lambda p: (p.part - p.whole, p.value))[:MOST]
        if shown:
            yield {
                "target": t.key, "figure": t.figure, "by": by, "by_name": figure.dimensions[by].to_dict(), "left_out": len(every) - len(shown),
                "slices": [slice_of(p, by) for p in shown],
            }  # fmt: skip


def _second(known: str) -> str:
    """The time to the second, as documents bear it."""
    return datetime.fromisoformat(known).astimezone(UTC).replace(microsecond=0).isoformat()
