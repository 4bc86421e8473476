"""A site with what is asked of it: its points, the registers where there are any, the figures that were read in print."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.address import database_file, parse
from services.energy.points import read_points
from services.energy.site import FIGURES, read_site
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from registers.book import Book
    from services.energy.points import Point
    from services.energy.site import Site


@dataclass(frozen=True, slots=True)
class Asked:
    """A site.

    Attributes:
        site: Its file.
        folder: Where the file lies.
        points: Its measuring points.
    """

    site: Site
    folder: Path
    points: tuple[Point, ...]

    @property
    def figures(self) -> tuple[Path, ...]:
        """Folders with figures that were read in print."""
        return (self.folder / FIGURES,)


def asked(file: Path) -> Asked:
    """Read the file of a site and its list of points.

    Raises:
        RegisterError: One of them cannot be used.
    """
    site = read_site(file)
    return Asked(site, file.parent, read_points(file.parent / site.site.points))


@contextmanager
def book_of(url: str) -> Iterator[Book | None]:
    """The registers of a store; None where there is no store yet.

    Raises:
        StoreError: The store cannot be read.
    """
    path = database_file(parse(url))
    if path is not None and not path.is_file():
        yield None
        return
    with opened_book(url) as book:
        yield book
