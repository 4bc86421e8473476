"""`steelyard due`: what falls due, is overdue, was never verified, or failed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.changes import AsOf
from console.cli.endings import ending
from console.cli.options import DEFAULT_STORE, DateOption, Json, Store, day

SHOWN = 500
"""Instruments on a screen, where no limit is given."""
Division = Annotated[str, typer.Option("--division", metavar="CODE")]


def due(
    days: Annotated[int, typer.Option("--days", metavar="N", min=0)] = 30,
    overdue: Annotated[bool, typer.Option("--overdue")] = False,  # noqa: FBT002
    division: Division = "",
    owner: Annotated[str, typer.Option("--owner", metavar="KEY")] = "",
    date: DateOption = None,
    as_of: AsOf = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1)] = None,
    table: Annotated[Path | None, typer.Option("--table", metavar="FILE")] = None,
    calendar: Annotated[Path | None, typer.Option("--calendar", metavar="FILE", callback=ending(".ics"))] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List instruments that fall due within some days, are overdue, were never verified, or failed."""
    from console.catalogue import compulsory_texts as c
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import current, localised
    from registers.book import MOST
    from registers.catalogue import NOT_VERIFIED
    from registers.due import STATES
    from services.due import due_rows, write_calendar, write_due_table

    on = day(date)
    shown = table is None and calendar is None and not json
    rows, counts = due_rows(
        store, on, days, division=division, owner=owner, overdue=overdue, as_of=as_of.date() if as_of else None,
        limit=limit or (SHOWN if shown else MOST),
    )  # fmt: skip
    if table is not None:
        write_due_table(rows, table, str(current()))
        typer.echo(table)
    if calendar is not None:
        write_calendar(rows, calendar, str(current()))
        typer.echo(calendar)
    if json:
        print_json(rows)
        return
    if shown:
        lines = [
            [plain(r["key"]), text_of(STATES[r["state"]]), r["until"], "" if r["days"] is None else str(r["days"]),
             plain(r["name"]), plain(r.get("serial", "")), plain(r["owner_name"]), plain(r.get("place", ""))]
            for r in rows
        ]  # fmt: skip
        titles = (m.KEY, m.STATE, m.UNTIL, m.DAYS_LEFT, m.INSTRUMENT, m.SERIAL, m.OWNER, m.PLACE)
        print_table("", [localised(t) for t in titles], lines, whole=(0, 2))
    for state, text in STATES.items():
        if count := counts.get(state, 0):
            tell(m.COUNTED, what=localised(text), count=count)
    if unverified := sorted({r["item"] for r in rows if NOT_VERIFIED.en in r["catalogue"]["en"]}):
        tell(c.RELIED_ON, count=sum(r["item"] in unverified for r in rows), items=", ".join(unverified))
    if len(rows) < (total := sum(counts.values())):
        tell(m.MOST_URGENT, count=len(rows), total=total)
