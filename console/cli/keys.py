"""`steelyard keys`: whose seals a store believes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, Store, day

keys = typer.Typer(
    help="密钥 · The station keys that a store trusts: a signed list in its ledger.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the ledger.")]


@keys.command("list")
def list_keys(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Show this station's key and the keys that the store trusts or trusted."""
    from console.cli.screen import plain, print_json, print_table, say
    from services.keys import key_list

    found = key_list(store)
    if json:
        print_json(found)
        return
    own = found["own"]
    say(f"本站密钥 own key [bold]{own['key']}[/] {plain(own['station'])}: {plain(own['file'])}")
    rows = [
        [k["key"], plain(k["station"]), k["since"], k["by"], k["revoked_from"] or ("重启 restarted" if k["restarted"] else ""),
         plain(k["reason"])]
        for k in found["keys"]
    ]  # fmt: skip
    columns = ["密钥 Key", "站 Station", "自 Since", "签署 By", "撤销自 Revoked from", "理由 Reason"]
    print_table("", columns, rows, whole=("密钥 Key",))


@keys.command()
def trust(
    file: Annotated[Path, typer.Argument(metavar="FILE.pub", help="The public key of the other station.")],
    station: Annotated[str, typer.Option("--station", help="What that station is called.")],
    reason: Reason,
    store: Store = DEFAULT_STORE,
) -> None:
    """List the key of another station; this station's key signs for it."""
    from services.keys import trust as list_key

    entered(list_key(store, file, station=station, reason=reason).n)


@keys.command()
def revoke(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its fingerprint, or the beginning of it.")],
    reason: Reason,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--from", formats=["%Y-%m-%d"], help="Runs begun on this day or later are not believed. Default: today."
        ),
    ] = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Trust a key no longer: from now on, and from a day on if it was lost earlier."""
    from services.keys import revoke as withdraw

    entered(withdraw(store, key, since=day(since), reason=reason).n)


@keys.command()
def restart(reason: Reason, store: Store = DEFAULT_STORE) -> None:
    """List this station's key although no earlier key signs for it: every one is lost. Each audit names it."""
    from services.keys import restart as list_own

    entered(list_own(store, reason=reason).n)


@keys.command()
def serve(
    socket: Annotated[Path, typer.Argument(metavar="SOCKET", help="Path of a Unix socket.")],
) -> None:
    """Hold the key for stations that reach a socket: run it as a user whose files the operator cannot read."""
    from services.keys import serve_key

    serve_key(socket)


def entered(n: int) -> None:
    """Tell which ledger entry a command made."""
    from console.cli.screen import both, say

    say(both({"zh": f"已记入台账第 {n} 条", "en": f"entered in the ledger as entry {n}"}))
