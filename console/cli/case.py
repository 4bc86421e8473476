"""`steelyard case`: packs the runs, photographs and seals of one matter, and checks what was packed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, Store


def case(
    path: Annotated[Path, typer.Argument(metavar="CASE")],
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Pack a case file into a folder that is checked without this laboratory; check such a folder."""
    from console.catalogue import case_help as m
    from console.cli.screen import print_json, say, tell, text_of
    from services.cases.packing import check, pack

    if path.is_dir():
        found = check(path)
        if json:
            print_json(
                {"number": found.number, "files": found.files, "problems": [p.to_dict() for p in found.problems]}
            )
        else:
            for problem in found.problems:
                say(text_of(problem))
            tell(m.INTACT if not found.problems else m.CHANGED, number=found.number, files=found.files)
        raise typer.Exit(1 if found.problems else 0)
    if output is None:
        tell(m.WHERE)
        raise typer.Exit(2)
    packed = pack(path, output, store)
    if json:
        signs = None if packed.signs is None else packed.signs.to_dict()
        print_json({"written": [str(file) for file in packed.files], "signs": signs})
        return
    for file in packed.files:
        typer.echo(file)
    if packed.signs is not None:
        say(text_of(packed.signs.said))
