"""`steelyard report`: the documents of one run or of many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from reports.dcc.file import Maker


def report(
    run: Annotated[list[str], typer.Argument(metavar="RUN...")],
    output: Annotated[Path, typer.Option("-o", "--output")],
    dcc: Annotated[bool, typer.Option("--dcc")] = False,  # noqa: FBT002
    dcc_key: Annotated[Path | None, typer.Option("--dcc-key", metavar="KEY.toml")] = None,
    positions: Annotated[bool, typer.Option("--positions")] = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Write every document of a run: certificate or notice (PDF), original record (CSV, XLSX, PDF)."""
    from console.catalogue import messages
    from console.cli.screen import REFUSED, message, print_json, say, tell, text_of
    from console.language import localised
    from services.documents import runs_named, write_all

    written = []
    maker = _maker(dcc_key) if dcc or dcc_key is not None else None
    for made in write_all(store, runs_named(store, run, positions=positions), output, maker):
        written.append(made)
        if not json:
            for path in made.files:
                typer.echo(path)
            if made.number:
                tell(messages.NUMBER_OF_DOCUMENT, run=made.run, number=made.number)
            for one in made.alerts:
                said = {key: localised(getattr(one, key)) for key in ("name", "saw", "chance")}
                say(f"{made.run}: {message(messages.ALERT, **said)}")
        if made.refused is not None:
            say(f"{message(messages.ERROR)}: {made.run}: {text_of(made.refused)}")
    refused = [made for made in written if made.refused is not None]
    files = [str(path) for made in written for path in made.files]
    if json and refused:
        print_json({"written": files, "refused": [made.refused.to_dict() for made in refused if made.refused]})
    elif json:
        print_json(files)
    if refused:
        raise typer.Exit(REFUSED)


def _maker(key: Path | None) -> Maker:
    from reports.dcc.file import Maker

    if key is None:
        return Maker()
    from services.dcc.writing import signing_key

    return Maker(signing_key(key, lambda name: str(typer.prompt(name, hide_input=True, err=True))))
