"""`steelyard simulate`: serve simulated instruments."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import typer


def simulate(
    bench: Annotated[Path, typer.Argument(metavar="BENCH", help="A bench file with a [simulation] table.")],
    subject: Annotated[
        Path | None, typer.Option("--subject", help="Subject file: the instrument on the bench.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the simulated laboratory.")] = 0,
) -> None:
    """Serve a bench's simulated instruments on real sockets for any client, until Ctrl-C."""
    from console.cli.screen import plain, say
    from services.simulate import serving

    with serving(bench, subject, seed) as addresses:
        for name, address in addresses.items():
            typer.echo(f"{name}\t{address}")
        say(f"[dim]{plain(bench)}: Ctrl-C 停止 stops[/]")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            say("stopped")
