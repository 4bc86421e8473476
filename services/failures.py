"""What a failure means for a person: every reason in both languages, whatever the user interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drivers.bench_tables import BenchFileError
from drivers.errors import InstrumentError
from exchange.errors import ExchangeError
from messages import both
from metrology.text import NO_TEXT, Text
from monitoring.errors import MonitorError, NotKept
from procedures.errors import CampaignFileError, FiguresError, ProcedureError, SubjectError
from records.errors import RecordsError, RegisterError
from registers.errors import NothingToShow, NotRegistered, RegistersError
from reports.errors import DccRefused, ReportError
from sequencer.errors import Interrupted, Refused, SequencerError
from sequencer.form import FormError
from services.accounts.errors import AccessRefused
from services.dynamics.refused import RecordingRefused
from services.refused.bad_search import BadSearch
from services.refused.campaign_refused import CampaignRefused
from services.refused.prediction_refused import NothingToPredict
from services.refused.queue_refused import QueueRefused
from services.risk import NoSuchRisk
from services.targets.errors import BadTargets
from services.uncertainty.budget_file import BudgetFileError
from services.uncertainty.detection_power import NoSuchDesign

if TYPE_CHECKING:
    from collections.abc import Sequence

BENCH_FILE = Text("检定装置文件", "bench file")
REGISTERS = Text("登记未更改", "nothing was changed in the registers")
START = Text("不满足开检条件", "the run may not start")
CANNOT = Text("登记的数据不允许", "what the registers hold does not allow it")

KINDS = (Interrupted, Refused, RegistersError, AccessRefused, ExchangeError, MonitorError, NotKept, SubjectError, CampaignFileError, RegisterError, FormError, BudgetFileError,
         FiguresError, BenchFileError, InstrumentError, ProcedureError, RecordsError, SequencerError, ReportError, OSError)  # fmt: skip
"""Every kind of failure that `failure` can explain."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure that a person can cause or meet.

    Attributes:
        kind: `refused`, or `interrupted` for a run that can be resumed.
        reasons: Every reason.
        about: What the reasons are about, such as a file; may be empty.
        run: The run that was interrupted, if any.
    """

    kind: str
    reasons: Sequence[Text]
    about: Text = NO_TEXT
    run: str = ""

    def document(self) -> dict[str, Any]:
        """The JSON document of a refusal: `{"refused": [{"zh": …, "en": …}, …]}`."""
        found: dict[str, Any] = {self.kind: [reason.to_dict() for reason in self.reasons]}
        if self.about.en:
            found["about"] = self.about.to_dict()
        return found | ({"run": self.run} if self.run else {})


def failure(error: BaseException) -> Failure | None:
    """What a failure means; None for a defect of the program."""
    if isinstance(error, Interrupted):
        return Failure("interrupted", [both(error.reason)], run=error.run)
    reasons, about = _refusal(error)
    return Failure("refused", reasons, about) if reasons else None


def _refusal(error: BaseException) -> tuple[list[Text], Text]:
    if isinstance(error, Refused | RegistersError | AccessRefused | ExchangeError | MonitorError):
        headings: tuple[tuple[type[Exception], Text], ...] = (
            (BadSearch, NO_TEXT),
            (CampaignRefused, NO_TEXT),
            (NoSuchDesign, NO_TEXT),
            (RecordingRefused, NO_TEXT),
            (NoSuchRisk, NO_TEXT),
            (NothingToPredict, NO_TEXT),
            (Refused, START),
            (NothingToShow, CANNOT),
            (NotRegistered, NO_TEXT),
            (QueueRefused, NO_TEXT),
            (AccessRefused, NO_TEXT),
            (ExchangeError, NO_TEXT),
            (MonitorError, NO_TEXT),
        )
        return error.reasons, next((text for kind, text in headings if isinstance(error, kind)), REGISTERS)
    if isinstance(
        error,
        SubjectError | CampaignFileError | RegisterError | FormError | BudgetFileError | FiguresError | DccRefused,
    ):
        problems = error.reasons if isinstance(error, BadTargets) else _texts(error.problems)
        return problems, Text.same(str(error.path))
    if isinstance(error, BenchFileError):
        return _texts(error.reasons), BENCH_FILE
    if isinstance(error, InstrumentError | NotKept | ProcedureError | RecordsError | SequencerError | ReportError):
        return [_said(error)], NO_TEXT
    if isinstance(error, OSError) and error.filename:
        what = both(f"{error.filename}: {error.strerror}")
        remedy = Text("请检查路径、权限和磁盘空间", "check the path, the permissions and the disk space")
        return [Text(f"{what.zh}；{remedy.zh}", f"{what.en}; {remedy.en}")], NO_TEXT
    return [], NO_TEXT


def _said(error: BaseException) -> Text:
    if isinstance(error, InstrumentError):
        where, what, remedy = both(error.where), both(error.what), both(error.remedy)
        return Text(f"{where.zh}：{what.zh}{remedy.zh}", str(error))
    if isinstance(error, NotKept):
        return Text(f"数据未能落盘：{error.reason}", f"nothing was made durable: {error.reason}")
    return both(str(error))


def _texts(problems: Sequence[str | Text]) -> list[Text]:
    return [both(p) if isinstance(p, str) else p for p in problems]
