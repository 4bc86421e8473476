"""`steelyard export`: one run as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, RunName, Store


def export(
    run: RunName,
    output: Annotated[Path, typer.Option("-o", "--output")],
    store: Store = DEFAULT_STORE,
) -> None:
    """Export a run: readings and conclusions as a table for other software, or as a bundle for an auditor."""
    from services.export import export_run

    for path in export_run(run, output, store):
        typer.echo(path)
