"""How fast registers of a given size are, on SQLite or PostgreSQL, beside a plain table and DuckDB over Parquet.

python -m benchmarks.registers.scale --instruments 200000 --verifications 800000 [--store postgresql://…]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from benchmarks.registers.generated import COUNTIES, TODAY, instruments, verifications
from records.keys import station_key
from records.register_changes import Reason
from records.store import Store
from registers import rates
from registers.book import Book
from registers.due import due_counts, due_list
from registers.instruments import INSTRUMENTS
from registers.rate_groups import Choice
from registers.verifications import VERIFICATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from registers.due import Due
    from registers.register import Register

CHUNK = 1000
CHANGE = 100_000
"""Rows of one transaction."""
LOOK_UPS = 500


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--instruments", type=int, default=20_000)
    words.add_argument("--verifications", type=int, default=80_000)
    words.add_argument("--store", default="")
    words.add_argument("--seed", type=int, default=7)
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.instruments, given.verifications, given.seed, given.store or f"{folder}/r.sqlite", Path(folder))


def measure(count: int, events: int, seed: int, url: str, folder: Path) -> dict[str, float]:
    """Fill a store and measure; seconds by name."""
    store, found = Store(url, "NORMAL"), dict[str, float]()
    book = Book(store)
    found["import, rows/s"] = (count + events) / seconds(lambda: fill(book, count, events, seed))
    found |= ask(book, count)
    found["size, bytes a row"] = size(store) / (count + events)
    found |= plain(store) | duck(book, folder)
    for name, value in found.items():
        print(f"{name:55} {value:12.4f}")
    return found


def ask(book: Book, count: int) -> dict[str, float]:
    """Look-ups, due lists and roll-ups of a store that was filled."""
    store, found = book.store, dict[str, float]()
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    else:
        with store.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    keys = [f"{n:08d}" for n in range(1, count, max(1, count // LOOK_UPS))]
    one = lambda n: list(book.rows(INSTRUMENTS, lambda c: c.serial == keys[n]))  # noqa: E731
    found |= percentiles("look-up of a serial number", one, len(keys))
    county = lambda n: list(due_list(book, TODAY, 30, division=COUNTIES[n]))  # noqa: E731
    found |= percentiles("due list of a county, 30 days", county, 20)
    screen = lambda n: screenful(book, COUNTIES[n])  # noqa: E731
    found |= percentiles("due list of a county, 30 days, on the screen", screen, 20)
    with store.engine.connect() as connection:
        query = lambda: rates.coverage(connection, TODAY, "", Choice(("region", "domain")))  # noqa: E731
        found["roll-up by county and use, s"] = min(seconds(query) for _ in range(3))
        at = book.get(INSTRUMENTS, "I0000001").recorded
        past = lambda: rates.coverage(connection, TODAY, f"{at}~", Choice(("region", "domain")))  # noqa: E731
        found["the same as of a past time, s"] = seconds(past)
    return found


def screenful(book: Book, county: str) -> tuple[list[Due], dict[str, int]]:
    """What `steelyard due` shows: the most urgent, and how many there are of each state."""
    return list(due_list(book, TODAY, 30, division=county, limit=500)), due_counts(book, TODAY, 30, division=county)


def fill(book: Book, count: int, events: int, seed: int) -> None:
    """Put everything in, some transactions each."""
    key = station_key()
    for register, rows in (
        (INSTRUMENTS, instruments(count, seed)),
        (VERIFICATIONS, verifications(events, count, seed)),
    ):
        while part := list(islice(rows, CHANGE)):
            book.change(key, Reason("bench", "generated"), lambda c, part=part, r=register: put(c, r, part))


def put(change: Any, register: Register[Any], rows: list[Any]) -> None:
    for start in range(0, len(rows), CHUNK):
        change.put_many(register, rows[start : start + CHUNK])


def plain(store: Store) -> dict[str, float]:
    """The same roll-up on a table of five columns without any history."""
    c = INSTRUMENTS.now.c
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS plain"))
        made = select(c.county, c.domain, c.status, c.mode, c.covered_until, c.verified_on).compile(store.engine)
        connection.execute(text(f"CREATE TABLE plain AS {made}"))
        query = text(
            "SELECT county, domain, sum(CASE WHEN covered_until >= :day AND verified_on <= :day THEN 1 ELSE 0 END), "
            "count(*) "
            "FROM plain WHERE status = 'in-use' AND mode <> '' GROUP BY county, domain"
        )
        took = min(seconds(lambda: connection.execute(query, {"day": TODAY.isoformat()}).all()) for _ in range(3))
        connection.execute(text("DROP TABLE plain"))
    return {"plain table: roll-up, s": took}


def duck(book: Book, folder: Path) -> dict[str, float]:
    """The same roll-up by DuckDB over a Parquet file; nothing where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError:
        return {}
    import pyarrow as pa
    import pyarrow.parquet as pq

    c, path = INSTRUMENTS.now.c, folder / "instruments.parquet"
    names = ("county", "domain", "status", "mode", "covered_until", "verified_on")
    with book.store.engine.connect() as connection:
        rows = connection.execute(select(*(c[name] for name in names))).all()
    begin = time.perf_counter()
    pq.write_table(pa.table({name: [row[n] for row in rows] for n, name in enumerate(names)}), path)
    written = time.perf_counter() - begin
    query = (
        f"SELECT county, domain, sum(covered_until >= '{TODAY}' AND verified_on <= '{TODAY}'), count(*) "  # noqa: S608
        f"FROM '{path}' WHERE status = 'in-use' AND mode <> '' GROUP BY ALL"
    )
    connection = duckdb.connect()
    return {
        "DuckDB: Parquet written, s": written,
        "DuckDB: roll-up, s": min(seconds(lambda: connection.execute(query).fetchall()) for _ in range(3)),
        "Parquet, bytes a row": path.stat().st_size / max(1, len(rows)),
    }


def size(store: Store) -> float:
    """Bytes of a store on disk."""
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            return float(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    return float(sum(p.stat().st_size for p in Path(store.address).parent.glob(f"{Path(store.address).name}*")))


def percentiles(name: str, once: Callable[[int], object], count: int) -> dict[str, float]:
    """Median and 95th percentile of many calls, ms."""
    times = sorted(seconds(lambda n=n: once(n)) * 1000 for n in range(count))
    return {f"{name}: median, ms": statistics.median(times), f"{name}: p95, ms": times[int(0.95 * (len(times) - 1))]}


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
