"""The tables of the queue, in the PostgreSQL database of a store, and the locks of its workers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from records.address import parse
from records.errors import StoreError
from services.refused.queue_refused import QueueRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from procrastinate import App
    from procrastinate.connector import BaseConnector

SCHEMA: Final = "steelyard_queue"
"""Schema of the tables of the queue, so that they are none of the store."""
TABLES: Final = 0x5354_4D52
"""Key of the lock of the database of who makes the tables."""
SAID: Final = f"CREATE TABLE IF NOT EXISTS {SCHEMA}.said (job bigint PRIMARY KEY, zh text NOT NULL, en text NOT NULL)"
"""What became of a job, for the list."""
NO_QUEUE: Final = Text(
    "队列须用 PostgreSQL 库；SQLite 库请不用 --queue 直接执行，或由定时器执行（如 exchange push --every 15、cron 中的 witness send）",
    "the queue is kept in PostgreSQL, and this store is none; on SQLite do it at once, without --queue, or by a timer "
    "(`exchange push --every 15`, `witness send` or `report --continue` from cron)",
)


@contextmanager
def queue(url: str, made: Callable[[BaseConnector], App]) -> Iterator[App]:
    """The queue of a store, its tables made where they are missing.

    Args:
        url: The store.
        made: Makes the application with its tasks.

    Raises:
        RegistersError: The store is no PostgreSQL database.
        StoreError: The package is missing, or the database cannot be reached.
    """
    if parse(url).get_backend_name() != "postgresql":
        raise QueueRefused([NO_QUEUE])
    try:
        from procrastinate import SyncPsycopgConnector
        from procrastinate.exceptions import ConnectorException
        from psycopg import OperationalError, connect
    except ImportError as error:
        raise StoreError("the queue needs the package procrastinate: pip install 'steelyard[queue]'") from error
    info = conninfo(url)
    app = made(SyncPsycopgConnector(conninfo=info, min_size=1, max_size=1))
    try:
        with connect(info) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (TABLES,))
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        with connect(info) as connection, app.open():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (TABLES,))
            if connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone() == (None,):
                app.schema_manager.apply_schema()
            connection.execute(SAID)
            connection.commit()
            yield app
    except (ConnectorException, OperationalError) as error:
        raise StoreError(f"the queue cannot be reached: {error}") from error


def conninfo(url: str) -> str:
    """The address of a PostgreSQL database as its own driver reads it."""
    from psycopg.conninfo import make_conninfo

    of = parse(url)
    parts = {"host": of.host, "port": of.port, "user": of.username, "password": of.password, "dbname": of.database}
    given = {name: str(value) for name, value in (parts | dict(of.query)).items() if value is not None}
    options = f"{given.pop('options', '')} -c search_path={SCHEMA}".strip()
    return make_conninfo(options=options, **given)


def note(url: str, job: int, said: Text) -> None:
    """Keep what became of a job."""
    from psycopg import connect

    words = "INSERT INTO said (job, zh, en) VALUES (%s, %s, %s) ON CONFLICT (job) DO UPDATE SET zh = excluded.zh, en = excluded.en"
    with connect(conninfo(url), autocommit=True) as connection:
        connection.execute(words, (job, said.zh, said.en))


def noted(url: str) -> dict[int, Text]:
    """What became of jobs."""
    from psycopg import connect

    with connect(conninfo(url), autocommit=True) as connection:
        rows: list[Any] = connection.execute("SELECT job, zh, en FROM said").fetchall()
    return {job: Text(zh, en) for job, zh, en in rows}


def waits_again(url: str, same: str | None) -> bool:
    """Whether a job that does the same waits in the queue."""
    from psycopg import connect

    words = "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'"
    with connect(conninfo(url), autocommit=True) as connection:
        return connection.execute(words, (same,)).fetchone() != (0,)
