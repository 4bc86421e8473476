"""Every failure a person can cause or meet, as a message of one screen and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.cli.screen import INTERRUPTED, REFUSED, plain, say

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LINES = 15


def report(error: Exception) -> int:
    """Say what happened and what to do; returns the exit code.

    Raises:
        Exception: The error itself, when it is none of ours: a defect of Steelyard should be seen whole.
    """
    from drivers.bench_file import BenchFileError
    from drivers.errors import InstrumentError
    from procedures.errors import ProcedureError, SubjectError
    from records.errors import RecordsError, RegisterError
    from reports.errors import ReportError
    from sequencer.errors import Interrupted, Refused, SequencerError
    from sequencer.form import FormError

    if isinstance(error, SubjectError | RegisterError | FormError):
        _listed(f"{plain(error.path)}", error.problems)
    elif isinstance(error, BenchFileError):
        _listed("台架文件 bench file", error.reasons)
    elif isinstance(error, Refused):
        _listed("不能开始检定 The run may not start", [f"{r.zh}\n    {r.en}" for r in error.reasons])
    elif isinstance(error, Interrupted):
        say(f"[bold yellow]检定中断 Interrupted[/]: {plain(error)}")
        return INTERRUPTED
    elif isinstance(error, InstrumentError | ProcedureError | RecordsError | SequencerError | ReportError):
        say(f"[bold red]错误 Error[/]: {plain(error)}")
    else:
        raise error
    return REFUSED


def _listed(what: str, problems: Sequence[str]) -> None:
    say(f"[bold red]错误 Error[/]: {what}")
    for problem in problems[:MOST_LINES]:
        say(f"  • {plain(problem)}")
    if len(problems) > MOST_LINES:
        say(f"  … and {len(problems) - MOST_LINES} more")
