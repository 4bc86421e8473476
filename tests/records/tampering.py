"""What somebody does to a store who has its file and knows SQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

UNPACK = """CREATE TEMP TABLE entry AS
    SELECT run, seq, time, kind, address, body, hash,
           coalesce(lag(hash) OVER (PARTITION BY run ORDER BY seq), printf('%064d', 0)) AS prev FROM main.entry"""
SEALS = """CREATE TEMP TABLE sealed AS
    SELECT run, seq + length(entries) - length(replace(entries, char(10), '')) AS seq, key, signature FROM block"""
PACK = """INSERT INTO block (run, seq, prev, entries, key, signature)
    SELECT e.run, e.seq, prev, '{"address":' || json_quote(address) || ',"body":' || body || ',"hash":'
           || json_quote(hash) || ',"kind":' || json_quote(kind) || ',"time":' || json_quote(time) || '}',
           coalesce(key, ''), coalesce(signature, '')
    FROM temp.entry e LEFT JOIN temp.sealed s ON e.run = s.run AND e.seq = s.seq"""


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """A store without its triggers, which are put back afterwards: nobody who bends a store leaves them out."""
    with closing(sqlite3.connect(path)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, statement in guards:
            connection.execute(statement)
        connection.commit()


@contextmanager
def unpacked(path: Path) -> Iterator[sqlite3.Connection]:
    """A store without its triggers and with an entry a row, in a table `entry` as the view has it, and `prev`.

    On the way out every entry becomes a block of its own.
    """
    with unguarded(path) as connection:
        connection.execute(UNPACK)
        connection.execute(SEALS)
        yield connection
        connection.execute("DELETE FROM block")
        connection.execute(PACK)
