"""`steelyard documents`: numbers, states, and what outsiders are told, beside what every register has."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.changes import By, Why
from console.cli.endings import ending
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, Json, Store, day
from console.cli.registers import group, tell_key

if TYPE_CHECKING:
    from services.issuing.issue import Issue

documents = group("documents")
Number = Annotated[str, typer.Argument(metavar="NUMBER")]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")]
Day = Annotated[dt.datetime | None, typer.Option("--on", metavar="DAY", formats=["%Y-%m-%d"])]
Dcc = Annotated[bool, typer.Option("--dcc")]
KeyFile = Annotated[Path, typer.Option("--key", metavar="KEY.toml")]


@documents.command("issue", cls=Command)
def issue(
    run: Annotated[list[str], typer.Argument(metavar="RUN...")],
    output: Folder,
    dcc: Dcc = False,  # noqa: FBT002
    on: Day = None,
    by: By = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Give the documents of runs their numbers and write them, ready to be signed."""
    from services.issuing.issue import issue as issued
    from services.issuing.numbering import of_laboratory
    from services.runs.runs_named import runs_named

    _written(issued(store, runs_named(store, run), output, of_laboratory(), by=by, on=day(on), dcc=dcc), as_json=json)


@documents.command("reissue", cls=Command)
def reissue(
    number: Number,
    output: Folder,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT")],
    run: Annotated[str, typer.Option("--run", metavar="RUN")] = "",
    dcc: Dcc = False,  # noqa: FBT002
    on: Day = None,
    by: By = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Number and write a document that replaces an issued one, which it names."""
    from services.issuing.issue import replacement
    from services.issuing.numbering import of_laboratory
    from services.runs.runs_named import runs_named

    other = runs_named(store, [run])[0] if run else ""
    made = replacement(store, number, output, of_laboratory(), by=by, why=reason, on=day(on), run=other, dcc=dcc)
    _written([made], as_json=json)


def _written(made: list[Issue], *, as_json: bool) -> None:
    from console.catalogue import messages
    from console.cli.screen import print_json, tell

    if as_json:
        print_json([{"number": of.number, "run": of.run, "files": [str(f) for f in of.files]} for of in made])
        return
    for of in made:
        for path in of.files:
            typer.echo(path)
        tell(messages.NUMBER_OF_DOCUMENT, run=of.run, number=of.number)


@documents.command("advance", cls=Command)
def advance(
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER...")],
    to: Annotated[str, typer.Option("--to", metavar="STATE")],
    on: Day = None,
    by: By = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """State that documents were checked, approved or issued on paper."""
    from services.issuing.desk import desk
    from services.issuing.steps import advance as advanced

    with desk(store) as at:
        for number in numbers:
            advanced(at, number, to, by, day(on))
    tell_key(", ".join(numbers), as_json=json)


@documents.command("void", cls=Command)
def void(number: Number, reason: Why, by: By = "", store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Void the number of a document that was not issued; the number is kept with the reason."""
    from services.issuing.desk import desk
    from services.issuing.steps import void as voided

    with desk(store) as at:
        voided(at, number, by, reason)
    tell_key(number, as_json=json)


@documents.command("cancel", cls=Command)
def cancel(
    number: Number,
    reason: Why,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FOLDER")] = None,
    by: By = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Cancel an issued document; with -o write the notice of it."""
    from services.issuing.desk import desk
    from services.issuing.sheets import cancellation
    from services.issuing.steps import cancel as cancelled

    with desk(store) as at:
        cancelled(at, number, by, reason)
        if output is not None:
            typer.echo(cancellation(at, number, output), err=json)
    tell_key(number, as_json=json)


@documents.command("label", cls=Command)
def label(
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER...")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.pdf", callback=ending(".pdf"))],
    key: KeyFile,
    single: Annotated[bool, typer.Option("--single")] = False,  # noqa: FBT002
    skip: Annotated[int, typer.Option("--skip", metavar="N", min=0)] = 0,
    store: Store = DEFAULT_STORE,
) -> None:
    """Print labels of certificates that are valid: a sheet of A4, or one label a page."""
    from console.cli.screen import ask_secret
    from services.issuing.sheets import labels

    typer.echo(labels(store, numbers, output, key, single=single, skip=skip, secret=ask_secret))


@documents.command("batch", cls=Command)
def batch(
    text: Annotated[str, typer.Argument(metavar="ORDER|CLIENT|NUMBER")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.pdf", callback=ending(".pdf"))],
    store: Store = DEFAULT_STORE,
) -> None:
    """Print the list of the documents of an order or a client."""
    from services.issuing.sheets import batch_list

    typer.echo(batch_list(store, text, output))


@documents.command("publish", cls=Command)
def publish(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER|FILE.json")],
    key: KeyFile,
    days: Annotated[int, typer.Option("--days", metavar="N", min=1)] = 7,
    store: Store = DEFAULT_STORE,
) -> None:
    """Write the page on which outsiders check documents, with the signed list of states; or the list alone."""
    from console.cli.screen import ask_secret
    from services.issuing.check_page.publishing import publish as published

    for path in published(store, output, key, secret=ask_secret, days=days):
        typer.echo(path)


@documents.command("compare", cls=Command)
def compare(
    document: Annotated[Path, typer.Argument(metavar="DOCUMENT.pdf")],
    record: Annotated[Path, typer.Argument(metavar="RECORD.pdf|RECORD.csv")],
    json: Json = False,  # noqa: FBT002
) -> None:
    """Find every figure of a document that its original record does not have."""
    from console.catalogue import messages
    from console.cli.screen import print_json, tell
    from services.issuing.figures import strangers

    found = strangers(document, record)
    if json:
        print_json([of._asdict() for of in found])
    for of in found if not json else ():
        tell(messages.FIGURE_NOT_IN_RECORD, page=of.page, figure=of.figure, line=of.line)
    if not found and not json:
        tell(messages.FIGURES_ALL_IN_RECORD)
    if found:
        raise typer.Exit(1)
