"""The sites of a laboratory, and what its page shows of one: each part made as the commands make it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from messages import both
from metrology.text import Text
from records.entries import Opened, read
from records.errors import RecordsError, RegisterError
from records.run_index import Search, found_runs
from records.store import Store
from registers.documents import DOCUMENTS
from sequencer.errors import Refused
from services.energy.asked import book_of
from services.energy.issued import KIND
from services.energy.making import Made, Wanted, make
from services.energy.reviewing import NUMBER, Nonconformity, Review, of_lists
from services.energy.site import FIGURES, read_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registers.change import Row
    from registers.documents import IssuedDocument
    from services.energy.equipped import Equipped

FOLDER: Final = "energy"
LOOKED_AT: Final = 50
"""Newest runs of a review among which that of a site is looked for."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A site of the laboratory.

    Attributes:
        id, name: As its file names it; the name of the file where that cannot be used.
        file: The file.
        problems: Why it cannot be used.
    """

    id: str
    name: Text
    file: Path
    problems: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """What does not conform at a site.

    Attributes:
        answered: What the newest review answered.
        computed: What the lists and the registers show on a day.
        review: That review; None where there is none.
        why_none: Why a newer run is no review that can be used.
    """

    answered: tuple[Nonconformity, ...]
    computed: tuple[Nonconformity, ...]
    review: Review | None
    why_none: tuple[Text, ...]


def sites_in(laboratory: Path) -> list[Listed]:
    """The sites of a laboratory: every TOML file of its folder ``energy``, and of the folders in it."""
    place = laboratory / FOLDER
    files = [f for f in (*place.glob("*.toml"), *place.glob("*/*.toml")) if f.parent.name != FIGURES and f.is_file()]
    found = []
    for file in sorted(files):
        try:
            site = read_site(file).site
            found.append(Listed(site.id, Text(site.name, site.name_en or site.name), file))
        except RegisterError as error:
            found.append(
                Listed(file.stem, Text.same(file.stem), file, tuple(both(problem) for problem in error.problems))
            )
    return found


def issued_of(url: str, site: str) -> list[Row[IssuedDocument]]:
    """The reports on a site that were numbered, newest first."""
    with book_of(url) as book:
        if book is None:
            return []
        rows = book.rows(DOCUMENTS, lambda c: (c.kind == KIND) & c.run.like(f"__-{_plain(site)}-%", escape="\\"))
        return sorted(
            (r for r in rows if r.record.run[3:].rpartition("-")[0] == site), key=lambda r: r.recorded, reverse=True
        )


def _plain(text: str) -> str:
    """A text in which LIKE finds no wildcard."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def open_nonconformities(file: Path, site: str, url: str, how: Equipped) -> Open:
    """What does not conform at a site: what its newest review answered, and what follows from the lists on a day.

    Args:
        file: The file of the site.
        site: Its identity.
        url: The store.
        how: How it is equipped on the day.
    """
    refused: list[Text] = []
    newest: Review | None = None
    for run in _reviews(url, site):
        try:
            made: Any = make(Wanted("review", file, run=run), url).found
        except Refused as error:
            refused += error.reasons
            continue
        except RecordsError as error:
            refused.append(both(str(error)))
            continue
        newest = made
        break
    computed = of_lists(how, how.on)
    return Open(newest.answered if newest is not None else (), computed, newest, tuple(refused))


def _reviews(url: str, site: str) -> Iterator[str]:
    """Runs of JJF 1356 about a site, newest first."""
    with book_of(url) as book:
        if book is None:
            return
    with closing(Store(url, read_only=True)) as store:
        runs, _ = found_runs(store, Search(regulation=NUMBER), limit=LOOKED_AT)
        lines = store.lines([name for _, name in runs])
    for _, name in runs:
        line = lines.get(name)
        opened = getattr(line, "opened", None)
        if opened is not None and str(read(opened, Opened).nameplate.get("site", "")) == site:
            yield name


def report_of(file: Path, report: str, asked: dict[str, str], url: str) -> Made:
    """A report for the page; `asked` has fields of `Wanted`."""
    return make(Wanted(report, file, **asked), url)
