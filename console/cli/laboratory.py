"""`regulations`, `simulate`, `init`, `doctor`: what is there, and what it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import Json


def regulations(
    regulation: Annotated[str, typer.Argument(metavar="[REG]", help="Show one regulation with its items.")] = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """List what is implemented: editions, dates, clauses, and how far each table has been checked."""
    from console.cli.library import show_regulations

    show_regulations(regulation, as_json=json)


def simulate(
    bench: Annotated[Path, typer.Argument(metavar="BENCH", help="A bench file with a [simulation] table.")],
    subject: Annotated[
        Path | None, typer.Option("--subject", help="Subject file: the instrument on the bench.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the simulated laboratory.")] = 0,
) -> None:
    """Serve a bench's simulated instruments on real sockets for any client, until Ctrl-C."""
    from services.simulate import serve

    serve(bench, subject, seed)


def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")]) -> None:
    """Make a laboratory's folder to start from: registers, simulated benches, example subjects."""
    from services.template import copy_template

    for path in copy_template(folder):
        typer.echo(path)
    typer.echo(f'\nsteelyard run "JJG 539" --bench {folder}/benches/scale.toml --subject {folder}/subjects/scale.toml')


def doctor(json: Json = False) -> None:  # noqa: FBT002
    """Say what is missing on this machine, and the command that mends it."""
    from console.cli.health import examine

    raise typer.Exit(examine(as_json=json))
