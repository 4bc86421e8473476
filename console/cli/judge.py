"""`steelyard judge`: what another edition or jurisdiction says of the readings of a stored run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Stage, Store


def judge(
    run: RunName,
    under: Annotated[str, typer.Option("--under", metavar="REG")],
    stage: Annotated[Stage | None, typer.Option("--stage")] = None,
    subject: Annotated[Path | None, typer.Option("--subject", metavar="FILE")] = None,
    operator: Annotated[str, typer.Option("--operator", metavar="ID")] = "",
    bench: Annotated[Path | None, typer.Option("--bench", metavar="FILE")] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Judge the readings of a run by another edition or jurisdiction; nothing is measured, and no certificate follows."""
    from console.cli.progress import on_screen
    from console.cli.summary import finish
    from services.runs.judge import judge as judge_run

    new = judge_run(
        run, under, store, on_screen(), operator=operator, stage=stage or "", subject=subject, bench=bench
    )  # fmt: skip
    raise typer.Exit(finish([new], store, as_json=json))
