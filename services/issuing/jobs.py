"""Jobs are checked, approved and issued together with the documents that are being signed for them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from metrology.text import Text
from registers.document_steps import advance_document, being_signed
from registers.documents import DOCUMENTS, UNISSUED
from registers.errors import RegistersError
from registers.steps import advance
from registers.work import JOBS
from services.issuing.desk import refuse_unable
from services.issuing.steps import refuse_unready

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registers.change import Change
    from services.issuing.desk import Desk

SIGNED = ("checked", "approved", "issued")


def advance_with_documents(at: Desk, keys: Sequence[str], state: str, who: str, why: str) -> list[str]:
    """Bring jobs and their documents to a state, all or none; returns the keys of the jobs.

    Raises:
        RecordsError: A run is not what was written.
        RegistersError: A run, a state or the person does not allow it, or a job is to be issued without a document.
    """
    refuse_unable(at.book, state, who)
    signed = [row.key for row in at.book.rows(DOCUMENTS, lambda c: c.job.in_(keys) & c.state.in_(UNISSUED))]
    for number in signed:
        refuse_unready(at, number)

    def work(change: Change) -> None:
        for key in keys:
            numbers = [number for number, _ in being_signed(change, key) if number in signed]
            for number in numbers:
                advance_document(change, number, state, who, datetime.now().astimezone().date())
            if state == "issued" and not numbers:
                _refuse_without_document(change, key)
            if change.get(JOBS, key).record.state != state:
                advance(change, key, state, who)

    at.change(who, why or state, work)
    return list(keys)


def _refuse_without_document(change: Change, job: str) -> None:
    """A job is issued with a document.

    Raises:
        RegistersError: None was issued for it.
    """
    table = DOCUMENTS.now
    there = select(table.c.key).where(table.c.job == job, table.c.state.in_(("issued", "specimen"))).limit(1)
    if change.connection.scalar(there) is None:
        en = f"no document of job {job} is issued: steelyard documents issue RUN -o FOLDER"
        raise RegistersError([Text(f"任务 {job} 没有已发出的文件：steelyard documents issue RUN -o FOLDER", en)])
