"""Makes the result that is reported of a document, from its run and from the registers."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from exchange.deadlines import last_day
from exchange.draft import draft_of_result
from exchange.forms import CONFORM, NONE, NOT_CONFORM, Result
from exchange.mapping import outward
from exchange.reading import read_form
from metrology.decision import Outcome
from registers.instruments import INSTRUMENTS, Instrument, iso
from registers.people import PEOPLE
from reports.content.conditions import span
from reports.record.as_xlsx import record_xlsx
from services.issuing.gate import numbered, verified_run
from services.register.book import records_of

if TYPE_CHECKING:
    from exchange.draft import Draft
    from registers.change import Row
    from registers.documents import IssuedDocument
    from reports.view import ItemResult, RunView
    from services.exchange.opening import Exchange

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VERDICTS: Final = {Outcome.CONFORM: CONFORM, Outcome.NOT_CONFORM: NOT_CONFORM}
LONGEST: Final = 500
OTHER: Final = "other"


def draft_of(at: Exchange, row: Row[IssuedDocument], event: str, task_id: str, documents: dict[str, bytes]) -> Draft:
    """The result of a document, with its files.

    Args:
        at: The laboratory and the platform.
        row: The document.
        event: ``issued``, ``superseded`` or ``cancelled``.
        task_id: The task that it answers; empty for none.
        documents: The bytes of files that are attached, by the name that they are sent under.

    Raises:
        RecordsError: The run is not what was written.
        FormError: A field does not fit the form; it is named.
    """
    view = replace(verified_run(at.store, row.record.run), numbered=numbered(row))
    files = {"record.xlsx": (XLSX, record_xlsx(view))}
    files |= {name: ("application/pdf", content) for name, content in documents.items()}
    listed = [_attachment(name, media, content) for name, (media, content) in files.items()]
    result = read_form(
        Result, _fields(at, view, row, event, task_id) | {"record": listed[0], "attachments": listed[1:]}
    )
    due = iso(last_day(view.verified_on, at.settings.working_days, at.calendar)) if at.settings.working_days else ""
    content = {hashlib.sha256(c).hexdigest(): c for _, c in files.values()}
    return draft_of_result(row.key, result, outward(result.model_dump(mode="json"), at.settings), due, content)


def _fields(at: Exchange, view: RunView, row: Row[IssuedDocument], event: str, task_id: str) -> dict[str, Any]:
    opened, document = view.opened, row.record
    outcome = view.verdict.outcome if view.verdict is not None else Outcome.INCOMPLETE
    verdict = VERDICTS.get(outcome, NONE)
    failed = [r.key for r in view.results if r.outcome is Outcome.NOT_CONFORM]
    reasons = [at.settings.reasons[key] for key in failed if key in at.settings.reasons]
    ended = event != "issued"
    names = records_of(at.book, PEOPLE, [document.checker, document.approver])
    return {
        "res_id": row.key, "event": event, "institute": at.settings.institute, "task_id": task_id,
        "replaced_by": document.replaced_by if event == "superseded" else "", "reason": document.reason if ended else "",
        "inspect_date": view.verified_on.isoformat(),
        "valid_until": iso(document.valid_until) if verdict == CONFORM else "",
        "inspector": opened.people.operator.name,
        "checker": names[document.checker].name if document.checker in names else document.checker,
        "approver": names[document.approver].name if document.approver in names else document.approver,
        "verdict": verdict, "unqualified": (reasons or [OTHER])[0] if verdict == NOT_CONFORM else "",
        "basis": opened.regulation.id, "stage": opened.stage, "place": opened.laboratory.place.zh or opened.laboratory.address.zh,
        "trial": opened.simulated, "instrument": _instrument(at, view, document.instrument), "client": opened.subject.client,
        "standards": [
            {"name": s.name.zh, "model": s.model, "serial": s.serial, "accuracy": s.accuracy, "certificate": s.certificate,
             "valid_until": s.valid_until} for s in {s.certificate or s.id: s for s in opened.standards}.values()
        ],
        "environment": [
            {"name": c.name.zh, "value": " ～ ".join(dict.fromkeys(ends)), "unit": c.unit}
            for c in view.conditions if (ends := span(view.observations, c)) is not None
        ],
        "items": [_item(view, r) for r in view.results],
        "run": view.run, "head": view.head,
    }  # fmt: skip


def _instrument(at: Exchange, view: RunView, key: str) -> dict[str, str]:
    """The instrument: what the record says of it, and what only the register knows."""
    subject = view.opened.subject
    row = at.book.find(INSTRUMENTS, key) if key else None
    known = row.record if row is not None else Instrument()
    return {
        "name": subject.name.zh or known.name, "model": subject.model, "serial": subject.serial, "maker": subject.maker,
        "range": known.range, "accuracy_class": known.accuracy_class, "label": known.code or key, "kind": known.kind,
        "item": known.item, "place": known.place, "division_code": known.division, "purpose": known.domain,
    }  # fmt: skip


def _item(view: RunView, result: ItemResult) -> dict[str, str]:
    """An item with its measured values: each decided point with its unit, or a word where they are too many."""
    points = view.conclusions_of(result.key)
    said = [
        f"{c.label.zh} {c.comparison.rounded or c.comparison.unrounded} {c.comparison.unit}".strip()
        for c in points
        if c.comparison is not None and (c.comparison.rounded or c.comparison.unrounded)
    ]
    value = "；".join(said)
    if len(value) > LONGEST:
        value = f"见原始记录，共 {len(said)} 点"
    times = [o.time for o in view.observations if o.address.partition("/")[0] == result.key]
    return {
        "code": result.key, "name": result.name.zh, "value": value or NONE, "verdict": VERDICTS.get(result.outcome, NONE),
        "time": max(times, default=view.finished),
    }  # fmt: skip


def _attachment(name: str, media: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "media": media, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
