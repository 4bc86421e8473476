"""The time for which a run had its standards and its bench, written to the registers when it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from records.entries import Closed, Interrupted, Opened, Resumed
from records.store_rows import intact_entries, rows_of
from registers.instrument_time import BOOKINGS, USES, Use
from registers.measurement_standards import STANDARDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from records.event import Event
    from registers.change import Change

BEGINS = frozenset({Opened.entry_kind, Resumed.entry_kind})
ENDS = frozenset({Interrupted.entry_kind, Closed.entry_kind})


def write_uses(change: Change, opened: Opened, run: str, newest: Sequence[Event]) -> None:
    """Enter the uses of a run that closes: of the standards in the register, and of its bench where it can be booked.

    A run that was entered on a form had no instrument for any time.

    Args:
        change: The change, in the transaction that closes the run.
        opened: The first entry.
        run: The run.
        newest: Its newest entries, which may not be in the table yet.
    """
    if opened.source != "bench":
        return
    functions: dict[str, list[str]] = {}
    for standard in opened.standards:
        functions.setdefault(standard.id, []).append(standard.role)
    used = _registered(change.connection, functions)
    used += [opened.bench.name] if _can_be_booked(change.connection, opened.bench.name) else []
    if not used:
        return
    written = [e for row in change.connection.execute(rows_of(run)) for e in intact_entries(row)]
    known = {e.seq for e in written}
    for start, until in periods([*written, *(e for e in newest if e.seq not in known)]):
        for name in used:
            row = Use(instrument=name, start=start, until=until, run=run, person=opened.people.operator.id,
                      functions=tuple(sorted(functions.get(name, ()))))  # fmt: skip
            change.add(USES, row)


def periods(entries: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """The times from which and until which a run went on: a computer that failed ends with its last entry.

    Args:
        entries: Entries of the run, oldest first.
    """
    start = last = ""
    for entry in entries:
        if entry.kind in BEGINS:
            if start and last > start:
                yield start, last
            start = entry.time
        last = entry.time
        if entry.kind in ENDS and start:
            if entry.time > start:
                yield start, entry.time
            start = ""


def _registered(connection: Connection, names: Iterable[str]) -> list[str]:
    """Those of some names that are standards of the register; no row is locked, since runs close side by side."""
    key = STANDARDS.now.c.key
    return list(connection.scalars(select(key).where(key.in_(list(names))).order_by(key)))


def _can_be_booked(connection: Connection, bench: str) -> bool:
    count = select(func.count()).select_from(BOOKINGS.now).where(BOOKINGS.now.c.instrument == bench)
    return bool(connection.execute(count).scalar_one())
