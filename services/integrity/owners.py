"""Who had an instrument on a day: the owner that the register named when the day ended, not the one of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from registers.book import source
from registers.change import parts_of
from registers.instruments import INSTRUMENTS
from services.register.book import end_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection


class Owners:
    """Owners of instruments on any day, by what was known at a time.

    Args:
        connection: The store.
        at: Time of which the registers are read; empty for now.
    """

    def __init__(self, connection: Connection, at: str) -> None:
        self._connection, self._at = connection, at
        now, past = INSTRUMENTS.now, INSTRUMENTS.past
        query = select(past.c.key).distinct().join(now, now.c.key == past.c.key).where(past.c.owner != now.c.owner)
        self._changes = self._versions(sorted(connection.scalars(query)))
        self._ends: dict[date, str] = {}

    def on(self, instrument: str, owner: str, day: date) -> str:
        """The key of the organisation that had an instrument on a day.

        Args:
            instrument: The instrument.
            owner: Its owner as the registers are read.
            day: The day; before the first entry of the register the first owner counts.
        """
        changes = self._changes.get(instrument)
        if not changes:
            return owner
        if (end := self._ends.get(day)) is None:
            end = self._ends[day] = end_of(day)
        then = [o for recorded, o in changes if recorded < end]
        return then[-1] if then else changes[0][1]

    def newest(self, instruments: Iterable[str]) -> dict[str, str]:
        """The owners of some instruments, as the registers are read."""
        found, table = dict[str, str](), source(INSTRUMENTS, self._at)
        for part in parts_of(sorted(set(instruments))):
            query = select(table.c.key, table.c.owner).where(table.c.key.in_(part))
            found |= {row[0]: row[1] for row in self._connection.execute(query)}
        return found

    def moved(self, day: date) -> Iterator[tuple[str, str, str]]:
        """Instruments that another organisation had on a day: each with its newest owner and the owner of that day."""
        for key, changes in self._changes.items():
            newest = changes[-1][1]
            if (then := self.on(key, newest, day)) != newest:
                yield key, newest, then

    def _versions(self, keys: list[str]) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for part in parts_of(keys):
            for key, recorded, owner in self._rows(part):
                found.setdefault(key, []).append((recorded, owner))
        return {key: sorted(rows) for key, rows in found.items()}

    def _rows(self, keys: Sequence[str]) -> Iterable[tuple[str, str, str]]:
        for table in (INSTRUMENTS.past, INSTRUMENTS.now):
            known = [table.c.recorded <= self._at] if self._at else []
            query = select(table.c.key, table.c.recorded, table.c.owner).where(table.c.key.in_(keys), *known)
            yield from ((row[0], row[1], row[2]) for row in self._connection.execute(query))
