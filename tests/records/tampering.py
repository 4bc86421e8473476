"""What somebody does to a store who has its file and knows SQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

UNPACK = """CREATE TEMP TABLE entry AS
    SELECT run, seq, time, kind, address, body, hash,
           coalesce(lag(hash) OVER (PARTITION BY run ORDER BY seq), printf('%064d', 0)) AS prev FROM main.entry"""
PACK = """INSERT INTO block (run, seq, prev, entries)
    SELECT run, seq, prev, '{"address":' || json_quote(address) || ',"body":' || body || ',"hash":' || json_quote(hash)
           || ',"kind":' || json_quote(kind) || ',"time":' || json_quote(time) || '}' FROM temp.entry"""


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """A store without its triggers."""
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        connection.commit()


@contextmanager
def unpacked(path: Path) -> Iterator[sqlite3.Connection]:
    """A store without its triggers and with an entry a row, in a table `entry` as the view has it, and `prev`.

    On the way out every entry becomes a block of its own.
    """
    with unguarded(path) as connection:
        connection.execute(UNPACK)
        yield connection
        connection.execute("DELETE FROM block")
        connection.execute(PACK)
