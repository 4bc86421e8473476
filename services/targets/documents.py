"""The scorecard as a document for programs, screens and reports."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from registers.rollup_engine import rolling
from services.rates.rates import percent
from services.refused.bad_search import BadSearch
from services.register.book import end_of, opened_book
from services.targets.figures import FIGURES
from services.targets.scorecard import STATUSES, goal_text, inspection_score, score, scores, value_text
from services.targets.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from services.targets.items import Slice
    from services.targets.scorecard import Score
    from services.targets.target_file import Target, TargetFile

NOT_GIVEN = Text("（未填）", "(not given)")


@contextmanager
def opened_sources(url: str, file: TargetFile, on: date, at: str, level: int = 4) -> Iterator[Sources]:
    """What figures of a day are counted from; other files of the laboratory lie beside that of its targets.

    Raises:
        RegistersError: There is no store.
        StoreError: It cannot be read.
    """
    with opened_book(url) as book, rolling(book.store) as rolled:
        yield Sources(book, rolled, on, at, file.path.parent, level)


def known_at(on: date, given: str, today: date) -> str:
    """The time until which what was entered counts: as given, else the end of a day that is past, else now."""
    return given or (end_of(on) if on < today else "")


def targets(url: str, file: TargetFile, on: date, at: str = "") -> dict[str, Any]:
    """Every target on a day.

    Args:
        url: The store.
        file: The targets.
        on: The day.
        at: Time until which what was entered counts, as registers keep time; empty for now.
    """
    with opened_sources(url, file, on, at) as s:
        return scorecard(s, file)


def scorecard(s: Sources, file: TargetFile) -> dict[str, Any]:
    """Every target, as words and numbers."""
    found = scores(s, file)
    return {
        "programme": file.name.to_dict(),
        "source": file.source.to_dict(),
        "on": s.on.isoformat(),
        "known_on": s.at,
        "targets_file": {"name": file.path.name, "sha256": file.digest},
        "simulated": s.demonstration or any(one.simulated for one in found),
        "rows": [row(one, demonstration=s.demonstration) for one in found],
        "inspections": inspection_score(s, file.inspections),
    }


def row(one: Score, *, demonstration: bool) -> dict[str, Any]:
    """A target as words and numbers; its value is exact as ``part`` and ``whole``."""
    t, c = one.target, one.counted
    return {
        "target": t.key, "name": t.name.to_dict(), "kind": t.kind, "figure": t.figure, "value": value_text(one),
        "goal": goal_text(t), "status": one.status, "status_name": STATUSES[one.status].to_dict(),
        "part": c.part if c is not None else None, "whole": c.whole if c is not None else None,
        "more": dict(c.more) if c is not None else {},
        "bound": dict(one.bound) if one.bound is not None else None,
        "recorded": one.stated.document() if one.stated is not None else None,
        "definition": t.definition.to_dict(), "source": t.source.to_dict(), "slices": list(t.slices),
        "remarks": [text.to_dict() for text in one.remarks], "simulated": demonstration or one.simulated,
        "parts": [row(part, demonstration=demonstration) for part in one.parts],
    }  # fmt: skip


def one_target(
    url: str, file: TargetFile, key: str, on: date, at: str = "", *, by: str = "", value: str | None = None,
    counts: bool | None = None, limit: int = 200, listed: bool = False, level: int = 4,
) -> dict[str, Any]:  # fmt: skip
    """One target with its parts by a dimension, or with what is behind it.

    Args:
        url: The store.
        file: The targets.
        key: Its name, such as ``T1``.
        on: The day.
        at: Time until which what was entered counts; empty for now.
        by: A dimension; empty for none.
        value: The value of the dimension, of which what is behind it is listed.
        counts: Whether what counts is listed, or what does not; None for both.
        limit: How many are listed at most.
        listed: Whether what is behind it is listed.
        level: How many digits of a division code make a region.

    Raises:
        BadSearch: There is no such target or dimension.
    """
    target = target_named(file, key)
    figure = FIGURES.get(target.figure)
    if by and (figure is None or by not in figure.dimensions):
        names = ", ".join(figure.dimensions) if figure is not None else ""
        raise BadSearch([_no_dimension(key, by, names)])
    with opened_sources(url, file, on, at, level) as s:
        found: dict[str, Any] = {"on": on.isoformat(), "known_on": at, "by": by, "slices": [], "behind": None}
        found["row"] = row(score(s, target), demonstration=s.demonstration)
        if figure is not None and by and value is None:
            found["slices"] = [slice_of(part, by) for part in figure.slices(s, by)]
        if figure is not None and listed:
            items, total = figure.behind(s, by if value is not None else "", value or "", counts=counts, limit=limit)
            found["behind"] = {"total": total, "items": [item.document() for item in items]}
    return found


def slice_of(part: Slice, by: str) -> dict[str, Any]:
    """A part of a figure as words and numbers; ``shown`` is what it is called, with its code where that says something."""
    name, code = Text.of(part.name), "" if by == "domain" and part.name else part.value
    shown = Text(f"{code} {name.zh}".strip(), f"{code} {name.en}".strip())
    return {
        **part._asdict(), "name": name.to_dict(), "shown": (shown if shown.zh else NOT_GIVEN).to_dict(),
        "percent": percent(part.part, part.whole),
    }  # fmt: skip


def target_named(file: TargetFile, key: str) -> Target:
    """A target or a part of one.

    Raises:
        BadSearch: There is none of this name.
    """
    found = file.every().get(key.strip().upper())
    if found is None:
        names = ", ".join(file.every())
        raise BadSearch([Text(f"没有目标 {key}；可用 {names}", f"there is no target {key}; there are {names}")])
    return found


def _no_dimension(key: str, by: str, names: str) -> Text:
    if not names:
        return Text(f"{key} 不能分项", f"{key} cannot be shown in parts")
    return Text(f"{key} 不能按 {by} 分项；可用 {names}", f"{key} cannot be shown by {by}; there are {names}")


def month_before(on: date) -> date:
    """The day that lies thirty days before."""
    return on - timedelta(days=30)
