"""`steelyard doctor`: what this machine lacks."""

from __future__ import annotations

from dataclasses import asdict

import typer

from console.cli.options import DEFAULT_STORE, Json, Store


def doctor(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Report what is missing on this machine, and the command that installs it."""
    from console.cli.screen import print_json, say, text_of
    from services.doctor import checks

    found = checks(store)
    if json:
        print_json([asdict(c) for c in found])
    for c in found if not json else ():
        mark = "[bold green]✓[/]" if c.ok else "[bold red]✗[/]"
        say(f"{mark} {text_of(c.name)}: {text_of(c.found)}" + (f"\n    → {text_of(c.remedy)}" if not c.ok else ""))
    raise typer.Exit(0 if all(c.ok for c in found) else 1)
