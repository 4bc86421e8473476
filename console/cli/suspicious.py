"""`steelyard suspicious`: searches all records for what honest readings seldom look like."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, Store


def suspicious(
    regulation: Annotated[str, typer.Option("--regulation", metavar="EDITION")] = "",
    since: Annotated[datetime | None, typer.Option("--since", formats=["%Y-%m-%d"])] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Search all records for suspicious data, with the probability of each and the records to compare."""
    from console.catalogue import suspicious_help as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import localised
    from services.suspicious_data.suspicious import search

    found = search(store, regulation, f"{since:%Y-%m-%d}" if since else "")
    if json:
        print_json(found.to_dict())
        return
    lines = [
        [
            plain(s.run),
            plain(s.serial),
            *map(text_of, (s.alert.name, s.alert.saw, s.alert.chance)),
            plain(" ".join(s.compare)),
        ]
        for s in found.found
    ]
    if lines:
        titles = (m.RECORD, m.SERIAL, m.ALERT, m.SEEN, m.CHANCE, m.COMPARE)
        print_table("", [localised(t) for t in titles], lines, whole=(0,))
    for name, copies in found.copies.items():
        tell(m.LIMITS, regulation=name, limits=localised(copies.limits))
    tell(m.SEARCHED, runs=found.runs, readings=found.readings, found=len(found.found))
