"""`steelyard report`: the documents of one run or of many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.options import DEFAULT_STORE, Batch, Json, Order, Store
from console.cli.queue import Later, tell_queued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.dcc.file import Maker
    from services.documents import Written


def report(
    output: Annotated[Path, typer.Option("-o", "--output")],
    run: Annotated[list[str] | None, typer.Argument(metavar="RUN...")] = None,
    order: Order = "",
    batch: Batch = "",
    dcc: Annotated[bool, typer.Option("--dcc")] = False,  # noqa: FBT002
    dcc_key: Annotated[Path | None, typer.Option("--dcc-key", metavar="KEY.toml")] = None,
    positions: Annotated[bool, typer.Option("--positions")] = False,  # noqa: FBT002
    go_on: Annotated[bool, typer.Option("--continue")] = False,  # noqa: FBT002
    queue: Later = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Write every document of runs: certificate or notice (PDF), original record (CSV, XLSX, PDF)."""
    from console.catalogue import messages
    from console.cli.screen import REFUSED, message, print_json, say, tell, text_of
    from services.documents import write_all
    from services.runs.runs_named import runs_named

    runs = runs_named(store, run or [], positions=positions, order=order.strip(), batch=batch.strip())
    if queue:
        _put(store, runs, output, dcc_key, dcc=dcc, json=json)
        return
    written = []
    maker = _maker(dcc_key) if dcc or dcc_key is not None else None
    for made in write_all(store, runs, output, maker, go_on=go_on):
        written.append(made)
        if not json and not made.kept:
            _tell(made)
        if made.refused is not None:
            say(f"{message(messages.ERROR)}: {made.run}: {text_of(made.refused)}")
    if go_on and not json:
        tell(messages.DOCUMENTS_KEPT, count=sum(made.kept for made in written), total=len(written))
    refused = [made for made in written if made.refused is not None]
    files = [str(path) for made in written for path in made.files]
    if json and refused:
        print_json({"written": files, "refused": [made.refused.to_dict() for made in refused if made.refused]})
    elif json:
        print_json(files)
    if refused:
        raise typer.Exit(REFUSED)


def _put(store: str, runs: Sequence[str], output: Path, key: Path | None, *, dcc: bool, json: bool) -> None:
    from console.catalogue.queue_texts import SIGNING_ASKS
    from reports.errors import ReportError
    from services.work_queue.jobs import put_documents

    if key is not None:
        raise ReportError(SIGNING_ASKS.en)
    tell_queued(put_documents(store, runs, output, dcc=dcc), as_json=json)


def _tell(made: Written) -> None:
    from console.catalogue import messages
    from console.cli.screen import message, say, tell
    from console.language import localised

    for path in made.files:
        typer.echo(path)
    if made.number:
        tell(messages.NUMBER_OF_DOCUMENT, run=made.run, number=made.number)
    for one in made.alerts:
        said = {key: localised(getattr(one, key)) for key in ("name", "saw", "chance")}
        say(f"{made.run}: {message(messages.ALERT, **said)}")


def _maker(key: Path | None) -> Maker:
    from reports.dcc.file import Maker

    if key is None:
        return Maker()
    from services.dcc.writing import signing_key

    return Maker(signing_key(key, lambda name: str(typer.prompt(name, hide_input=True, err=True))))
