"""`steelyard rates before-after`: a special campaign before it, in it and after it."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.changes import AsOf
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, Json, Store
from console.cli.rates import Which, interval, rates

__all__ = ["rates"]


@rates.command("before-after", cls=Command)
def before_after(campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN")], which: Which = False,  # noqa: FBT002
                 as_of: AsOf = None, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Compare the instruments of a special campaign before it, in it and after it; --list names what did not conform."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import localised
    from services.rates.before_after import before_after as compared

    found = compared(store, campaign.strip(), as_of.date() if as_of else None)
    if json:
        print_json(found)
        return
    if which:
        for row in found["rows"]:
            for key in row["failed"]:
                typer.echo(f"{localised(row['name'])}\t{key}")
        return
    lines = [
        [text_of(r["name"]), r["percent"], f"{r['part']}/{r['whole']}", *interval(r), str(r["simulated"])]
        for r in found["rows"]
    ]
    titles = (m.PHASE, m.PASS_RATE, m.COUNTS, m.INTERVAL, m.SIMULATED_RUNS)
    print_table("", [localised(t) for t in titles], lines)
    tell(
        m.CAMPAIGN_CHANGED,
        campaign=plain(found["campaign"]),
        **{n: found[n] for n in ("from", "to", "instruments", "both", "better", "worse")},
    )
    tell(m.DEFINITION, text=localised(found["definition"]))
