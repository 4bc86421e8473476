"""`steelyard report`: the documents of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def report(
    run: RunName,
    output: Annotated[Path, typer.Option("-o", "--output")],
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Write every document of a run: certificate or notice (PDF), original record (CSV, XLSX, PDF)."""
    from console.cli.screen import print_json
    from records.store import Store as Records
    from records.verification import ledger_of, read_verified
    from reports.documents import write_documents
    from services.runs import amended

    records = Records(store, read_only=True)
    name, ledger = records.find(run), ledger_of(records)
    later = amended(records.runs()).get(name, "")
    entries = read_verified(records, name, ledger)
    written = write_documents(
        entries, output, ledger=ledger.place(name), replaced_by=later, files=records.files(entries)
    )
    if json:
        print_json([str(path) for path in written])
    else:
        for path in written:
            typer.echo(path)
