"""`steelyard agent`: near the instruments, serves the lines of a bench to a bench elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.help import Command, Group
from console.cli.options import BenchFile

agent = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)


@agent.command("keys", cls=Command)
def keys(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR")] = Path(),
) -> None:
    """Make the certificate and the key of an agent, or of a bench that uses one."""
    from console.catalogue import agent_texts as m
    from console.cli.screen import plain, tell
    from services.agent import make_certificate

    certificate, key = make_certificate(name, output)
    tell(m.MADE, certificate=plain(str(certificate)), key=plain(str(key)))


@agent.command("serve", cls=Command)
def serve(
    bench: BenchFile,
    certificate: Annotated[Path, typer.Option("--certificate", metavar="FILE")],
    key: Annotated[Path, typer.Option("--key", metavar="FILE")],
    client: Annotated[list[Path], typer.Option("--client", metavar="FILE")],
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535)] = 8460,
) -> None:
    """Serve the lines of a bench until Ctrl-C; its outputs are safe whenever nobody uses them."""
    from console.catalogue import agent_texts as m
    from console.cli.screen import tell
    from services.agent import STOPPING, serve_agent

    doubtful = serve_agent(bench, certificate, key, client, host, port, lambda address: tell(m.SERVED, address=address))
    if doubtful:
        tell(m.NOT_KNOWN, roles=", ".join(doubtful), seconds=f"{STOPPING:.0f}")
        raise typer.Exit(1)
    tell(m.STOPPED)
