"""Number, dates and kind of the document that a run gets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from metrology.certificates import Document, select_document
from metrology.decision import Outcome
from metrology.decision.outcome import BY_SEVERITY
from metrology.status import Status
from procedures.findings import finding_of, investigated
from procedures.regulation import Stage, Work
from procedures.text import Text
from reports.errors import BadJournal, NoVerdict
from reports.unfinished import statement_title

if TYPE_CHECKING:
    from records.entries import Opened
    from reports.view import RunView, Verdict

DEFAULT_PREFIX = "SY"
_LONGEST_IDENTITY = 24


class Kind(StrEnum):
    """The documents, by the name of their file."""

    CERTIFICATE = "certificate"
    NOTICE = "notice"
    STATEMENT = "report"
    JUDGEMENT = "judgement"
    DRAFT = "draft"
    CALIBRATION = "calibration"


@dataclass(frozen=True, slots=True)
class Title:
    """Kind of the document and what stands at its head."""

    kind: Kind
    name: Text


CALIBRATED = Text("校准证书", "Calibration Certificate")
JUDGEMENT = Text("读数对照评定", "Readings Judged under Another Regulation")
DRAFT = Text("试运行报告（规程数据为草稿）", "Report of a Trial by Draft Data of a Regulation")
CALIBRATION, VERIFICATION, IN_SERVICE = str(Work.CALIBRATION), str(Work.VERIFICATION), str(Stage.IN_SERVICE)
INSPECTION = str(Work.INSPECTION)
_REPORTS = {
    str(Work.CALIBRATION): Text("校准结果报告", "Report of calibration results"),
    str(Work.INSPECTION): Text("检验报告", "Inspection report"),
    str(Work.SCREENING): Text("筛查报告", "Report of a screening"),
    str(Work.SELF_CHECK): Text("自检报告", "Report of a self-check"),
    str(Work.SUPERVISION): Text("监督检查报告", "Report of a supervision"),
    str(Work.INVESTIGATION): Text("调查检测报告", "Report of an investigation"),
    str(Work.TYPE_EVALUATION): Text("型式试验单项报告", "Report of one test of a type evaluation"),
    str(Work.ANTI_FRAUD): Text("防作弊检测证据报告", "Evidence report of an anti-fraud investigation"),
}
OTHER_WORK = Text("检测报告", "Report of an examination")
_KINDS = {Document.VERIFICATION_CERTIFICATE: Kind.CERTIFICATE, Document.REJECTION_NOTICE: Kind.NOTICE}


def title(run: RunView) -> Title:
    """Which document the run gets. The verdict is the journal's; nothing is decided here.

    Only a verification gets a verification certificate or a notice. A calibration gets a calibration certificate, the
    inspection of a lot a report on the lot, an in-service inspection a report without a validity, an anti-fraud
    investigation an evidence report whatever it found, and any other work a report of what was examined. A run that
    conforms on data that no source supports gets a statement where the laboratory's policy refuses certificates on such
    data. A run by a draft gets a report of a trial, however it ended.

    Raises:
        NoVerdict: The run is open or interrupted.
    """
    outcome = decided(run).outcome
    if run.opened.judges is not None or run.opened.regulation.draft:
        return Title(Kind.DRAFT, DRAFT) if run.opened.judges is None else Title(Kind.JUDGEMENT, JUDGEMENT)
    if run.opened.kind == CALIBRATION and (stated := _calibration(run)) is not None:
        return stated
    classed = investigated(run.opened.kind) and finding_of(outcome) is not None
    concluded = classed or outcome in {Outcome.CONFORM, Outcome.NOT_CONFORM}
    if run.opened.kind != VERIFICATION and concluded:
        return Title(Kind.STATEMENT, _REPORTS.get(run.opened.kind, OTHER_WORK))
    if run.opened.stage == IN_SERVICE and concluded:
        return Title(Kind.STATEMENT, Text("使用中检查报告", "Report of an in-service inspection"))
    document = select_document(outcome).document
    if document is None or (document is Document.VERIFICATION_CERTIFICATE and withheld(run)):
        return Title(Kind.STATEMENT, statement_title(outcome, run.opened.kind))
    return Title(_KINDS[document], Text(document.zh, document.en))


def _calibration(run: RunView) -> Title | None:
    """The certificate of a calibration that is complete, whatever its results; a statement where it is not.

    A calibration that was stored before results had an uncertainty gets the report that it had.
    """
    if ended(run) in {Outcome.INCOMPLETE, Outcome.INVALID}:
        return Title(Kind.STATEMENT, statement_title(ended(run), run.opened.kind))
    if any(c.uncertainty is not None for c in run.conclusions):
        return Title(Kind.CALIBRATION, CALIBRATED)
    return None


def ended(run: RunView) -> Outcome:
    """How the run ended: a calibration that an item stopped is not finished, whatever that item came to."""
    outcome = decided(run).outcome
    if run.opened.kind == CALIBRATION and outcome is Outcome.NOT_CONFORM:
        missing = [item.outcome for item in run.results if item.outcome in {Outcome.INCOMPLETE, Outcome.INVALID}]
        return max(missing, key=BY_SEVERITY.index, default=outcome)
    return outcome


def withheld(run: RunView) -> bool:
    """Whether the laboratory's policy refuses a certificate because the run depends on data that no source supports."""
    used = {item.status for item in run.results} | {c.comparison.status for c in run.conclusions if c.comparison}
    return run.opened.policy.unverified_data == "refuse" and str(Status.UNVERIFIED) in used | {
        run.opened.regulation.status
    }


def decided(run: RunView) -> Verdict:
    """The verdict of a finished run.

    Raises:
        NoVerdict: The run is open or interrupted.
        BadJournal: The verdict is conform and the items say otherwise; nothing may be certified from such a journal.
    """
    if run.verdict is None or run.state != "closed":
        raise NoVerdict(
            f"run {run.run} is {run.state}: there is no verdict to print. Go on with: steelyard resume {run.run}"
        )
    if run.verdict.outcome is Outcome.CONFORM:
        _refuse_contradiction(run)
    return run.verdict


def _refuse_contradiction(run: RunView) -> None:
    passing = {Outcome.CONFORM, Outcome.NOT_APPLICABLE}
    decided_items = {item.key: item.outcome for item in run.results}
    planned = [item.key for item in run.items if item.applicable]
    wrong = [key for key in dict.fromkeys([*planned, *decided_items]) if decided_items.get(key) not in passing]
    wrong += [c.item for c in run.conclusions if c.outcome not in passing]
    if wrong or not decided_items:
        named = ", ".join(dict.fromkeys(wrong)) or "no item was decided"
        raise BadJournal(
            f"run {run.run}: the verdict is conform, but not what it rests on ({named}); no document is made from it."
            f" Check the journal with: steelyard verify {run.run}"
        )


def certificate_number(run: RunView) -> str:
    """Number of the document that a run gets: that of the register, else one that follows from the run."""
    return run.numbered.number if run.numbered is not None else number_of(run.run, run.opened)


def number_of(run: str, opened: Opened) -> str:
    """The number that follows from a run; judgements, trials by drafts and simulations have series of their own."""
    prefix = opened.laboratory.prefix
    series = "J" if opened.judges is not None else "D" if opened.regulation.draft else ""
    series = series or ("SIM" if opened.simulated else "")
    return document_number(run, opened.date, f"{prefix or DEFAULT_PREFIX}-{series}" if series else prefix)


def no_certificate(run: RunView) -> bool:
    """Whether every page of every document bears the mark that it is no certificate."""
    return run.opened.judges is not None or run.opened.regulation.draft


def document_number(run: str, date: str, prefix: str) -> str:
    """Laboratory prefix and the run's identity, in capitals, e.g. SY-20261123-074455-BC5A4D.

    Of an identity longer than 24 characters only the date of the run and its last 12 letters or digits are taken.
    """
    identity = run.upper()
    if len(identity) > _LONGEST_IDENTITY:
        identity = f"{date.replace('-', '')}-{re.sub(r'[^0-9A-Z]', '', identity)[-12:]}"
    return f"{prefix or DEFAULT_PREFIX}-{identity}"
