"""`steelyard regulations REG --missing`: what must be read in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from console.catalogue import messages as m
from console.cli.screen import clause_of, message, plain, print_json, print_table, say, tell, text_of
from console.language import localised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def show_missing(regulation: str, output: Path | None, folders: Sequence[Path], *, json: bool) -> None:
    """List what must be read in print, clause by clause, or write the file that is filled in.

    Raises:
        BadParameter: No regulation is named.
    """
    from services.laboratory.regulations import missing, write_missing

    if not regulation:
        raise typer.BadParameter(localised(m.NAME_A_REGULATION))
    if output is not None:
        write_missing(regulation, output, folders)
        typer.echo(output)
        return
    found = missing(regulation, folders)
    if json:
        print_json(found)
        return
    say(
        f"[bold]{plain(found['id'])}[/] {text_of(found['title'])}" + (f"  {message(m.DRAFT)}" if found["draft"] else "")
    )
    if not found["clauses"]:
        tell(m.NOTHING_MISSING)
        return
    rows = []
    for clause in found["clauses"]:
        about = [clause_of(clause["clause"]) or plain(clause["key"]), plain(clause["note"])]
        figures = clause["figures"] or [None]
        for n, figure in enumerate(figures):
            head = "\n".join(filter(None, about)) if n == 0 else ""
            if figure is None:
                rows.append([head, "—", "", ""])
                continue
            what = text_of(figure["words"]["name"]) or plain(", ".join(figure["columns"]))
            remembered = " ".join(filter(None, (figure["remembered"], figure["unit"])))
            rows.append([head, plain(figure["key"]), what, plain(remembered)])
    print_table("", [localised(t) for t in (m.CLAUSE, m.FIGURE, m.NOTE, m.FROM_MEMORY)], rows)
    tell(m.FILL_IN, id=found["id"])
