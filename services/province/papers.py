"""Documents of a demonstration province: some of its runs get their certificates and notices, numbered by the issuing service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from services.issuing.issue import issue
from services.laboratory.laboratory_register import register_of
from services.province.batch import WHO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from registers.results import Result
    from services.province.size import Size

FOLDER: Final = "documents"
MOST: Final = 24


def issued(folder: Path, url: str, size: Size, results: Sequence[Result], on: date) -> int:
    """Number and write the documents of the first runs that decided; one that has its number keeps it. Returns how many."""
    decided = [r.run for r in results if r.outcome in {"conform", "not_conform"}]
    runs = sorted(decided)[: min(size.others, MOST)]
    if runs:
        issue(url, runs, folder / FOLDER, register_of(folder / "laboratory.toml").documents, by=WHO, on=on)
    return len(runs)
