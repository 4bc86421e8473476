"""A province on SQLite and on PostgreSQL: five million instruments, twenty million verifications, each with its event.

python -m benchmarks.registers.province [--instruments 5000000 --verifications 20000000] [--folder DIR] [--only sqlite]

Both stores are filled at the same time, then asked one after the other; a server of PostgreSQL is started for it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.registers import bulk, scale
from benchmarks.registers.generated import TODAY, instruments
from benchmarks.registers.server import postgresql
from records.keys import station_key
from records.register_changes import Reason
from records.store import Store
from registers import rates
from registers.book import Book
from registers.instruments import INSTRUMENTS
from registers.organisations import DIVISIONS, Division
from registers.rate_groups import Choice
from registers.rollup_engine import Engine, rolling
from registers.rollup_files import folder_of, write

if TYPE_CHECKING:
    from collections.abc import Iterator

IMPORTED = 5_000
"""Rows that are imported into the full store as a table of instruments is."""
YEAR = (date(2025, 11, 24), TODAY)
BY = Choice(("region", "domain"))
TARGETS = (
    ("look-up of a serial number: p95, ms", 5.0),
    ("due list of a county, 30 days: p95, ms", 100.0),
    ("due list of a county, 30 days, on the screen: p95, ms", 100.0),
    ("roll-up by county and use, s", 2.0),
    ("roll-up over files: by county and use, s", 2.0),
)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--instruments", type=int, default=5_000_000)
    words.add_argument("--verifications", type=int, default=20_000_000)
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--folder", default="")
    words.add_argument("--only", choices=("sqlite", "postgresql"))
    given = words.parse_args()
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="province-", dir=given.folder or None)))
        needed = 2 * 700 * (given.instruments + given.verifications)
        if shutil.disk_usage(folder).free < needed:
            raise SystemExit(f"{folder}: {needed / 1e9:.0f} GB are needed")
        os.environ |= {"STEELYARD_KEYS": str(folder / "keys"), "XDG_CACHE_HOME": str(folder / "cache")}
        station_key()
        urls = {"sqlite": str(folder / "province.sqlite")} if given.only != "postgresql" else {}
        if given.only != "sqlite":
            urls["postgresql"] = held.enter_context(postgresql())
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            jobs = {name: pool.submit(fill, url, given) for name, url in urls.items()}
            filled = {name: job.result() for name, job in jobs.items()}
        for name, url in urls.items():
            print(f"\n{name}: {given.instruments} instruments, {given.verifications} verifications", flush=True)
            for what, value in measured(url, given.instruments, given.verifications, filled[name]):
                target = dict(TARGETS).get(what)
                said = "" if target is None else f"   target {target:g}: {'met' if value < target else 'NOT MET'}"
                print(f"  {what:62} {value:12.3f}{said}", flush=True)


def fill(url: str, given: argparse.Namespace) -> tuple[float, float]:
    """Fill a store, and write the files for roll-ups; minutes of each."""
    begin = time.perf_counter()
    store = Store(url, "NORMAL")
    first = [("53", Division(name="云南"))]
    Book(store).change(station_key(), Reason("bench", "begin"), lambda c: c.put_many(DIVISIONS, first))
    bulk.fill(store.engine, given.instruments, given.verifications, given.seed)
    filled = time.perf_counter()
    write(store, folder_of(store))
    store.close()
    return (filled - begin) / 60, (time.perf_counter() - filled) / 60


def measured(url: str, count: int, events: int, filled: tuple[float, float]) -> Iterator[tuple[str, float]]:
    """Ask a full store; what was asked, and the figure."""
    store = Store(url, "NORMAL")
    book = Book(store)
    yield "filled inside the database, both at the same time, min", filled[0]
    yield "files for roll-ups written, both at the same time, min", filled[1]
    yield "on disk, GB", scale.size(store) / 1e9
    yield "on disk, bytes a row with its event", scale.size(store) / (count + events)
    rows = [(f"N{key}", record) for key, record in instruments(IMPORTED, 8)]
    reason, key = Reason("bench", "imported"), station_key()
    took = scale.seconds(lambda: book.change(key, reason, lambda c: scale.put(c, INSTRUMENTS, rows)))
    yield f"import of {IMPORTED} more in one transaction, rows/s", IMPORTED / took
    yield from scale.ask(book, count).items()
    with store.engine.connect() as connection:
        yield (
            "pass rates of a year by county and use, s",
            scale.seconds(lambda: rates.passes(connection, *YEAR, "", BY)),
        )
    yield from scale.plain(store).items()
    size = sum(path.stat().st_size for path in folder_of(store).rglob("*.parquet"))
    yield "files for roll-ups, bytes a row", size / (count + events)
    with store.engine.connect() as connection:
        plain = rates.coverage(connection, TODAY, "", BY)
    yield (
        "roll-up over files: by county and use, s",
        min(scale.seconds(lambda: over_files(store, plain)) for _ in range(3)),
    )
    with rolling(store) as engine:
        yield (
            "roll-up over files: the same as of a past time, s",
            scale.seconds(lambda: rates.coverage(engine, TODAY, f"{bulk.TIMES['instrument']}~", BY)),
        )
        yield "roll-up over files: pass rates of a year, s", scale.seconds(lambda: rates.passes(engine, *YEAR, "", BY))
    yield "DuckDB over that file of Parquet, nothing else: roll-up, s", parquet(folder_of(store))
    store.close()


def parquet(folder: Path) -> float:
    """The same roll-up on the file alone, as anyone would write it."""
    import duckdb

    path = next(folder.rglob("instrument.parquet"))
    query = (
        f"SELECT county, domain, sum((covered_until >= '{TODAY}' AND verified_on <= '{TODAY}')::int), count(*) "  # noqa: S608
        f"FROM '{path}' WHERE status = 'in-use' AND mode <> '' GROUP BY ALL"
    )
    with duckdb.connect() as connection:
        return min(scale.seconds(lambda: connection.execute(query).fetchall()) for _ in range(3))


def over_files(store: Store, expected: list[rates.Rate]) -> None:
    """The roll-up as a command computes it, opening the files included; the same figures as those of the store."""
    with rolling(store) as engine:
        assert isinstance(engine, Engine)
        assert rates.coverage(engine, TODAY, "", BY) == expected


if __name__ == "__main__":
    main()
