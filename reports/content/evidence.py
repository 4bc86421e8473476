"""Series and photographs of an item: a small chart with its digest, a small picture with the digest of the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inputs.bounded import BadFile
from inputs.media import PHOTOGRAPHS, thumbnail
from procedures.text import Text
from records.entries import Attachment, Remark, Series
from reports.content.common import Json, both
from reports.content.curve import Axis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from reports.view import Observation, RunView

LONGEST_SIDE = 800
"""Pixels of a printed picture: 200 per inch at the size at which it is printed."""
MOST_DRAWN = 400
"""Columns of a drawn chart: a longer series is drawn by the lowest and the highest value in each."""


def charts(run: RunView, key: str) -> list[Json]:
    """Every series of an item, drawn."""
    return [_chart(entry, entry.held) for entry in _of(run, key) if isinstance(entry.held, Series)]


def pictures(run: RunView, key: str) -> list[Json]:
    """Every file of an item; `path` is empty for one that is no photograph."""
    return [_picture(entry, entry.held) for entry in _of(run, key) if isinstance(entry.held, Attachment)]


def noted_pictures(run: RunView) -> list[Json]:
    """Every photograph that a person added to the run, named by the remark with it."""
    return [
        {**_file(held), "name": both(Text.same(remark.text or held.name)), "path": _path(held)}
        for remark in _remarks(run)
        if (held := remark.value) is not None
    ]


def printed_pictures(run: RunView, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the template asks for under the paths of `pictures`.

    Args:
        run: The run.
        files: Content of the files of the run, by digest.
    """
    found = [e.held for e in run.observations if isinstance(e.held, Attachment) and e.held.media in PHOTOGRAPHS]
    found += [remark.value for remark in _remarks(run) if remark.value is not None]
    made = {}
    for held in found:
        try:
            made[_path(held)] = thumbnail(files[held.sha256], LONGEST_SIDE)
        except (BadFile, KeyError):  # a run that was given without its files; the digest is printed all the same
            continue
    return made


def _of(run: RunView, key: str) -> list[Observation]:
    return [e for e in run.observations if e.address.startswith(f"{key}/")]


def _chart(entry: Observation, series: Series) -> Json:
    points = series.points()
    named = {
        "name": both(entry.question),
        "unit": series.unit,
        "place_unit": series.place_unit,
        "count": str(series.count),
        "digest": series.sha256,
        "lines": [],
        "x_ticks": [],
        "y_ticks": [],
    }
    if len(points) < 2:
        return named
    drawn = _thinned(points)
    places, values = ([float(number) for number in numbers] for numbers in zip(*drawn, strict=True))
    x, y = Axis(min(places), max(places), margin=0), Axis(min(values), max(values), margin=0.08)
    return {
        **named,
        "x_ticks": x.ticks(most=8),
        "y_ticks": y.ticks(most=5),
        "lines": [[x.at(float(a)), y.at(float(b))] for a, b in drawn],
    }


def _thinned(points: Sequence[tuple[Decimal, Decimal]]) -> list[tuple[Decimal, Decimal]]:
    """At most two points in each column: the lowest and the highest, in their order."""
    if len(points) <= 2 * MOST_DRAWN:
        return list(points)
    drawn: list[tuple[Decimal, Decimal]] = []
    for column in range(MOST_DRAWN):
        part = points[column * len(points) // MOST_DRAWN : (column + 1) * len(points) // MOST_DRAWN]
        ends = {min(part, key=lambda p: p[1]), max(part, key=lambda p: p[1])}
        drawn += sorted(ends)
    return drawn


def _picture(entry: Observation, held: Attachment) -> Json:
    return {
        "name": both(Text(entry.question.zh, entry.question.en)),
        **_file(held),
        "path": _path(held) if held.media in PHOTOGRAPHS else "",
    }


def _file(held: Attachment) -> Json:
    return {"file": held.name, "size": f"{held.size}", "digest": held.sha256}


def _remarks(run: RunView) -> list[Remark]:
    return [entry for _, entry in run.course if isinstance(entry, Remark)]


def _path(held: Attachment) -> str:
    return f"pictures/{held.sha256}.jpg"
