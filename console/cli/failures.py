"""Every failure a person can cause or meet: a message, or one JSON document with `--json`, and an exit code."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any

from console.catalogue import messages, usage
from console.cli.help import usage_problem
from console.cli.screen import DEFECT, INTERRUPTED, REFUSED, message, print_json, print_json_once, say, tell, text_of
from console.language import localised

if TYPE_CHECKING:
    from metrology.text import Text
    from services.failures import Failure

MOST_LINES = 15


def report(error: BaseException, *, as_json: bool = False) -> int:
    """Say what happened and what to do; returns the exit code. A defect of Steelyard is shown whole."""
    from services.failures import failure
    from services.operational_log.log import log_failure

    found = failure(error)
    log_failure(" ".join(sys.argv[1:2]), found, error)
    if found is None:
        traceback.print_exception(error)
        tell(messages.DEFECT)
        if as_json:
            print_json_once({"defect": f"{type(error).__name__}: {error}"})
        return DEFECT
    _tell(found)
    if as_json:
        print_json_once(found.document())
    return INTERRUPTED if found.kind == "interrupted" else REFUSED


def _tell(found: Failure) -> None:
    if found.kind == "interrupted":
        say(message(messages.INTERRUPTED, reason=localised(found.reasons[0])))
        if found.run:
            say(message(messages.RESUME_WITH, run=found.run))
        return
    if found.about.en:
        _listed(found.about, found.reasons)
    else:
        _listed(found.reasons[0], found.reasons[1:])


def _listed(about: Text, reasons: Any) -> None:
    say(f"{message(messages.ERROR)}: {text_of(about)}")
    for reason in reasons[:MOST_LINES]:
        say(f"  • {text_of(reason)}")
    if len(reasons) > MOST_LINES:
        tell(messages.MORE_PROBLEMS, count=len(reasons) - MOST_LINES)


def report_usage(error: Any, *, as_json: bool) -> int:
    """Say what is wrong with the command line; 0 where no argument at all asks for help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(error.format_message() + "\n")
        return REFUSED
    problem: Text = usage_problem(error)
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        sys.stderr.write(ctx.command.get_usage(ctx).replace("Usage: ", localised(usage.USAGE), 1) + "\n")
    say(f"{message(messages.ERROR)}: {text_of(problem)}")
    if ctx is not None:
        tell(usage.TRY_HELP, command=ctx.command_path)
    if as_json:
        print_json({"refused": [problem.to_dict()]})
    return REFUSED
