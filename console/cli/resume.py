"""`steelyard resume`: resume an interrupted run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def resume(
    run: RunName,
    bench: Annotated[Path | None, typer.Option("--bench")] = None,
    operator: Annotated[str, typer.Option("--operator", metavar="ID")] = "",
    override: Annotated[list[str] | None, typer.Option("--override", metavar="GATE:PERSON:REASON")] = None,
    together: Annotated[bool, typer.Option("--together")] = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Resume an interrupted run. Completed readings are kept; the interrupted one is repeated."""
    from console.cli.progress import on_screen
    from console.cli.summary import finish, telling_interruptions
    from console.cli.terminal import Terminal
    from services.runs.resume import resume as resume_run
    from services.runs.resume_together import interrupted_with, resume_together
    from services.runs.run_control import RunControl

    control = RunControl()
    given: dict[str, Any] = {"bench_file": bench, "person": operator, "override": override or (), "control": control}
    with telling_interruptions(store, as_json=json):
        if together:
            runs = resume_together(interrupted_with(store, run), store, on_screen(), Terminal(control), **given)
        else:
            runs = [resume_run(run, store, on_screen(), Terminal(control), **given)]
    raise typer.Exit(finish(runs, store, as_json=json))
