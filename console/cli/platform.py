"""`steelyard platform`: the reference platform, for a province that tests its institutes and for an institute that tests itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.changes import Limit
from console.cli.help import Command, Group
from console.cli.options import Json
from console.cli.platform_base import DEFAULT, FOUND, Database, opened, show_rows
from console.cli.platform_stamps import stamp, stamps

platform = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
REMOVED = ("time", "rule", "days", "lines", "first", "last", "count", "summary")


@platform.command("serve", cls=Command)
def serve(
    name: Annotated[str, typer.Option("--name", metavar="TEXT")] = "",
    trial: Annotated[bool, typer.Option("--trial")] = False,  # noqa: FBT002
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535)] = 8400,
    tls_certificate: Annotated[Path | None, typer.Option("--tls-certificate", metavar="FILE")] = None,
    tls_key: Annotated[Path | None, typer.Option("--tls-key", metavar="FILE")] = None,
    log_days: Annotated[int, typer.Option("--log-days", metavar="N", min=0)] = 365,
    log_lines: Annotated[int, typer.Option("--log-lines", metavar="N", min=0)] = 2_000_000,
    database: Database = DEFAULT,
) -> None:
    """Serve the platform until it is stopped with Ctrl-C."""
    from console.catalogue import exchange_messages as m
    from console.cli.screen import tell
    from exchange.errors import ExchangeError
    from supervision.asking import Platform
    from supervision.request_log import Rule
    from supervision.serve import serve as run

    if (tls_certificate is None) != (tls_key is None):
        raise ExchangeError([m.BOTH_FILES])
    with opened(database) as store:
        run(
            Platform(store, name, trial, Rule(log_days, log_lines)), host, port,
            lambda address: tell(m.SERVED_AT, address=address), tls_certificate, tls_key,
        )  # fmt: skip


@platform.command("register", cls=Command)
def register(
    institute: Annotated[str, typer.Option("--institute", metavar="KEY")],
    station: Annotated[str, typer.Option("--station", metavar="NAME")],
    file: Annotated[Path | None, typer.Argument(metavar="FILE.pub")] = None,
    division: Annotated[str, typer.Option("--division", metavar="CODE")] = "",
    database: Database = DEFAULT,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Register the key of a station; prints its fingerprint."""
    from console.cli.screen import print_json
    from records.keys import read_public_key
    from services.signing.signing import signer
    from supervision.stations import register as enter

    with opened(database) as store:
        public = read_public_key(file) if file is not None else signer().public
        made = enter(store, public, institute, station, division)
    if json:
        print_json(made._asdict())
    else:
        typer.echo(made.key)


@platform.command("revoke", cls=Command)
def revoke(
    key: Annotated[str, typer.Argument(metavar="KEY")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT")],
    database: Database = DEFAULT,
) -> None:
    """Refuse a key from now on."""
    from console.catalogue import exchange_messages as m
    from console.cli.screen import tell
    from supervision.stations import revoke as withdraw

    with opened(database) as store:
        found = withdraw(store, key, reason)
    tell(m.REVOKED, key=found.key, institute=found.institute, time=found.revoked)


@platform.command("stations", cls=Command)
def stations(database: Database = DEFAULT, json: Json = False) -> None:  # noqa: FBT002
    """List the stations that are registered."""
    from supervision.stations import stations as every

    with opened(database) as store:
        rows = [s._asdict() for s in every(store)]
    show_rows(rows, ("key", "institute", "name", "division", "registered", "revoked", "reason"), as_json=json)


@platform.command("tasks", cls=Command)
def tasks(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    attach: Annotated[list[Path] | None, typer.Option("--attach", metavar="PATH")] = None,
    database: Database = DEFAULT,
) -> None:
    """Give tasks to institutes, all or none; prints their numbers."""
    from inputs.bounded import read_bytes
    from supervision.task_file import attached, read_tasks
    from supervision.tasks import create

    with opened(database) as store:
        files = {path.name: read_bytes(path) for path in attach or ()}
        given = [attached(task, files) for task in read_tasks(file, store.moment())]
        numbers = create(store, given, list(files.values()))
    for number in numbers:
        typer.echo(number)


@platform.command("results", cls=Command)
def results(
    institute: Annotated[str, typer.Option("--institute", metavar="KEY")] = "",
    limit: Limit = 50,
    database: Database = DEFAULT,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List results, newest first."""
    from supervision.lists import RESULT
    from supervision.lists import results as newest

    with opened(database) as store:
        rows = newest(store, institute, limit)
    show_rows(rows, RESULT, as_json=json)


@platform.command("samples", cls=Command)
def samples(
    institute: Annotated[str, typer.Option("--institute", metavar="KEY")] = "",
    limit: Limit = 50,
    database: Database = DEFAULT,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List what monitors sent: each point with its number of samples and its newest value."""
    from supervision.sample_lists import SAMPLES, points

    with opened(database) as store:
        rows = points(store, institute, limit)
    show_rows(rows, SAMPLES, as_json=json)


@platform.command("quality", cls=Command)
def quality(
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM")],
    institute: Annotated[str, typer.Option("--institute", metavar="KEY")] = "",
    database: Database = DEFAULT,
    json: Json = False,  # noqa: FBT002
) -> None:
    """The quality of what monitors sent in a month; exit code 1 where a rule is not met."""
    from console.cli.monitor_view import show_sent_quality
    from supervision.sample_quality import rows_of, sent_quality

    with opened(database) as store:
        rows = rows_of(sent_quality(store, month, institute))
    show_sent_quality(rows, month, as_json=json)
    if any(row["failed"] for row in rows):
        raise typer.Exit(1)


@platform.command("requests", cls=Command)
def requests(
    limit: Limit = 50,
    removed: Annotated[bool, typer.Option("--removed")] = False,  # noqa: FBT002
    database: Database = DEFAULT,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List requests, newest first, or what was removed of them."""
    from supervision.lists import REQUEST
    from supervision.lists import requests as newest
    from supervision.request_log import removed as gone

    with opened(database) as store:
        rows = gone(store, limit) if removed else newest(store, limit)
    show_rows(rows, REMOVED if removed else REQUEST, as_json=json)


@platform.command("verify", cls=Command)
def verify(database: Database = DEFAULT, json: Json = False) -> None:  # noqa: FBT002
    """Check that everything is as it was received."""
    from console.catalogue import exchange_messages as m
    from console.cli.screen import print_json, say, tell, text_of
    from supervision.audit import faults

    with opened(database) as store:
        found = faults(store)
    if json:
        print_json({"faults": [f.to_dict() for f in found]})
    else:
        say(*(text_of(f) for f in found))
        if not found:
            tell(m.INTACT)
    if found:
        raise typer.Exit(FOUND)


platform.command("stamp", cls=Command)(stamp)
platform.command("stamps", cls=Command)(stamps)
