"""`steelyard exchange`: tasks from supervision platforms, results to them, and what has not been reported in time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.changes import By, Why
from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, DateOption, Json, Lab, Platform, Store, day
from console.cli.queue import Later, tell_queued

if TYPE_CHECKING:
    from services.exchange.pushing import Pushed

exchange = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
Every = Annotated[float, typer.Option("--every", metavar="MINUTES", min=0)]
Task = Annotated[str, typer.Argument(metavar="TASK")]
LEFT = 1
"""Exit code where something could not be delivered, or was refused."""


@exchange.command("push", cls=Command)
def push(
    to: Platform = "",
    lab: Lab = Path(),
    every: Every = 0,
    queue: Later = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Report every issued document that is not reported yet; what cannot be delivered now is kept."""
    from services.exchange.opening import opened
    from services.exchange.pushing import push as report
    from services.exchange.timer import repeat

    if queue:
        from services.work_queue.jobs import put_push

        repeat(lambda: tell_queued(put_push(store, lab, to), as_json=json), every)
        return
    last: list[Pushed] = []

    def once() -> None:
        with opened(store, lab, to) as at:
            last[:] = [report(at)]
        _tell_pushed(last[0], as_json=json)

    repeat(once, every)
    if last[0].refused or last[0].problems or last[0].unreachable:
        raise typer.Exit(LEFT)


@exchange.command("pull", cls=Command)
def pull(
    to: Platform = "",
    lab: Lab = Path(),
    files: Annotated[Path | None, typer.Option("--files", metavar="DIR")] = None,
    every: Every = 0,
    by: By = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Fetch new tasks and their files, and tell the platform what was answered."""
    from console.catalogue import exchange_messages as m
    from console.cli.screen import print_json, tell
    from exchange.errors import Unreachable
    from services.exchange.opening import opened
    from services.exchange.tasks import inbox_of, write_files
    from services.exchange.tasks import pull as fetch
    from services.exchange.timer import repeat

    def once() -> None:
        with opened(store, lab, to) as at:
            try:
                new = fetch(at, day(None), by)
            except Unreachable as error:
                if not every:
                    raise
                _tell_reasons(error.reasons)  # the next round tries again
                return
            written = write_files(at, files) if files is not None else []
            rows = [_task_row(t) for t in inbox_of(at).tasks("open")]
        if json:
            print_json({"new": new, "open": rows, "files": [str(path) for path in written]})
            return
        tell(m.PULLED, count=new)
        _print_tasks(rows)

    repeat(once, every)


@exchange.command("accept", cls=Command)
def accept(
    tasks: Annotated[list[str], typer.Argument(metavar="TASK...")],
    to: Platform = "",
    lab: Lab = Path(),
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Make orders of tasks; prints their numbers. The next pull or push tells the platform."""
    from console.cli.screen import print_json
    from services.exchange.opening import opened
    from services.exchange.tasks import accept as take

    with opened(store, lab, to) as at:
        orders = [take(at, task, day(None), by, reason) for task in tasks]
    if json:
        print_json(dict(zip(tasks, orders, strict=True)))
        return
    for order in orders:
        typer.echo(order)


@exchange.command("refuse", cls=Command)
def refuse(
    task: Task,
    code: Annotated[str, typer.Option("--code", metavar="CODE")],
    note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "",
    to: Platform = "",
    lab: Lab = Path(),
    store: Store = DEFAULT_STORE,
) -> None:
    """Refuse a task with a reason code. The next pull or push tells the platform."""
    from services.exchange.opening import opened
    from services.exchange.tasks import refuse as turn_down

    with opened(store, lab, to) as at:
        turn_down(at, task, code, note)


@exchange.command("retry", cls=Command)
def retry(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT")],
    to: Platform = "",
    lab: Lab = Path(),
    store: Store = DEFAULT_STORE,
) -> None:
    """Make a refused report again from its record; the next push sends it."""
    from console.catalogue import exchange_messages as m
    from console.cli.screen import tell
    from services.exchange.opening import opened
    from services.exchange.pushing import retry as again

    with opened(store, lab, to) as at:
        tell(m.QUEUED, count=again(at, document))


@exchange.command("status", cls=Command)
def status(
    to: Platform = "",
    lab: Lab = Path(),
    date: DateOption = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List what is not reported or not answered, what is late first."""
    from console.catalogue import exchange_messages as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import localised
    from services.exchange.opening import opened
    from services.exchange.status import STATES, counts
    from services.exchange.status import status as look

    with opened(store, lab, to) as at:
        rows, found = look(at, day(date)), counts(at)
    if json:
        print_json({"counts": found, "rows": rows})
        return
    lines = [
        [text_of(STATES[r["state"]]), plain(r["document"]), plain(r["event"]), plain(r["due"]),
         "" if r["days"] is None else str(r["days"]), plain(r["run"]), "; ".join(text_of(t) for t in _texts(r["reasons"]))]
        for r in rows
    ]  # fmt: skip
    titles = (m.STATE, m.DOCUMENT, m.EVENT, m.DUE, m.DAYS_LEFT, m.RUN, m.REASON)
    print_table("", [localised(t) for t in titles], lines, whole=(1,))
    tell(m.COUNTS, **found)
    if late := sum(r["state"] == "overdue" for r in rows):
        tell(m.OVERDUE, count=late)


def _tell_pushed(done: Pushed, *, as_json: bool) -> None:
    from console.catalogue import exchange_messages as m
    from console.cli.screen import print_json, tell

    numbers = {name: getattr(done, name) for name in ("collected", "accepted", "refused", "later", "sent", "told")}
    if as_json:
        problems = {number: [r.to_dict() for r in reasons] for number, reasons in done.problems.items()}
        print_json({**numbers, "problems": problems, "unreachable": [r.to_dict() for r in done.unreachable]})
        return
    tell(m.PUSHED, **numbers)
    for number, reasons in done.problems.items():
        for reason in reasons:
            tell(m.NOT_MADE, number=number, reason=_said(reason))
    _tell_reasons(done.unreachable)


def _tell_reasons(reasons: Any) -> None:
    from console.catalogue import exchange_messages as m
    from console.cli.screen import tell

    for reason in reasons:
        tell(m.KEPT, reason=_said(reason))


def _said(text: Any) -> str:
    from console.language import localised

    return localised(text)


def _texts(reasons: Any) -> Any:
    from metrology.text import Text

    return [Text(r["zh"], r["en"]) for r in reasons]


def _task_row(given: Any) -> dict[str, Any]:
    instruments = given.content.get("instruments")
    client = given.content.get("client")
    return {
        "task": given.task_id,
        "client": str(client.get("name", "")) if isinstance(client, dict) else "",
        "instruments": len(instruments) if isinstance(instruments, list) else 0,
        "wanted_until": str(given.content.get("wanted_until", "")),
        "problems": [r.to_dict() for r in given.reasons],
    }


def _print_tasks(rows: list[dict[str, Any]]) -> None:
    from console.catalogue import exchange_messages as m
    from console.cli.screen import plain, print_table, text_of
    from console.language import localised

    lines = [
        [plain(r["task"]), plain(r["client"]), str(r["instruments"]), plain(r["wanted_until"]),
         "; ".join(text_of(t) for t in _texts(r["problems"]))]
        for r in rows
    ]  # fmt: skip
    titles = (m.TASK, m.CLIENT, m.INSTRUMENTS, m.WANTED_UNTIL, m.PROBLEM)
    print_table("", [localised(t) for t in titles], lines, whole=(0,))
