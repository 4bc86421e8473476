"""`steelyard amend`: correct an entry of a person by a new run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def amend(
    run: RunName,
    address: Annotated[str, typer.Option("--address")],
    value: Annotated[str, typer.Option("--value")],
    reason: Annotated[str, typer.Option("--reason")],
    operator: Annotated[str, typer.Option("--operator", metavar="ID")],
    evidence: Annotated[str, typer.Option("--evidence")],
    checked_by: Annotated[str, typer.Option("--checked-by", metavar="ID")],
    bench: Annotated[Path | None, typer.Option("--bench")] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Correct what a person entered, by a new run that cites the old one; the old run stays as it is."""
    from console.cli.progress import on_screen
    from console.cli.summary import finish
    from services.runs.amend import amend as correct

    new = correct(
        run, store, on_screen(), address=address, text=value, why=reason, operator=operator, evidence=evidence,
        checked_by=checked_by, bench=bench,
    )  # fmt: skip
    raise typer.Exit(finish([new], store, as_json=json))
