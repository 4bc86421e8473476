"""Number, dates and kind of the document that a run gets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.status import Status
from procedures.text import Text
from reports.errors import NoVerdict

if TYPE_CHECKING:
    from reports.view import RunView, Verdict

DEFAULT_PREFIX = "SY"


class Kind(StrEnum):
    """The documents, by the name of their file."""

    CERTIFICATE = "certificate"
    NOTICE = "notice"
    STATEMENT = "report"


@dataclass(frozen=True, slots=True)
class Title:
    """Kind of the document and what stands at its head."""

    kind: Kind
    name: Text


_STATEMENTS = {
    Outcome.CONFORM: Text("检定情况说明", "Statement on a Verification without Certificate"),
    Outcome.UNDECIDED: Text("检定待定说明", "Statement on an Undecided Verification"),
    Outcome.INVALID: Text("检定无效说明", "Statement on an Invalid Verification"),
    Outcome.INCOMPLETE: Text("检定未完成说明", "Statement on an Incomplete Verification"),
    Outcome.NOT_APPLICABLE: Text("检定不适用说明", "Statement on a Verification that does not Apply"),
}


def title(run: RunView) -> Title:
    """Which document the run gets. The verdict is the journal's; nothing is decided here.

    A run that conforms on data that no source supports gets a statement where the laboratory's policy refuses
    certificates on such data.

    Raises:
        NoVerdict: The run is open or interrupted.
    """
    verdict = decided(run)
    if verdict.outcome is Outcome.NOT_CONFORM:
        return Title(Kind.NOTICE, Text("检定结果通知书", "Notice of Verification Result"))
    if verdict.outcome is Outcome.CONFORM and not withheld(run):
        return Title(Kind.CERTIFICATE, Text("检定证书", "Verification Certificate"))
    return Title(Kind.STATEMENT, _STATEMENTS[verdict.outcome])


def withheld(run: RunView) -> bool:
    """Whether the laboratory's policy refuses a certificate because the run depends on data that no source supports."""
    used = {item.status for item in run.results} | {c.comparison.status for c in run.conclusions if c.comparison}
    return run.policy.get("unverified_data") == "refuse" and str(Status.UNVERIFIED) in used | {run.regulation.status}


def decided(run: RunView) -> Verdict:
    """The verdict of a finished run.

    Raises:
        NoVerdict: The run is open or interrupted.
    """
    if run.verdict is None or run.state != "closed":
        raise NoVerdict(
            f"run {run.run} is {run.state}: there is no verdict to print. Go on with: steelyard resume {run.run}"
        )
    return run.verdict


def certificate_number(run: RunView) -> str:
    """Laboratory prefix, date and the last eight letters or digits of the run's identity, e.g. SY-20261123-4F2A90BC."""
    short = re.sub(r"[^0-9A-Za-z]", "", run.run)[-8:].upper()
    return "-".join([run.laboratory.prefix or DEFAULT_PREFIX, run.date.replace("-", ""), short])
