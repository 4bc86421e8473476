"""Who had an instrument on a day: the owner that the register named when the day ended, not the one of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

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
        self._changes: dict[str, list[tuple[str, str]]] = {}
        self._ends: dict[date, str] = {}
        self._nothing: dict[date, bool] = {}

    def know(self, instruments: Iterable[str]) -> None:
        """Read what is asked of some instruments later, together."""
        new = sorted(set(instruments) - self._changes.keys())
        for part in parts_of(new):
            found: dict[str, list[tuple[str, str]]] = {key: [] for key in part}
            for key, recorded, owner in self._rows(part):
                found[key].append((recorded, owner))
            self._changes |= {key: sorted(rows) for key, rows in found.items()}

    def on(self, instrument: str, owner: str, day: date) -> str:
        """The key of the organisation that had an instrument on a day.

        Args:
            instrument: The instrument.
            owner: Its owner as the registers are read.
            day: The day; before the first entry of the register the first owner counts.
        """
        end = self._end(day)
        if self.nothing_since(day):
            return owner
        self.know([instrument])
        changes = self._changes[instrument]
        if not changes:
            return owner
        then = [o for recorded, o in changes if recorded < end]
        return then[-1] if then else changes[0][1]

    def nothing_since(self, day: date) -> bool:
        """Whether no instrument was changed after a day, by what is known: its owners are those that the registers name."""
        if (found := self._nothing.get(day)) is None:
            replaced = INSTRUMENTS.past.c.replaced
            known = [replaced <= self._at] if self._at else []
            changed = select(exists().where(replaced >= self._end(day), *known))
            found = self._nothing[day] = not self._connection.scalar(changed)
        return found

    def newest(self, instruments: Iterable[str]) -> dict[str, str]:
        """The owners of some instruments, as the registers are read."""
        found, table = dict[str, str](), source(INSTRUMENTS, self._at)
        for part in parts_of(sorted(set(instruments))):
            query = select(table.c.key, table.c.owner).where(table.c.key.in_(part))
            found |= {row[0]: row[1] for row in self._connection.execute(query)}
        return found

    def moved(self, day: date) -> Iterator[tuple[str, str, str]]:
        """Instruments that another organisation had on a day: each with its newest owner and the owner of that day."""
        if self.nothing_since(day):
            return
        now, past = INSTRUMENTS.now, INSTRUMENTS.past
        later = [] if self._at else [past.c.replaced >= self._end(day)]
        query = select(past.c.key).distinct().join(now, now.c.key == past.c.key).where(past.c.owner != now.c.owner)
        keys = sorted(self._connection.scalars(query.where(*later)))
        self.know(keys)
        for key in keys:
            if changes := self._changes[key]:
                newest = changes[-1][1]
                if (then := self.on(key, newest, day)) != newest:
                    yield key, newest, then

    def _end(self, day: date) -> str:
        if (end := self._ends.get(day)) is None:
            end = self._ends[day] = end_of(day)
        return end

    def _rows(self, keys: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        for table in (INSTRUMENTS.past, INSTRUMENTS.now):
            known = [table.c.recorded <= self._at] if self._at else []
            query = select(table.c.key, table.c.recorded, table.c.owner).where(table.c.key.in_(keys), *known)
            yield from ((row[0], row[1], row[2]) for row in self._connection.execute(query))
