"""A list beside a campaign file: lots, batches, units. Each row knows its line, so that an error names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from inputs.bounded import BadFile
from inputs.digits import full_width
from inputs.spreadsheets import read_cells
from procedures.errors import CampaignFileError, SubjectError
from procedures.subject import subject_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from procedures.subject import Subject

TEXTS = (str, str | None)
"""Types of fields whose digits stay as they are marked."""


class Listed(NamedTuple):
    """A row: the line of the file that it stands on, and its cells by column."""

    line: int
    cells: dict[str, str]


def read_list(file: Path, columns: Sequence[str]) -> list[Listed]:
    """The rows of a CSV file.

    Raises:
        CampaignFileError: It cannot be read, a column is missing, or a row has another number of cells.
    """
    try:
        lines = [(n, [cell.strip() for cell in cells]) for n, cells in read_cells(file)]
    except BadFile as error:
        raise CampaignFileError(file, [str(error)]) from error
    heads = lines[0][1] if lines else []
    problems = [f"column {c!r} is missing" for c in columns if c not in heads]
    problems += [f"column {c!r} stands more than once" for c in dict.fromkeys(heads) if heads.count(c) > 1]
    problems += [
        f"line {n}: {len(cells)} cells under {len(heads)} columns" for n, cells in lines[1:] if len(cells) != len(heads)
    ]
    if problems:
        raise CampaignFileError(file, problems[:20])
    return [Listed(n, dict(zip(heads, cells, strict=True))) for n, cells in lines[1:]]


def nameplates(
    file: Path, rows: Sequence[Listed], common: Mapping[str, Any], model: type[Subject], *beside: str
) -> list[dict[str, Any]]:
    """What each row says of its instrument: `common`, and its cells but for the empty ones.

    Full-width digits of numbers and quantities are read as their ASCII twins; texts stay as they are marked.

    Args:
        file: The list, for messages.
        rows: Its rows.
        common: What all have alike.
        model: The nameplate of the edition.
        beside: Columns that are not of the nameplate.

    Raises:
        CampaignFileError: A row is no nameplate of the edition; each is named with its line and field.
    """
    texts = {key for key, field in model.model_fields.items() if field.annotation in TEXTS}
    found: list[dict[str, Any]] = []
    problems: list[str] = []
    for line, cells in rows:
        own = {
            k: c if k in texts or k not in model.model_fields else full_width(c)
            for k, c in cells.items()
            if c and k not in beside
        }
        found.append({**common, **own})
        try:
            subject_of(found[-1], model, file)
        except SubjectError as error:
            problems += [f"line {line}: {problem.removeprefix('[instrument]: ')}" for problem in error.problems]
    if problems:
        raise CampaignFileError(file, problems[:20])
    return found
