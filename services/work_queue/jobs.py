"""Puts jobs into the queue of a store, and lists them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from metrology.text import NO_TEXT, Text
from records.address import SECRETS, database_file, parse
from services.refused.queue_refused import QueueRefused
from services.witness import witness_of
from services.work_queue.connection import noted, queue
from services.work_queue.tasks import (
    DOCUMENTS,
    KINDS,
    MERGE,
    PUSH,
    REEVALUATE,
    TASKS,
    WITNESS,
    about,
    digest_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from procrastinate import App
    from procrastinate.connector import BaseConnector
    from procrastinate.jobs import Job


@dataclass(frozen=True, slots=True)
class Queued:
    """A job of the queue.

    Attributes:
        number: Its number.
        kind: One of `services.work_queue.tasks.KINDS`.
        about: What it is about.
        given: What its service is called with.
        status: ``todo``, ``doing``, ``succeeded``, ``failed``, ``cancelled``, ``aborting``, ``aborted``.
        attempts: How often it was begun.
        next: When it is tried again, ISO 8601; empty where it waits for nothing.
        said: What became of it the last time.
    """

    number: int
    kind: str
    about: Text
    given: dict[str, Any]
    status: str
    attempts: int
    next: str
    said: Text


def plain(connector: BaseConnector) -> App:
    """The application without what does the jobs: for those who put jobs in."""
    from procrastinate import App

    app = App(connector=connector)
    for kind in KINDS:
        app.task(name=kind, queue=kind)(TASKS[kind])
    return app


def put_merge(url: str, other_url: str, name: str, by: str, why: str) -> int | None:
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
    return _put(url, MERGE, name, {"other": _reached(other_url), "name": name, "by": by, "why": why})


def put_documents(url: str, runs: Sequence[str], folder: Path, *, dcc: bool = False) -> int | None:
    """Put the documents of runs in the queue.

    Args:
        url: The store, on PostgreSQL.
        runs: Names of runs, whole.
        folder: Where to, as the worker reaches it.
        dcc: With digital calibration certificates, not signed.

    Raises:
        RegistersError, StoreError: As `put_merge`.
    """
    place = str(folder.resolve())
    given = {"runs": sorted(runs), "folder": place, "dcc": dcc}
    return _put(url, DOCUMENTS, place, given, same=sha256(orjson.dumps(given)).hexdigest())


def put_push(url: str, lab: Path, platform: str) -> int | None:
    """Put a report to a platform in the queue.

    Args:
        url: The store, on PostgreSQL.
        lab: The laboratory's folder, as the worker reaches it.
        platform: The platform in ``platforms.toml``; empty for the only one.

    Raises:
        ExchangeError: The laboratory names no such platform.
        RegistersError, StoreError: As `put_merge`.
    """
    from services.exchange.opening import choose, laboratory

    place = laboratory(lab).resolve()
    _, name = choose(place, platform)
    return _put(url, PUSH, name, {"platform": name, "lab": str(place)})


def put_witness(url: str) -> int | None:
    """Put in the queue that the witness of the store is told.

    Raises:
        StoreError: The store names no witness, or as `put_merge`.
        RegistersError: As `put_merge`.
    """
    with queue(url, plain):
        witness_of(url)
    return _put(url, WITNESS, "", {})


def put_reevaluation(
    url: str, standard: str, since: date, certificate: Path | None, output: Path, *, withdrawn: bool
) -> int | None:
    """Put a re-evaluation in the queue.

    Args:
        url: The store, on PostgreSQL.
        standard: Name of the standard, or the number of a certificate.
        since: The first day.
        certificate: The corrected certificate; the file must be the same when the job is done.
        withdrawn: There is no valid certificate.
        output: The file for the result, as the worker reaches it.

    Raises:
        RegisterError: The certificate cannot be used.
        RegistersError, StoreError: As `put_merge`.
    """
    from services.reevaluation.reevaluate import change_of

    change_of(standard, since, certificate, withdrawn=withdrawn)  # a wrong file is refused now, not at night
    path = certificate.resolve() if certificate is not None else None
    given = {
        "standard": standard, "since": since.isoformat(), "certificate": str(path or ""),
        "sha256": digest_of(path) if path is not None else "", "withdrawn": withdrawn, "output": str(output.resolve()),
    }  # fmt: skip
    return _put(url, REEVALUATE, str(output.resolve()), given)


def queued(url: str) -> list[Queued]:
    """The jobs of the queue, oldest first.

    Raises:
        RegistersError, StoreError: As `put_merge`.
    """
    with queue(url, plain) as app:
        said = noted(url)
        return [_queued(job, said) for job in app.job_manager.list_jobs() if job.queue in KINDS]


def _put(url: str, kind: str, of: str, given: dict[str, Any], same: str = "") -> int | None:
    with queue(url, plain) as app:
        from procrastinate.exceptions import AlreadyEnqueued

        lock = f"{kind}:{of}"  # of this one only: what cannot be reached holds up no other
        job = app.configure_task(kind, queue=kind, lock=lock, queueing_lock=f"{lock}:{same}" if same else lock)
        try:
            return int(job.defer(**given))
        except AlreadyEnqueued:
            return None


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
        raise QueueRefused([Text("队列会保存另一库的密码；请写入运行队列者的 .pgpass 文件", en)])
    return other_url


def _queued(job: Job, said: dict[int, Text]) -> Queued:
    given, number, kind = dict(job.task_kwargs), job.id or 0, str(job.queue)
    waits = job.scheduled_at if job.status == "todo" else None
    return Queued(
        number, kind, about(kind, given), given, str(job.status), job.attempts,
        waits.isoformat(timespec="seconds") if waits is not None else "", said.get(number, NO_TEXT),
    )  # fmt: skip
