"""`steelyard uncertainty`: evaluate an uncertainty budget."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, Store
from console.language import current


def uncertainty(
    budget: Annotated[str, typer.Argument(metavar="BUDGET")],
    at: Annotated[str, typer.Option("--at", metavar="POINT")] = "",
    store: Store = DEFAULT_STORE,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Evaluate a budget by the GUM and by Monte Carlo, compare both, print the budget table; several results with their covariance."""
    from console.cli.screen import plain, print_json, say
    from services.uncertainty import BudgetFileError, budget_of_run, evaluate, read_budget
    from services.uncertainty.plot import write_plot
    from services.uncertainty.statement import statement
    from services.uncertainty.vector import evaluate_vector, read_vector
    from services.uncertainty.vector_statement import vector_statement

    if not at and (several := read_vector(Path(budget))) is not None:
        if output is not None:
            raise BudgetFileError(Path(budget), ["a budget of several results is not drawn; leave --output out"])
        joint = evaluate_vector(several, Path(budget))
        if json:
            print_json(joint.to_dict())
        else:
            say(*(plain(line) for line in vector_statement(joint, current().value)))
        return
    stated, problem = budget_of_run(budget, at, store) if at else read_budget(Path(budget))
    try:
        found = evaluate(stated, problem)
        if output is not None:
            write_plot(found, output)
    except (ValueError, ArithmeticError) as error:
        raise BudgetFileError(Path(budget), [str(error)]) from error
    if json:
        print_json(found.to_dict())
        return
    say(*(plain(line) for line in statement(found, current().value)))
    if output is not None:
        say(plain(output))
