"""`new driver`: a beginning that works, to be filled with the instrument's manual."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

new = typer.Typer(
    help="Begin something of the laboratory's own: a driver, its simulated instrument, their tests.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@new.callback()
def _group() -> None:
    """Begin something of the laboratory's own: a driver, its simulated instrument, their tests."""


@new.command()
def driver(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name for bench files, such as acme_9000.")],
    laboratory: Annotated[
        Path, typer.Option("--laboratory", help="The laboratory's folder, with its laboratory.toml.")
    ] = Path(),
    unit: Annotated[str, typer.Option("--unit", help="Unit of what the instrument reads.")] = "V",
) -> None:
    """Write a driver, its simulated instrument and tests that pass into the laboratory's plugin folder."""
    from services.scaffold import new_driver

    written = new_driver(name, laboratory, unit)
    for path in written:
        typer.echo(path)
    typer.echo(f"\npytest {written[-1].parent}")
