"""`steelyard uncertainty`: evaluate an uncertainty budget."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import Json


class Lang(StrEnum):
    """Language of a report."""

    ZH = "zh"
    EN = "en"


def uncertainty(
    budget: Annotated[Path, typer.Argument(metavar="BUDGET", help="Budget file (TOML): model, inputs, correlations.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the distribution as .svg or .png.")
    ] = None,
    lang: Annotated[Lang | None, typer.Option("--lang", help="Language. Default: that of the system.")] = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Evaluate a budget by the GUM and by Monte Carlo, compare both, print the budget table."""
    from console.cli.screen import plain, print_json, say
    from services.uncertainty import BudgetFileError, evaluate, read_budget
    from services.uncertainty.plot import write_plot
    from services.uncertainty.statement import statement

    stated, problem = read_budget(budget)
    try:
        found = evaluate(stated, problem)
        if output is not None:
            write_plot(found, output)
    except (ValueError, ArithmeticError) as error:
        raise BudgetFileError(budget, [str(error)]) from error
    if json:
        print_json(found.to_dict())
        return
    language = lang or (Lang.ZH if _system_language().startswith("zh") else Lang.EN)
    say(*(plain(line) for line in statement(found, language.value)))
    if output is not None:
        say(plain(output))


def _system_language() -> str:
    return next((value for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(key))), "")
