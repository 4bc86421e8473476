"""`steelyard targets`: the targets of the programme, met or not, down to what is behind each."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.changes import By, Why
from console.cli.endings import ending
from console.cli.help import Command, LeavingOut
from console.cli.options import DEFAULT_STORE, Json, Store, day

if TYPE_CHECKING:
    from services.targets.target_file import TargetFile


class Showing(LeavingOut):
    """Of the targets, `show` may be left out: `steelyard targets --at DAY`, `steelyard targets T1`."""

    left_out = "show"


targets = typer.Typer(cls=Showing, rich_markup_mode=None)
On = Annotated[datetime | None, typer.Option("--at", metavar="DAY", formats=["%Y-%m-%d"])]
Known = Annotated[str, typer.Option("--as-known-on", metavar="TIME")]
File = Annotated[Path | None, typer.Option("--targets-file", metavar="FILE")]
MaybeTarget = Annotated[str, typer.Argument(metavar="TARGET")]


@targets.command(cls=Command)
def show(
    target: MaybeTarget = "", at: On = None, known: Known = "",
    by: Annotated[str, typer.Option("--by", metavar="DIMENSION")] = "",
    cell: Annotated[str | None, typer.Option("--cell", metavar="VALUE")] = None,
    list_: Annotated[bool, typer.Option("--list")] = False,  # noqa: FBT002
    missing: Annotated[bool, typer.Option("--not-counted")] = False,  # noqa: FBT002
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1)] = 200,
    level: Annotated[str, typer.Option("--level", metavar="LEVEL")] = "city",
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", callback=ending(".xlsx"))] = None,
    file: File = None, store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """List every target, or one with its parts and what is behind it."""
    from console.cli.screen import print_json
    from console.cli.targets_view import show_scorecard, show_target
    from services.rates import rates
    from services.targets import documents

    on = day(at)
    listed = read_file(file)
    when = documents.known_at(on, _time(known), day(None))
    if not target:
        found = documents.targets(store, listed, on, when)
        if xlsx is not None:
            _write(found, xlsx)
        print_json(found) if json else show_scorecard(found)
        return
    digits = rates.choice((), level, "", "").level
    value = None if cell is None else "" if cell == "-" else cell
    found = documents.one_target(
        store, listed, target, on, when, by=by, value=value, counts=False if missing else None, limit=limit,
        listed=list_ or missing or cell is not None, level=digits,
    )  # fmt: skip
    print_json(found) if json else show_target(found)


@targets.command(cls=Command)
def record(
    target: Annotated[str, typer.Argument(metavar="TARGET")],
    value: Annotated[str, typer.Option("--value", metavar="NUMBER")],
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT")],
    on: Annotated[datetime | None, typer.Option("--on", metavar="DAY", formats=["%Y-%m-%d"])] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "", by: By = "", reason: Why = "",
    file: File = None, store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Record a figure that cannot be counted."""
    from console.catalogue import target_texts as m
    from console.cli.screen import print_json, tell
    from services.targets.recorded import Statement, record

    given = Statement(target.strip().upper(), value, day(on), evidence, note)
    found = record(store, read_file(file), given, by, reason, day(None))
    if json:
        print_json(found)
    else:
        tell(m.KEPT, **{name: found[name] for name in ("figure", "value", "unit", "on", "by", "key")})


@targets.command(cls=Command)
def recorded(target: MaybeTarget = "", store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List what was recorded."""
    from console.cli.screen import print_json
    from console.cli.targets_view import show_recorded
    from services.targets.recorded import listed

    found = listed(store, target.strip().upper())
    print_json(found) if json else show_recorded(found)


def read_file(given: Path | None) -> TargetFile:
    """The targets: the file given, that of this folder, or the one that comes with the program."""
    from services.targets.figures import KNOWN
    from services.targets.target_file import read_targets, target_file

    return read_targets(given if given is not None else target_file(Path()), KNOWN)


def _time(text: str) -> str:
    from services.targets.sources import time_known

    return time_known(text) if text else ""


def _write(found: dict[str, Any], file: Path) -> None:
    from records.durable_file import write_durably
    from reports.targets import targets_xlsx

    write_durably(file, targets_xlsx(found, f"{dt.date.fromisoformat(found['on'])}T23:59:59+00:00"))


@targets.command(cls=Command)
def report(
    year: Annotated[int, typer.Option("--year", metavar="YYYY")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR")],
    known: Known = "", file: File = None,
    laboratory: Annotated[Path, typer.Option("--laboratory", metavar="FILE")] = Path("laboratory.toml"),
    store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Write the yearly report: PDF and workbook."""
    from console.catalogue import target_texts as m
    from console.cli.screen import print_json, tell
    from services.targets.yearly import write_report, yearly

    listed = read_file(file)
    found = yearly(store, listed, year, _time(known), day(None))
    written = [str(path) for path in write_report(found, listed, laboratory, output)]
    if json:
        print_json({**found, "written": written})
        return
    for path in written:
        typer.echo(path)
    tell(m.AGAIN, year=year, known=found["known_on"])
