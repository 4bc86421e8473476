"""Facts that runs alone show: cheating functions that an investigation reproduced; and which runs were voided."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from procedures.findings import Finding, investigated
from records.entries import Opened, read
from records.run_ends import newest_entries
from records.run_index import Search, amending, found_runs
from records.store_rows import RunLine
from registers.book import source
from registers.instruments import INSTRUMENTS, Instrument, identity
from services.integrity.fact import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from records.store import Store
    from services.integrity.owners import Owners

INVESTIGATIONS = "INV"
"""How the regulations of investigations begin."""


class Voided:
    """Runs that a later run amends, by what was known at a time.

    Args:
        store: The store.
        at: The time; empty for now.
    """

    def __init__(self, store: Store, at: str) -> None:
        self._store, self._at = store, at

    def of(self, runs: Iterable[str]) -> set[str]:
        """Those of some runs that are voided."""
        found = amending(self._store, sorted(set(runs)))
        known = ended_by(self._store, sorted(set(found.values())), self._at)
        return {run for run, later in found.items() if later in known}

    def still(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts without those whose every record is voided."""
        gone = self.of(run for fact in facts for run in fact.runs)
        return [fact for fact in facts if not fact.runs or not gone.issuperset(fact.runs)]


def ended_by(store: Store, runs: Sequence[str], at: str) -> set[str]:
    """Those of some runs whose newest entry had been written at a time; empty for now."""
    if not at:
        return set(runs)
    until = datetime.fromisoformat(at)
    return {run for run, time in newest_entries(store, runs).items() if datetime.fromisoformat(time) <= until}


def cheats(store: Store, connection: Connection, day: date, at: str, owners: Owners) -> Iterator[Fact]:
    """Investigations that reproduced a cheating function, each with the instrument it was seen on."""
    search = Search(regulation=INVESTIGATIONS, outcome=str(Finding.REPRODUCED.outcome), end=day.isoformat())
    names = sorted(name for _, name in found_runs(store, search)[0])
    voided, ended = Voided(store, at).of(names), ended_by(store, names, at)
    table = source(INSTRUMENTS, at)
    for run, line in sorted(store.lines(names).items()):
        if run in voided or not isinstance(line, RunLine) or run not in ended:
            continue
        began = read(line.opened, Opened)
        if not investigated(began.kind):
            continue
        subject = began.subject
        wanted = identity(Instrument(maker=subject.maker, model=subject.model, serial=subject.serial))
        query = select(table.c.key, table.c.owner).where(table.c.identity == wanted, table.c.status != "merged")
        rows = list(connection.execute(query)) if subject.serial else []
        key, owner = (rows[0][0], rows[0][1]) if len(rows) == 1 else ("", "")
        yield Fact(
            f"cheat:{run}", "cheat", began.day, owners.on(key, owner, began.day) if key else "", instrument=key,
            runs=(run,), simulated=began.simulated,
        )  # fmt: skip
