"""`steelyard example`: a simulated bench and two subjects for a regulation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def example(
    regulation: Annotated[str, typer.Argument(metavar="REG")],
    output: Annotated[Path, typer.Option("-o", "--output")],
) -> None:
    """Write a simulated bench, a good and a bad subject for a regulation, and print the commands that run them."""
    from services.laboratory.example import write_example

    for line in write_example(regulation, output):
        typer.echo(line)
