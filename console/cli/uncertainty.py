"""`steelyard uncertainty`: evaluate an uncertainty budget."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import Json
from console.language import current


def uncertainty(
    budget: Annotated[Path, typer.Argument(metavar="BUDGET")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
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
    say(*(plain(line) for line in statement(found, current().value)))
    if output is not None:
        say(plain(output))
