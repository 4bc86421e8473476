"""Merges of institutes' stores as jobs of a queue in the provincial store's PostgreSQL (`procrastinate`, extra ``queue``).

One worker at a time merges into a store: it holds a lock of the database for as long as it lives. A job that is still
marked as being done when the lock is free belongs to a worker that was killed; it is put back, and goes on where it was.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from messages import both
from metrology.text import Text
from records.address import SECRETS, database_file, parse
from records.errors import StoreError
from records.journal import utc_now
from records.passwords import without_passwords
from registers.errors import RegistersError
from services.failures import failure
from services.merging import merge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from procrastinate import App
    from procrastinate.connector import BaseConnector
    from procrastinate.jobs import Job

    from registers.merging import Taken

MERGE: Final = "merge"
SCHEMA: Final = "steelyard_queue"
"""Schema of the tables of the queue, so that they are none of the store."""
LOCK: Final = 0x5354_4D51
TABLES: Final = LOCK + 1
"""Keys of locks of the database: of the one worker, and of the one who makes the tables."""
EVENTS: Final = 20_000
"""Events of one transaction of a merge, so that others wait for none for long and a killed worker loses little."""
ATTEMPTS: Final = 6
"""How often a job is tried where a store cannot be reached; each time it waits four times as long."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A job of the queue.

    Attributes:
        number: Its number.
        name, other: What the other store is called, and its address without passwords.
        status: ``todo``, ``doing``, ``succeeded``, ``failed``, ``cancelled``.
        attempts: How often it was tried.
    """

    number: int
    name: str
    other: str
    status: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: what was taken, or why nothing was."""

    name: str
    other: str
    taken: Taken | None
    refused: Sequence[Text] = ()


def enqueue(url: str, other_url: str, name: str, by: str, why: str) -> int | None:
    """Put a merge in the queue; returns its number, None where one of this store is waiting already.

    Args:
        url: The provincial store, on PostgreSQL.
        other_url: The other store, as the worker reaches it.
        name: What the other is called here.
        by: Who.
        why: Why.

    Raises:
        RegistersError: The store is no PostgreSQL database, or an address has a password, which the queue would keep.
        StoreError: The package or the database is missing.
    """
    with _opened(url) as app:
        from procrastinate.exceptions import AlreadyEnqueued

        lock = f"{MERGE}:{name}"  # of this store only: one that cannot be reached holds up no other
        job = app.configure_task(MERGE, queue=MERGE, lock=lock, queueing_lock=lock)
        try:
            return int(job.defer(other=_reached(other_url), name=name, by=by, why=why))
        except AlreadyEnqueued:
            return None


def queued(url: str) -> list[Queued]:
    """The jobs of the queue, oldest first.

    Raises:
        RegistersError, StoreError: As `enqueue`.
    """
    with _opened(url) as app:
        return [_queued(job) for job in app.job_manager.list_jobs(queue=MERGE)]


def work(url: str, told: Callable[[Done], None], *, until_empty: bool = False) -> None:
    """Do the jobs of the queue until a signal stops it, each whole.

    Args:
        url: The provincial store.
        told: Hears what became of each job.
        until_empty: End when nothing is left to do.

    Raises:
        RegistersError: As `enqueue`, or another worker is at work.
        StoreError: As `enqueue`.
    """
    with _opened(url) as queue, _alone(url, queue):
        from procrastinate import PsycopgConnector

        app = _app(PsycopgConnector(conninfo=_conninfo(url)), url, told)
        app.run_worker(queues=[MERGE], wait=not until_empty)


def _app(connector: BaseConnector, url: str, told: Callable[[Done], None]) -> App:
    from procrastinate import App, RetryStrategy

    app = App(connector=connector)
    again = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=4, retry_exceptions={StoreError})

    def merge_store(other: str, name: str, by: str, why: str) -> None:
        try:
            told(Done(name, without_passwords(other), merge(url, other, name, by, why, EVENTS)))
        except Exception as error:
            refused = failure(error)
            told(Done(name, without_passwords(other), None, refused.reasons if refused else [both(str(error))]))
            raise

    app.task(name=MERGE, queue=MERGE, retry=again)(merge_store)
    return app


@contextmanager
def _opened(url: str) -> Iterator[App]:
    """The queue of a store, its tables made where they are missing."""
    if parse(url).get_backend_name() != "postgresql":
        en = "the queue is kept in PostgreSQL; merge into this store without --queue"
        raise RegistersError([Text("队列须用 PostgreSQL 库；请不用 --queue 直接并入", en)])
    try:
        from procrastinate import SyncPsycopgConnector
        from procrastinate.exceptions import ConnectorException
        from psycopg import OperationalError, connect
    except ImportError as error:
        raise StoreError("the queue needs the package procrastinate: pip install 'steelyard[queue]'") from error
    conninfo = _conninfo(url)
    app = _app(SyncPsycopgConnector(conninfo=conninfo, min_size=1, max_size=1), url, lambda _: None)
    try:
        with connect(conninfo) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (TABLES,))
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        with connect(conninfo) as connection, app.open():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (TABLES,))
            if connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone() == (None,):
                app.schema_manager.apply_schema()
            connection.commit()
            yield app
    except (ConnectorException, OperationalError) as error:
        raise StoreError(f"the queue cannot be reached: {error}") from error


@contextmanager
def _alone(url: str, app: App) -> Iterator[None]:
    """The lock of the one worker; what one that was killed left as being done is put back."""
    from psycopg import connect

    with connect(_conninfo(url), autocommit=True) as connection:
        if connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone() != (True,):
            raise RegistersError([Text("已有另一进程在处理该队列", "another worker does the jobs of this queue")])
        for job in app.job_manager.list_jobs(queue=MERGE, status="doing"):
            if job.id is not None:
                app.job_manager.retry_job_by_id(job.id, retry_at=utc_now())
        yield


def _conninfo(url: str) -> str:
    """The address of a PostgreSQL database as its own driver reads it."""
    from psycopg.conninfo import make_conninfo

    of = parse(url)
    parts = {"host": of.host, "port": of.port, "user": of.username, "password": of.password, "dbname": of.database}
    given = {name: str(value) for name, value in (parts | dict(of.query)).items() if value is not None}
    options = f"{given.pop('options', '')} -c search_path={SCHEMA}".strip()
    return make_conninfo(options=options, **given)


def _reached(other_url: str) -> str:
    """The address of the other store as another process reaches it.

    Raises:
        RegistersError: It holds a password.
    """
    path = database_file(parse(other_url))
    if path is not None:
        return str(path.resolve())
    url = parse(other_url)
    if url.password or {*SECRETS} & {name.lower() for name in url.query}:
        en = "the queue would keep the password of the other store: write it into the file .pgpass of the worker's user"
        raise RegistersError([Text("队列会保存另一库的密码；请写入运行队列者的 .pgpass 文件", en)])
    return other_url


def _queued(job: Job) -> Queued:
    other, name = str(job.task_kwargs["other"]), str(job.task_kwargs["name"])
    return Queued(job.id or 0, name, without_passwords(other), str(job.status), job.attempts)
