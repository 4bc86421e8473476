"""`steelyard new`: skeletons for the laboratory folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.help import Command, Group

new = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)


@new.callback()
def _group() -> None:
    """Create a skeleton in the laboratory folder."""


@new.command(cls=Command)
def driver(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    laboratory: Annotated[Path, typer.Option("--laboratory")] = Path(),
    unit: Annotated[str, typer.Option("--unit")] = "V",
) -> None:
    """Create a driver, its simulated instrument and passing tests."""
    from services.laboratory.scaffold import new_driver

    written = new_driver(name, laboratory, unit)
    for path in written:
        typer.echo(path)
    typer.echo(f"\npytest {written[-1].parent}")


@new.command(cls=Command)
def regulation(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    laboratory: Annotated[Path, typer.Option("--laboratory")] = Path(),
) -> None:
    """Create a regulation that runs at once, with bench, subjects, standards, authorisation and tests."""
    from services.laboratory.new_regulation import new_regulation

    written, number = new_regulation(name, laboratory)
    for path in written:
        typer.echo(path)
    bench, subject = written[3], written[4]
    typer.echo(f'\nsteelyard run "{number}" --bench {bench} --subject {subject}')
