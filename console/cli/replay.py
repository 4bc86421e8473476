"""`steelyard replay`: recompute a run from its journal."""

from __future__ import annotations

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def replay(run: RunName, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Recompute the verdict of a run from its journal, no instrument attached: 0 identical, 1 differs."""
    from console.catalogue import messages
    from console.cli.screen import print_json, tell
    from services.replay import replay_run

    document = replay_run(run, store)
    if json:
        print_json(document)
    elif document["difference"]:
        tell(messages.DIFFERS, run=document["run"], difference=document["difference"])
    else:
        tell(messages.IDENTICAL, run=document["run"], outcome=document["outcome"])
    raise typer.Exit(0 if document["identical"] else 1)
