"""`steelyard init`: a laboratory's folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Make a laboratory's folder to start from: registers, simulated benches, example subjects."""
    from services.template import copy_template

    for path in copy_template(folder):
        typer.echo(path)
    typer.echo(f'\nsteelyard run "JJG 539" --bench {folder}/benches/scale.toml --subject {folder}/subjects/scale.toml')
