"""`steelyard replay`: recompute a run from its journal."""

from __future__ import annotations

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def replay(run: RunName, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Recompute the verdict of a run from its journal, no instrument attached: 0 identical, 1 differs."""
    from console.catalogue import messages
    from console.cli.screen import print_json, say, tell, words
    from console.language import localised
    from services.runs.replay import replay_run

    document = replay_run(run, store)
    if json:
        print_json(document)
    elif document["difference"]:
        tell(messages.DIFFERS, run=document["run"], difference=localised(document["difference"]))
    else:
        say(
            localised(messages.IDENTICAL).format(
                run=document["run"], outcome=words(document["outcome"], document["kind"])
            )
        )
    raise typer.Exit(0 if document["identical"] else 1)
