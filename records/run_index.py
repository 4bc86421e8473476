"""Which runs of a store answer a search: a projection, never evidence.

It lies in a file beside the store and follows the ledger, which states every run in the transaction that opens or
closes it. What is found is read from the store, hashed as always. A run whose first entry is missing or damaged stands
in it by its name alone, so that a search without conditions finds every run that the ledger states.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from records.entries import Closed, Opened
from records.ledger_projection import LedgerProjection
from records.same_instrument import spelt
from records.scan import scan

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from records.ledger_projection import News
    from records.store import Store

SUFFIX = ".runs"
VERSION = 4
_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, number INTEGER, serial TEXT, regulation TEXT, person TEXT,
  bench TEXT, client TEXT, day TEXT, work_order TEXT, batch TEXT, amends TEXT, outcome TEXT, kind TEXT, words TEXT)
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS run_number ON run (number, name);
CREATE INDEX IF NOT EXISTS run_amends ON run (amends);
"""
_INSERT = "INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
OPEN = "open"
"""Instead of an outcome: a run that is not closed."""


@dataclass(frozen=True, slots=True)
class Search:
    """What runs are looked for by; an empty field asks for nothing.

    Attributes:
        serial, regulation, bench, client: Parts of the serial number, the regulation, the name of the bench, the
            client; spelling does not matter. In quotation marks it is the whole.
        person: Part of the identity or the name of the verifier.
        outcome: An outcome, or ``open``.
        start, end: First and last day, as ``2026-11-23``.
        order: A whole order, with all its jobs, or one job of it.
        batch: Whole.
        text: Words, each a part of what the run says of itself: its name, instrument, maker, model, serial number,
            regulation, bench, client, verifier, order, batch.
    """

    serial: str = ""
    regulation: str = ""
    person: str = ""
    bench: str = ""
    client: str = ""
    outcome: str = ""
    start: str = ""
    end: str = ""
    order: str = ""
    batch: str = ""
    text: str = ""


def found_runs(store: Store, search: Search, offset: int = 0, limit: int = -1) -> tuple[list[tuple[int, str]], int]:
    """Number and name of the runs that answer a search, newest first, and how many there are.

    Args:
        store: The store.
        search: What they are looked for by.
        offset: How many are left out, the newest first.
        limit: How many at most; -1 for all.

    Raises:
        StoreError: The store cannot be read.
    """
    where, values = _conditions(search)
    page = f"SELECT number, name FROM run WHERE {where} ORDER BY number DESC, name DESC LIMIT ? OFFSET ?"  # noqa: S608

    def ask(connection: sqlite3.Connection) -> tuple[list[tuple[int, str]], int]:
        (total,) = connection.execute(f"SELECT count(*) FROM run WHERE {where}", values).fetchone()  # noqa: S608
        return connection.execute(page, (*values, limit, offset)).fetchall(), total

    return _INDEX.ask(store, ask)


def amending(store: Store, runs: Sequence[str]) -> dict[str, str]:
    """Those of some runs that were amended, each with the run that amends it; an amendment cut short amends nothing."""
    query = "SELECT name FROM run WHERE amends = ? AND outcome NOT IN ('', 'open') ORDER BY name DESC LIMIT 1"

    def ask(connection: sqlite3.Connection) -> dict[str, str]:
        found = ((run, connection.execute(query, (run,)).fetchone()) for run in runs)
        return {run: row[0] for run, row in found if row is not None}

    return _INDEX.ask(store, ask)


def runs_of_kind(store: Store, kind: str) -> tuple[list[str], list[str]]:
    """Runs whose regulation is for a kind of instrument, and those that are older than this field and say of none."""
    query = "SELECT name, kind FROM run WHERE kind = ? OR (kind = '' AND regulation <> '') ORDER BY name"
    found = _INDEX.ask(store, lambda connection: connection.execute(query, (kind,)).fetchall())
    return [name for name, of in found if of], [name for name, of in found if not of]


def open_runs(store: Store) -> list[str]:
    """The runs that have no end, newest first."""
    return [name for _, name in found_runs(store, Search(outcome=OPEN))[0]]


def _conditions(search: Search) -> tuple[str, list[str]]:
    parts, values = ["1"], list[str]()
    for column in ("serial", "regulation", "person", "bench", "client"):
        given = getattr(search, column).strip()
        whole = len(given) > 2 and given[0] == given[-1] == '"'
        if sought := spelt(given.strip('"') if whole else given):
            parts.append(f"instr(char(10) || {column} || char(10), ?)")
            values.append(f"\n{sought}\n" if whole else sought)
    for word in filter(None, map(spelt, search.text.split())):
        parts.append("instr(words, ?)")
        values.append(word)
    for column, sought in (("outcome", search.outcome), ("batch", search.batch)):
        if sought:
            parts.append(f"{column} = ?")
            values.append(sought)
    if search.order:
        parts.append("(work_order = ? OR substr(work_order, 1, length(?) + 1) = ? || '/')")
        values += [search.order] * 3
    for comparison, day in (("day >= ?", search.start), ("day <= ? AND day <> ''", search.end)):
        if day:
            parts.append(comparison)
            values.append(day)
    return " AND ".join(parts), values


def _take_in(store: Store, news: News) -> Callable[[sqlite3.Connection], object]:
    began, ended = news.began(), news.ended()
    first = scan(store, Opened, _pass_over, runs=None if news.again else list(began))
    last = scan(store, Closed, _pass_over, runs=None if news.again else ended)
    rows = [_row(run, began.get(run, 0), opened) for run, opened in first]
    nameless = [(run, number, *[""] * 11, spelt(run)) for run, number in began.items()]
    outcomes = [(str(entry.outcome), run) for run, entry in last]

    def write(connection: sqlite3.Connection) -> None:
        connection.executemany(_INSERT, rows)
        connection.executemany(_INSERT, nameless)
        connection.executemany("UPDATE run SET outcome = ? WHERE name = ?", outcomes)

    return write


def _pass_over(_run: str, _seq: object) -> None:
    """What cannot be read is told where the run is shown."""


def _row(run: str, number: int, opened: Opened) -> tuple[Any, ...]:
    who, subject = opened.people.operator, opened.subject
    serial, rule, bench, client = map(spelt, (subject.serial, opened.regulation.id, opened.bench.name, subject.client))
    person = f"{spelt(who.id)}\n{spelt(who.name)}"
    amends = opened.amends[-1].run if opened.amends else ""
    own = (run, *subject.name, subject.maker, subject.model, opened.order, opened.batch)
    words = "\n".join((serial, rule, person, bench, client, *map(spelt, own)))
    order, batch = opened.order, opened.batch
    kind = opened.regulation.kind
    return (run, number, serial, rule, person, bench, client, opened.date, order, batch, amends, OPEN, kind, words)


_INDEX = LedgerProjection(SUFFIX, VERSION, _TABLES, _take_in)
