"""`steelyard verify`: check the integrity of stored runs."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, Store


def verify(
    run: Annotated[
        str, typer.Argument(metavar="[RUN]", help="Run id, `last`, or a bundle; every run when absent.")
    ] = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Check the hash chain of a run, or of all: 0 intact, 1 names the first broken entry."""
    from console.cli.screen import both, plain, print_json, say
    from services.verify import verify_runs

    found = verify_runs(run, store)
    broken = [b for _, b in found if b]
    if json:
        first = {"run": broken[0].run, "entry": broken[0].seq, "problem": broken[0].problem} if broken else None
        print_json({"runs": [name for name, _ in found], "intact": not broken, "first_broken": first})
    if not found:
        say(f"{both({'zh': '没有检定记录，什么也没有核对', 'en': 'no runs, nothing was checked'})}: {plain(store)}")
    for name, problem in found if not json else ():
        intact = f"[bold green]✓[/] {name} {both({'zh': '完整', 'en': 'intact'})}"
        say(f"[bold red]✗[/] {plain(problem)}" if problem else intact)
    raise typer.Exit(1 if broken else 0)
