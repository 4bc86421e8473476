"""The readings of every run of a store, as alerts and searches compare them: a projection, never evidence.

It lies in a file beside the store and follows the ledger, as the index of runs does. A document and a search over the
whole store read it instead of the journals; what they find is looked up in the journals, which are hashed.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import msgpack

from records.entries import Closed
from records.errors import RecordsError
from records.ledger_projection import LedgerProjection
from records.scan import holding
from services.suspicious_data.record_readings import RunReadings, readings_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from records.ledger_projection import News
    from records.store import Store

SUFFIX = ".readings"
VERSION = 2
MOST_RUNS = 200
"""The newest runs of a regulation that a run is compared with."""
KEPT = 2 * MOST_RUNS
"""Runs whose readings are kept in memory, however many documents are made: the last that were compared with."""
_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, regulation TEXT, day TEXT, measured INTEGER, steps INTEGER,
  places BLOB, written BLOB, errors BLOB, all_places BLOB, all_errors BLOB, body BLOB) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS run_regulation ON run (regulation, name);
"""
_INSERT = "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COMPARED = """SELECT name, regulation, places, written, errors, all_places, all_errors, body FROM run
  WHERE measured AND ? IN ('', regulation) ORDER BY name"""
_LARGEST = 2**63 - 1
_read = msgpack.Decoder(RunReadings).decode
_written = msgpack.Encoder().encode


class Compared(NamedTuple):
    """One run with the numbers that a search compares.

    Attributes:
        name, regulation: Of the run.
        places, written, errors, all_places, all_errors: Arrays as `metrology.detection.Series` has them, as bytes.
        body: All readings, encoded.
    """

    name: str
    regulation: str
    places: bytes
    written: bytes
    errors: bytes
    all_places: bytes
    all_errors: bytes
    body: bytes

    @property
    def readings(self) -> RunReadings:
        """All readings of the run."""
        return _read(self.body)


class OtherRuns:
    """The runs of a store, by regulation; each is read once.

    Args:
        store: The store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: OrderedDict[str, RunReadings] = OrderedDict()

    def of(self, regulation: str, but: str) -> list[RunReadings]:
        """The newest runs of a regulation that ended and began before a run, newest first."""
        query = "SELECT name FROM run WHERE regulation = ? AND name < ? AND measured ORDER BY name DESC LIMIT ?"

        def ask(connection: sqlite3.Connection) -> list[str]:
            names = [name for (name,) in connection.execute(query, (regulation, but, MOST_RUNS))]
            for name in names:
                if name not in self._read:
                    (body,) = connection.execute("SELECT body FROM run WHERE name = ?", (name,)).fetchone()
                    self._read[name] = _read(body)
                self._read.move_to_end(name)
            return names

        found = [self._read[name] for name in _INDEX.ask(self._store, ask)]
        while len(self._read) > KEPT:
            self._read.popitem(last=False)
        return found


def compared_runs(store: Store, regulation: str = "") -> list[Compared]:
    """Every run that measured and ended, the oldest first.

    Args:
        store: The store.
        regulation: Of this one alone; empty for all.

    Raises:
        StoreError: The store cannot be read.
    """
    return _INDEX.ask(
        store, lambda connection: [Compared(*row) for row in connection.execute(_COMPARED, (regulation,))]
    )


def _take_in(store: Store, news: News) -> Callable[[sqlite3.Connection], object]:
    ended = holding(store, Closed.entry_kind, _pass_over) if news.again else {*news.ended()}
    rows = list(_rows(store, sorted(ended)))
    return lambda connection: connection.executemany(_INSERT, rows)


def _rows(store: Store, runs: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    for run in runs:
        try:
            found = readings_of(store.events(run))
        except RecordsError:  # a broken run is found where it is looked at; here it is no witness
            continue
        yield row_of(found)


def row_of(found: RunReadings) -> tuple[Any, ...]:
    """The row of a run.

    An error counts the steps of the last digit that any reading of the run has, so that a constant that was added to all
    of them is found whatever the unit.
    """
    from numpy import array, int64, uint64

    places = max((-int(r.value.as_tuple().exponent) for r in found.readings), default=0)
    errors = [int((r.value if r.error is None else r.error).scaleb(places)) for r in found.readings]
    all_errors = array([e if abs(e) < _LARGEST else 0 for e in errors], dtype=int64)
    all_places = array([_number(r.address) for r in found.readings], dtype=uint64)
    telling = array([not r.nominal for r in found.readings], dtype=bool)
    written = array([_number(r.text) for r in found.readings if not r.nominal], dtype=uint64)
    return (
        found.run, found.regulation, found.date, not found.judges, places,
        all_places[telling].tobytes(), written.tobytes(), all_errors[telling].tobytes(),
        all_places.tobytes(), all_errors.tobytes(), _written(found),
    )  # fmt: skip


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _pass_over(_run: str, _seq: object) -> None:
    """What cannot be read is told where the run is shown."""


_INDEX = LedgerProjection(SUFFIX, VERSION, _TABLES, _take_in)
