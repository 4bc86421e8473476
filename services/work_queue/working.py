"""The worker: does the jobs of the queue, one after the other.

One worker at a time does the jobs of a kind: it holds a lock of the database for as long as it lives. A job that is
still marked as being done when the lock is free belongs to a worker that was killed; it is put back and done again.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from messages import both
from metrology.text import NO_TEXT, Text
from records.journal import utc_now
from services.failures import failure
from services.refused.queue_refused import QueueRefused
from services.work_queue.connection import conninfo, note, queue, waits_again
from services.work_queue.jobs import plain
from services.work_queue.tasks import KINDS, LATER, MERGE, TASKS, about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from procrastinate import App
    from procrastinate.connector import BaseConnector
    from procrastinate.retry import BaseRetryStrategy

LOCK: Final = 0x5354_4D60
"""Key of the lock of the database of the worker of the first kind; the next kinds have the next ones."""
ATTEMPTS: Final = {MERGE: 6}
MANY: Final = 200
"""How often a job is tried where something outside does not answer: a merge some times, any other for about a week."""
LONGEST: Final = 3600
"""Seconds between two attempts at most; the first comes after four, each of the next waits four times as long."""
LEFT_TO_THE_NEXT: Final = Text(
    "处理者中断；同样的任务已在队列中", "its worker was killed; the same job waits in the queue"
)
KEPT_DAYS: Final = 30
"""Days for which a job that was done stays in the list; one that failed stays."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job.

    Attributes:
        kind: Its kind.
        about: What it was about.
        said: What was done; no text where it was not.
        refused: Why it was not done.
        again: Whether it is tried again by itself.
    """

    kind: str
    about: Text
    said: Text = NO_TEXT
    refused: Sequence[Text] = ()
    again: bool = False


def work(url: str, told: Callable[[Done], None], kinds: Sequence[str] = (), *, once: bool = False) -> None:
    """Do the jobs of the queue until a signal stops it, each whole.

    Args:
        url: The store, on PostgreSQL.
        told: Hears what became of each job.
        kinds: The kinds of jobs; all where none is given.
        once: End when nothing is left that can be done now.

    Raises:
        RegistersError: The store is no PostgreSQL database, there is no such kind, or another worker does it.
        StoreError: The package or the database is missing.
    """
    chosen = [kind for kind in KINDS if kind in kinds or not kinds]
    if unknown := sorted({*kinds} - {*KINDS}):
        known, names = ", ".join(KINDS), ", ".join(unknown)
        raise QueueRefused(
            [Text(f"没有任务类别 {names}；有：{known}", f"there is no kind of job {names}; there are: {known}")]
        )
    with queue(url, plain), _alone(url, chosen):
        asyncio.run(_do(url, told, chosen, once=once))


async def _do(url: str, told: Callable[[Done], None], kinds: Sequence[str], *, once: bool) -> None:
    from procrastinate import PsycopgConnector

    logging.getLogger("procrastinate.worker").addFilter(_unless_told)
    app = _app(PsycopgConnector(conninfo=conninfo(url)), url, told)
    async with app.open_async():
        for kind in kinds:
            await app.job_manager.delete_old_jobs(nb_hours=24 * KEPT_DAYS, queue=kind)
            for job in await app.job_manager.list_jobs_async(status="doing", queue=kind):
                await _put_back(url, app, job)
        await app.run_worker_async(queues=list(kinds), wait=not once)


def _unless_told(record: logging.LogRecord) -> bool:
    """Whether a line of the library's log is shown: what became of a job is told and noted here, without a traceback."""
    return not str(getattr(record, "action", "")).startswith("job_error")


async def _put_back(url: str, app: App, job: Any) -> None:
    """What a killed worker left goes back into the queue, where the same does not wait in it already."""
    from procrastinate.jobs import Status

    if waits_again(url, job.queueing_lock):
        await app.job_manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=False)
        note(url, job.id, LEFT_TO_THE_NEXT)
    else:
        await app.job_manager.retry_job_by_id_async(job.id, retry_at=utc_now())


def _app(connector: BaseConnector, url: str, told: Callable[[Done], None]) -> App:
    from procrastinate import App

    app, again = App(connector=connector), _again(url)
    for kind in KINDS:
        app.task(name=kind, queue=kind, retry=again, pass_context=True)(_doing(kind, url, told))
    return app


def _doing(kind: str, url: str, told: Callable[[Done], None]) -> Callable[..., None]:
    def do(context: Any, **given: Any) -> None:
        what, job = about(kind, given), context.job
        try:
            said = TASKS[kind](url, **given)
        except Exception as error:
            reasons = _reasons(error)
            _tell(url, job.id, Done(kind, what, refused=reasons, again=_comes_again(error, job, url)), told)
            raise
        _tell(url, job.id, Done(kind, what, said), told)

    return do


def _reasons(error: Exception) -> list[Text]:
    found = failure(error)
    if found is None:
        return [both(f"{type(error).__name__}: {error}")]
    named = found.about.en
    return [Text(f"{found.about.zh}：{r.zh}", f"{named}: {r.en}") if named else r for r in found.reasons]


def _tell(url: str, job: int, done: Done, told: Callable[[Done], None]) -> None:
    joined = Text("；".join(r.zh or r.en for r in done.refused), "; ".join(r.en for r in done.refused))
    note(url, job, joined if done.refused else done.said)
    told(done)


def _comes_again(error: BaseException, job: Any, url: str) -> bool:
    """Whether a job is tried again: something outside did not answer, and the same does not wait in the queue as it is."""
    if not isinstance(error, LATER) or job.attempts + 1 >= ATTEMPTS.get(job.queue, MANY):
        return False
    return not waits_again(url, job.queueing_lock)


def _again(url: str) -> BaseRetryStrategy:
    from procrastinate import BaseRetryStrategy, RetryDecision

    class Patient(BaseRetryStrategy):  # type: ignore[misc]
        """Tries again what something outside did not answer, after longer and longer pauses."""

        def get_retry_decision(self, *, exception: BaseException, job: Any) -> RetryDecision | None:
            if not _comes_again(exception, job, url):
                return None
            return RetryDecision(retry_in={"seconds": min(LONGEST, 4 ** min(job.attempts + 1, 10))})

    return Patient()


@contextmanager
def _alone(url: str, kinds: Sequence[str]) -> Iterator[None]:
    """The locks of the one worker of some kinds."""
    from psycopg import connect

    with connect(conninfo(url), autocommit=True) as connection:
        for kind in kinds:
            if connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK + KINDS.index(kind),)).fetchone() != (True,):
                text = Text(f"已有另一进程在处理 {kind}", f"another worker does the jobs of the kind {kind}")
                raise QueueRefused([text])
        yield
