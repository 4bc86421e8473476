"""The sections of a report that is no document of one run: tables, plots and notes, as templates take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.decision import Outcome
from metrology.text import Text
from procedures.campaigns.judgement import Picture, Plot, Table
from reports.content.common import Json, both, shown
from reports.numerals import width, with_minus
from reports.plots import plot_svg
from reports.wording import OUTCOMES

if TYPE_CHECKING:
    from procedures.campaigns.judgement import Section

WIDEST = 44


def section_content(n: int, part: Section, language: str, pictures: dict[str, bytes]) -> Json:
    """A section with its number, as templates take it; pictures are added by their paths."""
    numbered: Json = {"number": n + 1, "title": both(part.title)}
    if isinstance(part, Table):
        return {**numbered, "kind": "table", **_table(part)}
    if isinstance(part, Plot):
        name = f"pictures/plot{n}.svg"
        pictures[name] = plot_svg(part, language).encode()
        return {**numbered, "kind": "plot", "picture": name}
    if isinstance(part, Picture):
        name = f"pictures/picture{n}.svg"
        pictures[name] = part.draw(language).encode()
        return {**numbered, "kind": "plot", "picture": name}
    return {**numbered, "kind": "note", "texts": [both(text) for text in part.texts]}


def _table(table: Table) -> Json:
    return {
        "heads": [both(head) for head in table.heads],
        "weights": list(table.weights) or _weights(table),
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _weights(table: Table) -> list[float]:
    columns = zip(*table.rows, strict=True) if table.rows else ([] for _ in table.heads)
    texts = [
        [head.zh, head.en, *(_plain(cell) for cell in column)]
        for head, column in zip(table.heads, columns, strict=True)
    ]
    return [min(max(map(width, column)), WIDEST) + 2 for column in texts]


def _plain(cell: str | Text | Outcome) -> str:
    return cell.zh if isinstance(cell, Text | Outcome) else cell


def _cell(cell: str | Text | Outcome) -> Any:
    if isinstance(cell, Outcome):
        return shown(OUTCOMES[cell], cell)
    if isinstance(cell, Text):
        return {"zh": with_minus(cell.zh), "en": with_minus(cell.en)}
    return with_minus(cell)
