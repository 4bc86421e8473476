"""`steelyard amend`: correct an entry of a person by a new run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def amend(
    run: RunName,
    address: Annotated[
        str, typer.Option("--address", help="Address of the entry, as `show --json` and forms give it.")
    ],
    value: Annotated[str, typer.Option("--value", help="What should have been entered, as in a form.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; every document of the new run cites it.")],
    operator: Annotated[
        str, typer.Option("--operator", metavar="ID", help="Who corrects it, as people.toml names them.")
    ],
    bench: Annotated[
        Path | None, typer.Option("--bench", help="The bench file, if the laboratory's folder has moved.")
    ] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Correct what a person entered, by a new run that cites the old one; the old run stays as it is."""
    from console.cli.progress import on_screen
    from console.cli.summary import finish
    from services.amend import amend as correct

    new = correct(run, store, on_screen(), address=address, text=value, why=reason, operator=operator, bench=bench)
    raise typer.Exit(finish([new], store, as_json=json))
