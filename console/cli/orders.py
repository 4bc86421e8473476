"""`steelyard orders`, `jobs`, `instruments`: the steps of the work, beside what every register has."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from console.cli.changes import By, Fields, Key, Why
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, Batch, Json, Store, day
from console.cli.registers import group, tell_key

orders, jobs, instruments = group("orders"), group("jobs"), group("instruments")
Day = Annotated[dt.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"])]


@orders.command("new", cls=Command)
def new(
    instrument: Annotated[list[str], typer.Argument(metavar="INSTRUMENT...")],
    client: Annotated[str, typer.Option("--client", metavar="KEY")],
    fields: Fields = None,
    regulation: Annotated[str, typer.Option("--regulation", metavar="REG")] = "",
    stage: Annotated[str, typer.Option("--stage")] = "",
    bench: Annotated[str, typer.Option("--bench", metavar="FILE")] = "",
    batch: Batch = "",
    cost: Annotated[str, typer.Option("--cost", metavar="AMOUNT")] = "0",
    on: Day = None,
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Take in instruments: makes an order with a job for each; prints its number."""
    from services.orders import take_in

    common = {"regulation": regulation, "stage": stage, "bench": bench, "batch": batch, "cost": cost}
    key = take_in(store, instrument, client, day(on), fields or [], common, by, reason)
    tell_key(key, as_json=json)


@jobs.command("advance", cls=Command)
def advance(
    keys: Annotated[list[str], typer.Argument(metavar="JOB...")],
    to: Annotated[str, typer.Option("--to", metavar="STATE")],
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Bring jobs to their next state: checked, approved, issued, returned, at-bench, received, cancelled."""
    from services.orders import advance_all

    tell_key(", ".join(advance_all(store, keys, to, by, reason)), as_json=json)


@jobs.command("adjust", cls=Command)
def adjust(
    key: Key,
    what: Annotated[str, typer.Option("--what", metavar="TEXT")],
    on: Day = None,
    by: By = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """State what was adjusted or repaired; the next run of the job is as left."""
    from services.runs.adjusting import adjust as adjust_job

    adjust_job(store, key, what, day(on), by)
    tell_key(key, as_json=json)


@instruments.command("register", cls=Command)
def register(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    fields: Fields = None,
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Add an instrument from a subject file, with its nameplate; prints its key."""
    from services.orders import register_subject

    tell_key(register_subject(store, file, fields or [], by, reason), as_json=json)


@instruments.command("duplicates", cls=Command)
def duplicates(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Propose instruments that may be registered twice; nothing is merged."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table
    from console.language import localised
    from services.register.duplicates import proposals

    found = proposals(store)
    if json:
        print_json([list(group) for group in found])
        return
    rows = [[plain(str(n)), *map(plain, line)] for n, group in enumerate(found, 1) for line in group]
    print_table("", ["#", *(localised(t) for t in (m.KEY, m.SERIAL, m.MAKER, m.MODEL, m.PLACE))], rows, whole=(1, 2))


@instruments.command("merge", cls=Command)
def merge(
    key: Key,
    into: Annotated[str, typer.Option("--into", metavar="KEY")],
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """State that two rows are one instrument: the first is kept as registered twice, its history goes to the second."""
    from services.register.duplicates import merge as merged

    merged(store, key, into, by, reason)
    tell_key(into, as_json=json)
