"""`steelyard keys`: whose seals a store believes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Store, day
from console.language import localised

keys = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
)

Reason = Annotated[str, typer.Option("--reason")]


@keys.command("list", cls=Command)
def list_keys(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Show this station's key and the keys that the store trusts or trusted."""
    from console.catalogue import messages as m
    from console.cli.screen import message, plain, print_json, print_table, tell
    from services.keys import key_list

    found = key_list(store)
    if json:
        print_json(found)
        return
    own = found["own"]
    tell(m.OWN_KEY, key=own["key"], station=own["station"], file=own["file"])
    rows = [
        [k["key"], k["algorithm"], plain(k["station"]), k["since"], k["by"], k["revoked_from"] or (message(m.RESTARTED) if k["restarted"] else ""),
         plain(k["reason"])]
        for k in found["keys"]
    ]  # fmt: skip
    titles = (m.KEY, m.ALGORITHM, m.STATION, m.SINCE, m.SIGNED_BY, m.REVOKED_FROM, m.REASON)
    print_table("", [localised(title) for title in titles], rows, whole=(0,))


@keys.command(cls=Command)
def trust(
    file: Annotated[Path, typer.Argument(metavar="FILE.pub")],
    station: Annotated[str, typer.Option("--station")],
    reason: Reason,
    store: Store = DEFAULT_STORE,
) -> None:
    """List the key of another station; this station's key signs for it."""
    from services.keys import trust as list_key

    entered(list_key(store, file, station=station, reason=reason).n)


@keys.command(cls=Command)
def revoke(
    key: Annotated[str, typer.Argument(metavar="KEY")],
    reason: Reason,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"]),
    ] = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Trust a key no longer: from now on, and from a day on if it was lost earlier."""
    from services.keys import revoke as withdraw

    entered(withdraw(store, key, since=day(since), reason=reason).n)


@keys.command(cls=Command)
def restart(reason: Reason, store: Store = DEFAULT_STORE) -> None:
    """List this station's key although no earlier key signs for it: every one is lost. Each audit names it."""
    from services.keys import restart as list_own

    entered(list_own(store, reason=reason).n)


@keys.command(cls=Command)
def serve(
    socket: Annotated[Path, typer.Argument(metavar="SOCKET")],
) -> None:
    """Hold the key for stations that reach a socket: run it as a user whose files the operator cannot read."""
    from services.keys import serve_key

    serve_key(socket)


def entered(n: int) -> None:
    """Tell which ledger entry a command made."""
    from console.catalogue import messages
    from console.cli.screen import tell

    tell(messages.IN_LEDGER, entry=n)
