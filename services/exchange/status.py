"""What has been reported and what not: first what should have been reported by now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import orjson
from sqlalchemy import exists, select

from exchange.deadlines import last_day, working_days_left
from metrology.text import Text
from registers.documents import DOCUMENTS
from registers.verifications import VERIFICATIONS
from services.exchange.collecting import wanted
from services.exchange.tasks import inbox_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.exchange.opening import Exchange

STATES: Final = {
    "overdue": Text("逾期未报", "Not reported in time"),
    "refused": Text("被平台退回", "Refused by the platform"),
    "soon": Text("即将到期", "Due soon"),
    "silent": Text("平台逾期未答复", "Platform does not answer"),
    "unissued": Text("尚未发证", "Document not issued yet"),
    "missing": Text("尚未进入发件箱", "Not in the outbox yet"),
    "ready": Text("待发送", "Waiting to be sent"),
    "sent": Text("已发送，待答复", "Sent, answer awaited"),
    "task": Text("任务待答复", "Task to be answered"),
    "task-wrong": Text("任务有误", "Task with errors"),
}
"""In the order in which they are listed."""
SILENT: Final = 5
"""Working days within which a register answers (order of the register Arshin; of others nothing is known)."""


def status(at: Exchange, on: date) -> list[dict[str, Any]]:
    """What is not reported, or not answered, the most urgent first.

    Args:
        at: The laboratory and the platform.
        on: The day.

    Returns:
        Rows with `state`, `document`, `event`, `due`, `days` (working days left; None where no day is known), `run`,
        `reasons`.
    """
    rows = [*_outbox(at, on), *_missing(at, on), *_unissued(at, on), *_tasks(at)]
    order = list(STATES)
    return sorted(rows, key=lambda r: (order.index(r["state"]), r["due"] or "9999", r["document"]))


def counts(at: Exchange) -> dict[str, int]:
    """How many reports are in each state of the outbox."""
    found = dict.fromkeys(("ready", "sent", "accepted", "refused"), 0)
    for row in at.outbox.rows(*found):
        found[row.state] += 1
    return found


def _row(at: Exchange, on: date, state: str, document: str, due: str, **more: Any) -> dict[str, Any]:
    days = working_days_left(on, date.fromisoformat(due), at.calendar) if due else None
    if days is not None and state in {"ready", "missing", "unissued", "refused"}:
        late = "overdue" if days <= 0 else "soon" if days <= at.settings.warn else state
        state = state if state == "refused" and late != "overdue" else late
    return {
        "state": state,
        "document": document,
        "event": "",
        "due": due,
        "days": days,
        "run": "",
        "reasons": [],
        **more,
    }


def _outbox(at: Exchange, on: date) -> Iterator[dict[str, Any]]:
    for row in at.outbox.rows("ready", "sent", "refused"):
        said = [{"zh": _with_field(r, "zh"), "en": _with_field(r, "en")} for r in orjson.loads(row.reasons or "[]")]
        state = row.state
        if state == "sent":
            until = last_day(date.fromisoformat(row.queued[:10]), SILENT, at.calendar)
            state = "silent" if on > until else state
        yield _row(at, on, state, row.document, row.due, event=row.event, run=row.run, reasons=said)


def _with_field(reason: dict[str, str], language: str) -> str:
    colon = "：" if language == "zh" else ": "
    return f"{reason['field']}{colon}{reason[language]}" if reason.get("field") else reason[language]


def _due(at: Exchange, day: date | None) -> str:
    return last_day(day, at.settings.working_days, at.calendar).isoformat() if day and at.settings.working_days else ""


def _missing(at: Exchange, on: date) -> Iterator[dict[str, Any]]:
    """Documents that no push has put into the outbox."""
    for one in wanted(at):
        document = at.book.get(DOCUMENTS, one.document).record
        yield _row(at, on, "missing", one.document, _due(at, document.on), event=one.event, run=document.run)


def _unissued(at: Exchange, on: date) -> Iterator[dict[str, Any]]:
    """Verifications of this laboratory without a document that was issued, where there is a last day for reporting them."""
    if not at.settings.working_days:
        return
    v, d = VERIFICATIONS.now.c, DOCUMENTS.now.c
    shown = ("issued", "superseded", "cancelled", "specimen")
    there = exists().where(d.run == v.key, d.state.in_(shown)).correlate(VERIFICATIONS.now)
    query = select(v.key, v.on).where(~there, v.body == "", v.as_left == 1, v.outcome.in_(("conform", "not_conform")))
    if not at.settings.trial:
        query = query.where(v.simulated == 0)
    with at.store.reporting(), at.store.engine.connect() as connection:
        rows = list(connection.execute(query))
    for run, day in rows:
        yield _row(at, on, "unissued", "", _due(at, date.fromisoformat(day)), run=run)


def _tasks(at: Exchange) -> Iterator[dict[str, Any]]:
    for given in inbox_of(at).tasks():
        if given.state != "open" and not (given.reasons and given.told):
            continue
        said = [r.to_dict() for r in given.reasons]
        due = str(given.content.get("wanted_until", "")) if not given.reasons else ""
        yield {
            "state": "task-wrong" if given.reasons else "task", "document": given.task_id, "event": "", "due": due, "days": None,
            "run": "", "reasons": said,
        }  # fmt: skip
