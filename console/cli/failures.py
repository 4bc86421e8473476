"""Every failure a person can cause or meet, as a message of one screen and an exit code."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from console.cli.screen import INTERRUPTED, REFUSED, plain, say

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LINES = 15


DEFECT = 70
"""Exit code of a defect of Steelyard itself (EX_SOFTWARE); never 1, which would be read as "not conform"."""


def report(error: Exception) -> int:
    """Say what happened and what to do; returns the exit code. An error that is none of ours is shown whole."""
    from drivers.bench_file import BenchFileError
    from drivers.errors import InstrumentError
    from procedures.errors import ProcedureError, SubjectError
    from records.errors import RecordsError, RegisterError
    from reports.errors import ReportError
    from sequencer.errors import Interrupted, Refused, SequencerError
    from sequencer.form import FormError
    from services.uncertainty.budget_file import BudgetFileError

    if isinstance(error, SubjectError | RegisterError | FormError | BudgetFileError):
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
    elif isinstance(error, OSError) and error.filename:
        say(
            f"[bold red]错误 Error[/]: {plain(error.filename)}: {plain(error.strerror)}；请检查路径、权限和磁盘空间 "
            "check the path, the permissions and the space on the disk"
        )
    else:
        traceback.print_exception(error)
        say("[bold red]程序缺陷 A defect of Steelyard[/]: 请将以上内容报告给开发者 please report what stands above")
        return DEFECT
    return REFUSED


def _listed(what: str, problems: Sequence[str]) -> None:
    say(f"[bold red]错误 Error[/]: {what}")
    for problem in problems[:MOST_LINES]:
        say(f"  • {plain(problem)}")
    if len(problems) > MOST_LINES:
        say(f"  … and {len(problems) - MOST_LINES} more")
