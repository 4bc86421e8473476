"""`runs`, `show`, `report`, `export`, `resume`, `replay`, `verify`: what is kept, and whether it still holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def runs(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List the runs of the store, oldest first."""
    from console.cli.looking import list_runs

    list_runs(store, as_json=json)


def show(run: RunName, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Show one run: items, points, errors against limits, verdict."""
    from console.cli.looking import show_run

    show_run(run, store, as_json=json)


def report(
    run: RunName,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the documents.")],
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Write every document of a run: certificate or notice (PDF), original record (CSV, XLSX, PDF)."""
    from console.cli.screen import print_json
    from records.store import Store as Records
    from reports.documents import write_documents

    records = Records(store)
    written = write_documents(records.events(records.find(run)), output)
    if json:
        print_json([str(path) for path in written])
    else:
        for path in written:
            typer.echo(path)


def export(
    run: RunName,
    output: Annotated[Path, typer.Option("-o", "--output", help="FILE.csv, FILE.parquet, FILE.xlsx or FILE.bundle")],
    store: Store = DEFAULT_STORE,
) -> None:
    """Export a run: readings and conclusions as a table for other software, or as a bundle for an auditor."""
    from console.cli.exporting import export_run

    for path in export_run(run, output, store):
        typer.echo(path)


def resume(
    run: RunName,
    bench: Annotated[
        Path | None, typer.Option("--bench", help="The bench file, if it has moved; its content must be the same.")
    ] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Go on with an interrupted run; what was measured stays, the interrupted reading is repeated."""
    from console.cli.ending import finish, telling_interruptions
    from services.run import resume as go_on

    with telling_interruptions(store, as_json=json):
        name = go_on(run, store, bench)
    raise typer.Exit(finish([name], store, as_json=json))


def replay(run: RunName, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Recompute the verdict of a run from its journal, no instrument attached: 0 identical, 1 differs."""
    from console.cli.checking import replay_run

    raise typer.Exit(replay_run(run, store, as_json=json))


def verify(
    run: Annotated[
        str, typer.Argument(metavar="[RUN]", help="Run id, `last`, or a bundle; every run when absent.")
    ] = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Check the hash chain of a run, or of all: 0 intact, 1 names the first broken entry."""
    from console.cli.checking import verify_runs

    raise typer.Exit(verify_runs(run, store, as_json=json))
