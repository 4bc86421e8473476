"""The floor: a bare loop that keeps each point in SQLite with one commit and chains it with one SHA-256.

`slim` keeps what a hurried programmer keeps (set-point, reading, outcome). `whole` keeps an entry of ours, letter for
letter as long, in a table like ours; the difference between it and our run is what the sequencer itself costs.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.sequencer.floats import POINTS, FloatPair, conforms, timed


def connect(path: Path, synchronous: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    return connection


def slim(path: Path, synchronous: str) -> tuple[float, float]:
    """Wall and processor time for all points."""
    with closing(connect(path, synchronous)) as connection:
        connection.execute("CREATE TABLE point(i INTEGER PRIMARY KEY, x REAL, shown REAL, ok INTEGER, hash BLOB)")

        def loop() -> None:
            pair, chain = FloatPair(), b"\0" * 32
            for x in POINTS:
                pair.set(x)
                shown = pair.read()
                ok = conforms(x, shown)
                chain = hashlib.sha256(chain + repr((x, shown, ok)).encode()).digest()
                connection.execute("INSERT INTO point(x, shown, ok, hash) VALUES (?, ?, ?, ?)", (x, shown, ok, chain))

        return timed(loop)


def whole(path: Path, synchronous: str, rows: list[tuple[Any, ...]]) -> tuple[float, float]:
    """Wall and processor time for the rows of one of our runs, those of a point in one commit, one SHA-256 a row."""
    with closing(connect(path, synchronous)) as connection:
        connection.execute(
            "CREATE TABLE entry(run TEXT, seq INTEGER, time TEXT, kind TEXT, address TEXT, body TEXT, prev TEXT,"
            " hash TEXT, PRIMARY KEY (run, seq))"
        )

        def loop() -> None:
            chain = "0" * 64
            open_ = False
            for run, seq, time, kind, address, body in rows:
                if not open_:
                    connection.execute("BEGIN")
                    open_ = True
                text = f"{run}{seq}{time}{kind}{address}{chain}\n{body}"
                before, chain = chain, hashlib.sha256(text.encode()).hexdigest()
                row = (run, seq, time, kind, address, body, before, chain)
                connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
                if kind == "observation":
                    connection.execute("COMMIT")
                    open_ = False
            if open_:
                connection.execute("COMMIT")

        return timed(loop)
