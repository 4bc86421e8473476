"""`steelyard updates`: the update log of a store."""

from __future__ import annotations

from console.catalogue import messages as m
from console.cli.options import DEFAULT_STORE, Json, Store
from console.language import localised


def updates(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List which versions of the program have written in the store, on which computer, from when on."""
    from console.cli.screen import message, plain, print_json, print_table
    from services.updates import updates as update_log

    found = update_log(store)
    if json:
        print_json(found)
        return
    rows = [
        [u["time"][:10], plain(u["version"]), u["manifest"][:16], message(m.RELEASED if u["released"] else m.NOT_RELEASED),
         u["installed"], plain(u["station"]), u["key"]]
        for u in found
    ]  # fmt: skip
    titles = (m.SINCE, m.VERSION, m.MANIFEST, m.STATE, m.INSTALLED, m.STATION, m.KEY)
    print_table("", [localised(title) for title in titles], rows, whole=(0, 2))
