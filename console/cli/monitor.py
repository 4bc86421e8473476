"""`steelyard monitor`: read meters on a schedule, and look at what was kept."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.help import Command, Group
from console.cli.monitor_alarms import acknowledge, alarms
from console.cli.monitor_registers import enter, replaced, rollover
from console.cli.monitor_upload import Uploads
from console.cli.monitor_view import show_check, show_events, show_gaps, show_quality, show_states
from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitoring.alarm_deciding import Alarm
    from monitoring.errors import NotKept
    from monitoring.sample import Sample

MISSING = 1
"""Exit code where something is missing."""
File = Annotated[Path, typer.Argument(metavar="FILE")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1)]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"])]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"])]


class MonitorGroup(Group):
    """A first word that is no command is a monitor file, which is run."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` in front of a file."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["run", *args]
        return list(super().parse_args(ctx, args))


monitor = typer.Typer(cls=MonitorGroup, no_args_is_help=True, rich_markup_mode=None)
monitor.command("alarms", cls=Command)(alarms)
monitor.command("acknowledge", cls=Command)(acknowledge)
monitor.command("enter", cls=Command)(enter)
monitor.command("rollover", cls=Command)(rollover)
monitor.command("replaced", cls=Command)(replaced)


@monitor.command("run", cls=Command)
def run(
    file: File,
    check: Annotated[bool, typer.Option("--check")] = False,  # noqa: FBT002
    once: Annotated[bool, typer.Option("--once")] = False,  # noqa: FBT002
    hours: Annotated[float, typer.Option("--hours", metavar="N", min=0)] = 0.0,
    start: Annotated[datetime | None, typer.Option("--start", formats=["%Y-%m-%dT%H:%M"])] = None,
    follow: Annotated[bool, typer.Option("--follow")] = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
) -> None:
    """Read until Ctrl-C or SIGTERM."""
    from console.catalogue import alarm_texts as a
    from console.catalogue import monitor_texts as m
    from console.cli.screen import say, tell, text_of
    from console.language import localised
    from monitoring.monitor_file import load_monitor
    from monitoring.shared import Told
    from services.monitoring.certificates import Covering
    from services.monitoring.checking import check_monitor
    from services.monitoring.running import run_monitor

    found = load_monitor(file)
    covering = Covering(found, store)
    if check:
        show_check(file, check_monitor(found, covering))
        return
    count = [0]

    def acknowledged(samples: Sequence[Sample]) -> None:
        count[0] += len(samples)
        if follow:
            _follow(samples)

    def meter(line: str, name: str, problem: str) -> None:
        tell(m.SILENT if problem else m.AGAIN, line=line, meter=name, reason=problem)

    def not_kept(error: NotKept, number: int) -> None:
        tell(m.NOT_KEPT, count=number, reason=error.reason)

    def away(name: str, problem: str) -> None:
        tell(a.AWAY if problem else a.THERE, name=name, reason=problem)

    def happened(kind: str, alarm: Alarm) -> None:
        tell(a.HAPPENED_NOW, n=alarm.n, what=localised(a.HAPPENINGS[kind]), text=localised(alarm.text))

    tell(
        m.STARTED, name=found.monitor.name, meters=len(found.meters), lines=len(found.lines),
        points=len(found.points()), path=found.database,
    )  # fmt: skip
    begin = start.replace(tzinfo=found.zone).timestamp() if start is not None else None
    told = Told(acknowledged, meter, not_kept, lambda text: say(f"[yellow]{text_of(text)}[/]"), happened)
    run_monitor(found, covering, told, Uploads().tell, away, once=once, hours=hours, start=begin)
    tell(m.STOPPED, count=count[0])


@monitor.command("upload", cls=Command)
def upload(
    file: File,
    every: Annotated[float, typer.Option("--every", metavar="MINUTES", min=0)] = 0,
    again: Annotated[bool, typer.Option("--again")] = False,  # noqa: FBT002
    json: Json = False,  # noqa: FBT002
) -> None:
    """Send the samples that the platform has not acknowledged; exit code 1 where something was not delivered."""
    from services.exchange.timer import repeat
    from services.monitoring.kept import opened_samples
    from services.monitoring.uploading import uploading

    with opened_samples(file, writing=True) as (found, samples), uploading(found, samples) as at:
        if again:
            at.again()
        shown = Uploads(always=True, as_json=json)
        repeat(lambda: shown.tell(at.upload()), every)
        if shown.left:
            raise typer.Exit(MISSING)


@monitor.command("quality", cls=Command)
def quality(
    file: File,
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM")],
    json: Json = False,  # noqa: FBT002
) -> None:
    """The quality of the data of a month; exit code 1 where a rule is not met."""
    from services.monitoring.quality import as_row
    from services.monitoring.quality import quality as of_month

    found = of_month(file, month, time.time())
    show_quality([as_row(q) for q in found], month, as_json=json)
    if any(q.failed for q in found):
        raise typer.Exit(MISSING)


@monitor.command("status", cls=Command)
def status(file: File, json: Json = False) -> None:  # noqa: FBT002
    """What is expected, kept and missing of each point; exit code 1 where something is missing."""
    from services.monitoring.kept import states

    found = states(file, time.time())
    show_states(found, as_json=json)
    if any(s.open or s.absent or s.kept + s.thinned < s.expected for s in found):
        raise typer.Exit(MISSING)


@monitor.command("gaps", cls=Command)
def gaps(file: File, limit: Limit = 50, json: Json = False) -> None:  # noqa: FBT002
    """Instants without a value, newest first."""
    from services.monitoring.kept import gaps as missing

    show_gaps(missing(file, limit), as_json=json)


@monitor.command("events", cls=Command)
def events(file: File, limit: Limit = 50, json: Json = False) -> None:  # noqa: FBT002
    """What happened to the monitor itself, newest first."""
    from services.monitoring.kept import events as newest

    show_events(newest(file, limit), as_json=json)


@monitor.command("export", cls=Command)
def export(
    file: File,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="TABLE")],
    first: From = None,
    last: To = None,
    by_month: Annotated[bool, typer.Option("--by-month")] = False,  # noqa: FBT002
) -> None:
    """Write the samples of a period as a table, or as one for each month."""
    from console.catalogue import monitor_texts as m
    from console.cli.screen import tell
    from services.monitoring.exporting import export as write
    from services.monitoring.exporting import export_months
    from services.monitoring.periods import span

    if by_month:
        for month, number in export_months(file, output, *span(file, first, last)).items():
            tell(m.EXPORTED, path=output / f"{month}.parquet", count=number)
        return
    count = write(file, output, *span(file, first, last))
    tell(m.EXPORTED, path=output, count=count)


@monitor.command("archive", cls=Command)
def archive(file: File) -> None:
    """Move old months into files."""
    from console.catalogue import monitor_archive_texts as m
    from console.cli.screen import tell
    from services.monitoring.archiving import archive as move

    number = 0
    for month in move(file, time.time()):
        tell(m.MOVED, month=month.month, count=month.rows, path=month.path)
        number += 1
    if not number:
        tell(m.NOTHING)


@monitor.command("ask", cls=Command)
def ask(
    file: File,
    question: Annotated[str, typer.Argument(metavar="SQL")],
    first: From = None,
    last: To = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Answer a question in SQL over files and store together."""
    from console.cli.screen import plain, print_json, print_table
    from services.monitoring.archiving import ask as answer
    from services.monitoring.periods import span

    columns, rows = answer(file, question, *span(file, first, last))
    if json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    titles = [plain(name) for name in columns]
    print_table("", titles, [["" if c is None else plain(str(c)) for c in row] for row in rows], whole=(0,))


def _follow(samples: Sequence[Sample]) -> None:
    """A line of JSON for each sample that is durable now."""
    import sys

    import orjson

    for s in samples:
        line = {
            "meter": s.point.meter, "quantity": s.point.quantity, "period": s.point.period, "instant": s.instant,
            "value": str(s.value), "unit": s.unit, "flag": s.flag,
        }  # fmt: skip
        sys.stdout.write(orjson.dumps(line).decode() + "\n")
    sys.stdout.flush()
