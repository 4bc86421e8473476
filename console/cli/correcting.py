"""`reevaluate`, `amend`: when a certificate, or an entry, turns out to have been wrong."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def reevaluate(
    standard: Annotated[
        str,
        typer.Option("--standard", metavar="ID", help="The standard, as standards.toml names it, or one certificate."),
    ],
    since: Annotated[
        datetime,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Runs of this day and later are decided again."),
    ],
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE.toml", help="The fields that are no longer as they were."),
    ] = None,
    withdrawn: Annotated[  # noqa: FBT002
        bool, typer.Option("--withdrawn", help="There is no valid certificate at all.")
    ] = False,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Decide stored runs again after a standard's recall: 0 nothing changes, 1 something does. Stores nothing."""
    from console.cli.reevaluating import tell

    raise typer.Exit(tell(standard, since.date(), certificate, store, withdrawn=withdrawn, as_json=json))


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
    from console.cli.ending import finish
    from services.amend import amend as correct

    new = correct(run, store, address=address, text=value, why=reason, operator=operator, bench=bench)
    raise typer.Exit(finish([new], store, as_json=json))
