"""How a work ended, in words: complete, stopped, refused, or by a defect; told whatever else fails at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from messages import both
from metrology.text import Text
from sequencer.errors import Refused
from services.failures import failure
from services.operational_log.log import log_failure
from services.today.unfinished import may_go_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEFECT = Text("程序缺陷，检定已停止；请保留运行日志", "a defect of the program; the run has stopped, keep the log")
COMPLETE = Text("检定完成", "the run is complete")
"""Why a work ended that reached its verdicts."""


class Ending(NamedTuple):
    """How a work ended.

    Attributes:
        reasons: Why.
        refused: Whether it never began.
        gates: Names of the start gates that refused it.
        again: The first run whose resume was refused, where it may be tried once more; empty for none.
    """

    reasons: tuple[Text, ...] = (COMPLETE,)
    refused: bool = False
    gates: tuple[str, ...] = ()
    again: str = ""


def ended_by(work: Callable[[], object], began: Callable[[], bool], store: str, resumes: Sequence[str]) -> Ending:
    """Do a work and say how it ended.

    Args:
        work: Does it.
        began: Whether a run of it has begun.
        store: Address of the store.
        resumes: The runs that it resumes; none where it begins one.
    """
    try:
        work()
    except BaseException as error:  # noqa: BLE001  whatever ends a work is told to those who follow it
        try:
            return _explained(error, began(), store, resumes)
        except Exception:  # noqa: BLE001  what explains a failure may fail as well
            return Ending((DEFECT, Text.same(f"{type(error).__name__}: {error}")))
    return Ending()


def _explained(error: BaseException, began: bool, store: str, resumes: Sequence[str]) -> Ending:  # noqa: FBT001
    found = failure(error)
    reasons = tuple(found.reasons) if found is not None else (DEFECT, both(str(error)))
    refused = found is not None and found.kind == "refused" and not began
    gates = error.gates if isinstance(error, Refused) else ()
    again = next((run for run in resumes if refused and may_go_on(store, run)), "")
    log_failure("console", found, error)
    return Ending(reasons, refused, gates, again)
