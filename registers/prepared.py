"""What a change writes of a register: rows that are new, rows that differ, how those were, and the events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from records.event import canonical
from records.many_rows import insert_many, update_many
from registers.record import to_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Table

    from records.register_changes import RegisterEvent
    from registers.record import Record
    from registers.register import Register

Values = tuple[Any, ...]


class Prepared(NamedTuple):
    """Rows of a register that are ready to be written.

    Attributes:
        new: Rows that are not there yet, in the order of the columns of `Register.now`.
        changed: Rows that are there, as they will be.
        old: The same rows as they were, in the order of the columns of `Register.past`.
        events: What the log of changes says of all of them.
    """

    new: list[Values]
    changed: list[Values]
    old: list[Values]
    events: list[RegisterEvent]

    def write(self, connection: Connection, register: Register[Any]) -> None:
        """Write the rows; the events are written by the change."""
        insert_many(connection, register.past, self.old)
        insert_many(connection, register.now, self.new)
        differing = self._differing(register)
        columns = [c.name for c in register.now.columns if c.name in differing]
        places = [n for n, c in enumerate(register.now.columns) if c.name in differing]
        update_many(connection, register.now, columns, [(*(row[n] for n in places), row[0]) for row in self.changed])

    def _differing(self, register: Register[Any]) -> set[str]:
        """The columns in which a row differs from before; an index of others is left alone."""
        was = {c.name: n for n, c in enumerate(register.past.columns)}
        pairs = [(n, was[c.name], c.name) for n, c in enumerate(register.now.columns)]
        return {
            name for row, old in zip(self.changed, self.old, strict=True) for n, m, name in pairs if row[n] != old[m]
        }


def values_of(table: Table, row: Mapping[str, Any]) -> Values:
    """The values of a row in the order of the columns; `key` is the first of them."""
    return tuple(row[c.name] for c in table.columns)


def difference(before: Record, after: Record) -> tuple[str, str] | None:
    """The fields that differ, as they were and as they are; None where none does."""
    if before == after:
        return None
    old, new = to_fields(before), to_fields(after)
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return (
        canonical({name: old[name] for name in names if name in old}),
        canonical({name: new[name] for name in names if name in new}),
    )
