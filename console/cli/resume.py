"""`steelyard resume`: resume an interrupted run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def resume(
    run: RunName,
    bench: Annotated[Path | None, typer.Option("--bench")] = None,
    operator: Annotated[str, typer.Option("--operator", metavar="ID")] = "",
    override: Annotated[list[str] | None, typer.Option("--override", metavar="GATE:PERSON:REASON")] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Resume an interrupted run. Completed readings are kept; the interrupted one is repeated."""
    from console.cli.progress import on_screen
    from console.cli.summary import finish, telling_interruptions
    from console.cli.terminal import Terminal
    from services.resume import resume as resume_run
    from services.run_control import RunControl

    control = RunControl()
    with telling_interruptions(store, as_json=json):
        name = resume_run(
            run, store, on_screen(), Terminal(control), bench_file=bench, person=operator, override=override or (),
            control=control,
        )  # fmt: skip
    raise typer.Exit(finish([name], store, as_json=json))
