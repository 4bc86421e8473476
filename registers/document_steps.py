"""The steps of a document: numbered, checked, approved, issued; voided, cancelled, replaced.

These are the rules of the register alone. Whether the run of a document allows a step is asked by
`services.issuing`, through which every command goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from metrology.text import Text
from registers.documents import DOCUMENTS, LIVE, NEXT, STATES, UNISSUED, IssuedDocument
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS
from registers.work import JOBS

if TYPE_CHECKING:
    from datetime import date

    from registers.change import Change

SPECIMEN, REPORT = "SIM-", "R-"
"""What the numbers of specimens, and of reports that are no certificates, begin with: series of their own."""
REPORTS = ("report", "energy")
_SEQUENCE = re.compile(r"\{seq(?::[^{}]*)?\}")


class Numbering(NamedTuple):
    """How documents are numbered.

    Attributes:
        pattern: With the fields ``year``, ``dept``, ``item`` and ``seq``.
        department: The field ``dept``.
        item: The field ``item``.
    """

    pattern: str
    department: str = ""
    item: str = ""


class HasDocument(Exception):
    """The run has a document already.

    Attributes:
        number: Its number.
    """

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


def number_document(change: Change, document: IssuedDocument, numbering: Numbering) -> str:
    """Give a document the next number of its series; without gaps, since a failure gives the number back.

    Args:
        change: The change.
        document: The document; a specimen and a report are numbered in series of their own.
        numbering: How.

    Raises:
        HasDocument: The run has a document that holds, and this one does not replace it.
        RegistersError: The number exists, or something is wrong with the document.
    """
    assert document.numbered_on is not None  # noqa: S101  who gives the number names the day
    start = SPECIMEN if document.state == "specimen" else REPORT if document.kind in REPORTS else ""
    fields = {"year": document.numbered_on.year, "dept": numbering.department, "item": numbering.item}
    series = start + _SEQUENCE.sub("#", numbering.pattern).format(**fields)
    number = start + numbering.pattern.format(**fields, seq=change.number(f"document/{series}"))
    table = DOCUMENTS.now  # looked at when the series is locked: two who number one run at once get one number
    held = change.connection.scalars(
        select(table.c.key).where(table.c.run == document.run, table.c.state.in_(LIVE)).order_by(table.c.recorded)
    )
    others = [key for key in held if key != document.replaces]
    if others:
        raise HasDocument(others[-1])
    if document.replaces:
        _refuse_second_replacement(change, document.replaces)
    return change.add(DOCUMENTS, document, number)


def _refuse_second_replacement(change: Change, number: str) -> None:
    table = DOCUMENTS.now
    query = select(table.c.key).where(table.c.replaces == number, table.c.state.in_(LIVE))
    if (other := change.connection.scalar(query)) is not None:
        en = f"document {number} is being replaced by {other} already"
        raise RegistersError([Text(f"文件 {number} 已由 {other} 替代", en)])


def advance_document(change: Change, number: str, state: str, person: str, on: date, **fields: Any) -> IssuedDocument:
    """Bring a document to its next state; returns it as it was.

    Args:
        change: The change.
        number: The document.
        state: ``checked``, ``approved`` or ``issued``.
        person: Who does it; who checks did not verify, and who approves did neither.
        on: The day.
        **fields: Further fields, such as the digest of the file.

    Raises:
        RegistersError: The document cannot go there, or not by this person.
    """
    document = change.get(DOCUMENTS, number).record
    _refuse_state(number, document, state)
    taken = {"checked": (document.verifier,), "approved": (document.verifier, document.checker)}.get(state, ())
    if person in taken:
        en = f"document {number}: {person} has done another step of it already; another person does this"
        raise RegistersError([Text(f"文件 {number}：{person} 已做过另一步骤，须由另一人进行", en)])
    people: dict[str, dict[str, Any]] = {"checked": {"checker": person}, "approved": {"approver": person}}
    done = people.get(state, {"issued_on": on})
    change.edit(DOCUMENTS, number, state=state, **done, **fields)
    if state == "issued":
        _issued(change, number, document)
    _with_its_job(change, document.job, state, done)
    return document


def end_document(change: Change, number: str, state: str, why: str) -> None:
    """Void a number that was never issued, or cancel a document that was.

    Raises:
        RegistersError: The document cannot go there, or no reason is given.
    """
    document = change.get(DOCUMENTS, number).record
    _refuse_state(number, document, state)
    change.edit(DOCUMENTS, number, state=state, reason=why)
    if state == "cancelled" and document.instrument:
        _uncertified(change, number, document.instrument)


def _refuse_state(number: str, document: IssuedDocument, state: str) -> None:
    able = NEXT[document.state]
    if state in able:
        return
    here, possible = Text.of(STATES[document.state]), [Text.of(STATES[s]).zh for s in able]
    zh = f"文件 {number} 现为“{here.zh}”，只能转为：{'、'.join(possible) or '无'}"
    en = f"document {number} is {here.en.lower()}; it can become: {', '.join(able) or 'nothing else'}"
    raise RegistersError([Text(zh, en)])


def _issued(change: Change, number: str, document: IssuedDocument) -> None:
    """What follows from a document that is issued: it replaces another, and its instrument and job name it."""
    if document.replaces:
        old = change.get(DOCUMENTS, document.replaces).record
        if old.state == "issued":
            why = document.reason or f"replaced by {number}"
            change.edit(DOCUMENTS, document.replaces, state="superseded", replaced_by=number, reason=why)
    instrument = change.find(INSTRUMENTS, document.instrument) if document.instrument else None
    if instrument is not None and instrument.record.run == document.run:
        change.edit(INSTRUMENTS, instrument.key, certificate=number)
    job = change.find(JOBS, document.job) if document.job else None
    if job is not None and number not in job.record.documents:
        change.edit(JOBS, job.key, documents=(*job.record.documents, number))


def _uncertified(change: Change, number: str, key: str) -> None:
    instrument = change.find(INSTRUMENTS, key)
    if instrument is not None and instrument.record.certificate == number:
        change.edit(INSTRUMENTS, key, certificate="", valid_until=None)


def _with_its_job(change: Change, key: str, state: str, done: dict[str, Any]) -> None:
    """The job goes with its document, where it was one step behind."""
    before = {"checked": "measured", "approved": "checked", "issued": "approved"}[state]
    job = change.find(JOBS, key) if key else None
    if job is not None and job.record.state == before:
        named = {name: value for name, value in done.items() if name in {"checker", "approver"}}
        change.edit(JOBS, key, state=state, **named)


def being_signed(change: Change, job: str) -> list[tuple[str, IssuedDocument]]:
    """The documents of a job that are being signed."""
    table = DOCUMENTS.now
    keys = change.connection.scalars(select(table.c.key).where(table.c.job == job, table.c.state.in_(UNISSUED)))
    return [(key, change.get(DOCUMENTS, key).record) for key in keys]
