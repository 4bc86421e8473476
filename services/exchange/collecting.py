"""Finds what is to be reported and is not in the outbox yet: it follows from the register of documents, so nothing is forgotten."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import exists, select

from exchange.errors import ExchangeError, FormError
from exchange.outbox_tables import metadata, report, task
from messages import both
from metrology.text import Text
from records.errors import RecordsError
from records.further_tables import lay_out
from registers.documents import DOCUMENTS
from registers.work import JOBS
from services.exchange.building import draft_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from registers.change import Row
    from registers.documents import IssuedDocument
    from services.exchange.opening import Exchange

KINDS: Final = ("certificate", "notice")
"""Documents of a verification; a negative result is reported too."""
AT_ONCE: Final = 25
"""Results that are made and queued together."""


class Wanted(NamedTuple):
    """A report that is to be made.

    Attributes:
        document: Number of the document.
        event: ``issued``, ``superseded`` or ``cancelled``.
    """

    document: str
    event: str


class Collected(NamedTuple):
    """What was put into the outbox.

    Attributes:
        new: How many results.
        problems: What cannot be reported as it is, by document.
    """

    new: int
    problems: dict[str, Sequence[Text]]


def wanted(at: Exchange) -> list[Wanted]:
    """The reports that are not in the outbox, in the order in which their documents were numbered."""
    lay_out(at.store.engine, metadata)
    d, r = DOCUMENTS.now.c, report.c
    states = ("issued", "superseded", "cancelled", *(("specimen",) if at.settings.trial else ()))

    def there(document: Any, event: str) -> Any:
        same = (r.platform == at.name) & (r.document == document) & (r.event == event) & (r.state != "rebuilt")
        return exists().where(same).correlate(DOCUMENTS.now)

    query = select(
        d.key, d.state, d.replaces, there(d.key, "issued"), there(d.key, "cancelled"), there(d.replaces, "superseded")
    ).where(d.kind.in_(KINDS), d.state.in_(states))
    with at.store.reporting(), at.store.engine.connect() as connection:
        rows = list(connection.execute(query.order_by(d.numbered_on, d.recorded, d.key)))
        ended = set(connection.scalars(select(d.key).where(d.state == "superseded")))
    found: list[Wanted] = []
    for key, state, replaces, issued, cancelled, superseded in rows:
        if replaces in ended and not superseded:
            found.append(Wanted(replaces, "superseded"))
        if not issued:
            found.append(Wanted(key, "issued"))
        if state == "cancelled" and not cancelled:
            found.append(Wanted(key, "cancelled"))
    return found


def collect(at: Exchange) -> Collected:
    """Make every report that is missing and put it into the outbox; one that cannot be made stops none of the others.

    Raises:
        StoreError: The store cannot be written.
    """
    every = wanted(at)
    return collect_these(at, every) if every else Collected(0, {})


def collect_these(at: Exchange, every: Sequence[Wanted]) -> Collected:
    """Make some reports and put them into the outbox, in this order."""
    files = _documents(at.folder / at.settings.documents) if at.settings.documents else None
    new = 0
    problems: dict[str, Sequence[Text]] = {}
    for start in range(0, len(every), AT_ONCE):
        drafts = []
        for one in every[start : start + AT_ONCE]:
            row = at.book.get(DOCUMENTS, one.document)
            try:
                drafts.append(draft_of(at, row, one.event, _task(at, row), _attached(files, row)))
            except (FormError, ExchangeError) as error:
                problems[one.document] = error.reasons
            except RecordsError as error:
                problems[one.document] = getattr(error, "reasons", None) or [both(str(error))]
        new += at.outbox.queue(drafts, at.key) if drafts else 0
    return Collected(new, problems)


def _task(at: Exchange, row: Row[IssuedDocument]) -> str:
    """The task of the platform that a document answers; empty for none."""
    job = at.book.find(JOBS, row.record.job) if row.record.job else None
    if job is None:
        return ""
    query = select(task.c.task_id).where(task.c.platform == at.name, task.c.order_number == job.record.order)
    with at.store.reporting(), at.store.engine.connect() as connection:
        return connection.scalar(query.limit(1)) or ""


def _documents(folder: Path) -> dict[str, Path]:
    """The PDF files of a folder by their digest."""
    found: Iterable[Path] = folder.rglob("*.pdf") if folder.is_dir() else ()
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in found}


def _attached(files: dict[str, Path] | None, row: Row[IssuedDocument]) -> dict[str, bytes]:
    """The file of a document, exactly as it was issued.

    Raises:
        ExchangeError: Files are attached, and this one is not in the folder.
    """
    if files is None or row.record.state == "specimen":
        return {}
    if row.record.digest not in files:
        zh = f"文件 {row.key} 的 PDF 不在 documents 文件夹中，或已被改动"
        raise ExchangeError(
            [Text(zh, f"the PDF of document {row.key} is not in the folder `documents`, or was changed")]
        )
    return {"document.pdf": files[row.record.digest].read_bytes()}
