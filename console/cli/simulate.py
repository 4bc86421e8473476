"""`steelyard simulate`: serve simulated instruments."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import typer


def simulate(
    bench: Annotated[Path, typer.Argument(metavar="BENCH")],
    subject: Annotated[Path | None, typer.Option("--subject")] = None,
    seed: Annotated[int, typer.Option("--seed")] = 0,
) -> None:
    """Serve a bench's simulated instruments on real sockets for any client, until Ctrl-C."""
    from console.catalogue import messages
    from console.cli.screen import tell
    from services.runs.simulate import serving

    with serving(bench, subject, seed) as addresses:
        for name, address in addresses.items():
            typer.echo(f"{name}\t{address}")
        tell(messages.SERVING, bench=bench)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            tell(messages.STOPPED)
