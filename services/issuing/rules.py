"""Which document a run may get, and why not: kind, outcome, simulation, drafts, corrections.

The states of a document follow those of its run: received → verifying → conform | not conform → checked → approved →
issued → valid → expired | cancelled | superseded. What stands before `checked` is the run's own, and nobody sets it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from metrology.decision import Outcome
from metrology.text import Text
from registers.documents import NEXT, STATES, IssuedDocument
from registers.errors import RegistersError
from reports.errors import BadJournal, NoVerdict
from reports.identity import Kind, title

if TYPE_CHECKING:
    from datetime import date

    from reports.view import RunView

ISSUED_KINDS = (Kind.CERTIFICATE, Kind.NOTICE, Kind.CALIBRATION, Kind.STATEMENT)

CERTIFYING = ("certificate", "calibration")
"""Kinds of documents that certify something: only these are signed as a DCC."""
APPROVED = ("approved", "issued")
"""States of a document that was checked and approved, and that holds."""
SEAL = "seal"
"""Whom the certificate of the laboratory's seal names in place of a person."""


class State(StrEnum):
    """What an outsider is told of a document."""

    VALID = "VALID"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    SUPERSEDED = "SUPERSEDED"
    UNKNOWN = "UNKNOWN"


class Permitted(NamedTuple):
    """The document that a run may get.

    Attributes:
        kind: Its kind.
        specimen: Whether it is a specimen, since the run is simulated: it has a number of its own series, is never
            signed, and never valid.
    """

    kind: Kind
    specimen: bool


def permitted(run: RunView) -> Permitted:
    """The document that a run may get.

    Only a real verification that conforms, on data that the laboratory's policy accepts, gets a verification
    certificate; one that does not conform gets a notice, a calibration a certificate of calibration, any other work
    (screening, supervision, in-service inspection, anti-fraud investigation) a report.

    Raises:
        RegistersError: It may get none that is issued.
    """
    try:
        kind = title(run).kind
    except (NoVerdict, BadJournal) as error:
        zh = f"记录 {run.run} 没有可用的结论，不出具文件"
        raise RegistersError([Text(zh, str(error))]) from error
    if kind not in ISSUED_KINDS:
        zh = f"记录 {run.run} 是试运行或对照评定，不编号、不签发"
        raise RegistersError([Text(zh, f"run {run.run} is a trial by a draft or a judgement: it gets no number")])
    if run.replaced_by:
        zh = f"记录 {run.run} 已由 {run.replaced_by} 更正，以更正后的记录为准"
        en = f"run {run.run} was corrected by {run.replaced_by}; issue the document of that one"
        raise RegistersError([Text(zh, en)])
    assert run.verdict is not None  # noqa: S101  `title` asks for it
    if (kind is Kind.CERTIFICATE) > (run.verdict.outcome is Outcome.CONFORM):
        raise RegistersError([Text(f"记录 {run.run} 不合格", f"run {run.run} does not conform")])
    return Permitted(kind, specimen=run.opened.simulated)


def refuse_other(run: RunView, number: str, document: IssuedDocument) -> None:
    """Refuse a step of a document whose run does not, or does no more, allow it.

    Raises:
        RegistersError: It does not.
    """
    found = permitted(run)
    same = (found.kind, found.specimen) == (document.kind, document.state == "specimen")
    if not same or run.head != document.head or run.opened.people.operator.id != document.verifier:
        zh = f"文件 {number} 与其原始记录 {run.run} 不一致，不能继续"
        raise RegistersError(
            [Text(zh, f"document {number} is not what its record {run.run} gives; it goes no further")]
        )


def state_on(document: IssuedDocument, day: date) -> tuple[State, Text]:
    """What an outsider is told of a document on a day, and why."""
    words = Text.of(STATES[document.state])
    if document.state == "issued":
        if document.valid_until is not None and document.valid_until < day:
            last = document.valid_until
            return State.EXPIRED, Text(f"有效期至 {last}", f"its last day was {last}")
        return State.VALID, Text("在用", "it is issued, and was neither cancelled nor replaced")
    if document.state == "superseded":
        why = Text(f"已由 {document.replaced_by} 替代", f"it was replaced by {document.replaced_by}")
        return State.SUPERSEDED, why
    if document.state in {"cancelled", "void"}:
        return State.CANCELLED, Text(f"{words.zh}：{document.reason}", f"{words.en.lower()}: {document.reason}")
    if document.state == "specimen":
        return State.UNKNOWN, Text("样张，不具有效力", "it is a specimen and never valid")
    return State.UNKNOWN, Text(f"{words.zh}，未发出", f"it is {words.en.lower()}, and not issued")


def open_to(document: IssuedDocument) -> tuple[str, ...]:
    """The states that a document can come to next, for a user interface."""
    return NEXT[document.state]
