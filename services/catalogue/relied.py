"""How many instruments a figure counts that stand under entries of the catalogue which nobody verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, or_

from registers.catalogue import CATALOGUE
from registers.instruments import INSTRUMENTS

if TYPE_CHECKING:
    from registers.book import Book


class Relied(NamedTuple):
    """What a figure relies on.

    Attributes:
        entries: How many entries are unverified, themselves or in their supervision, mode and period.
        instruments: How many instruments in use with a known mode stand under one of them.
    """

    entries: int
    instruments: int


def relied(book: Book, at: str = "", division: str = "") -> Relied:
    """What the figures of the coverage rely on.

    Args:
        book: The registers.
        at: Time of which they are shown; empty for now.
        division: Beginning of the division codes that count.
    """
    found = book.rows(CATALOGUE, lambda c: or_(c.status == "unverified", c.mode_status == "unverified"), at=at)
    keys = [row.key for row in found]
    count = book.count(
        INSTRUMENTS,
        lambda c: and_(c.item.in_(keys), c.status == "in-use", c.mode != "", c.division.startswith(division, autoescape=True)),
        at=at,
    )  # fmt: skip
    return Relied(len(keys), count)
