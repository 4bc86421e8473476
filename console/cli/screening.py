"""`steelyard screening`: the errors of a quick test against a part of the MPE."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store


def screening(
    run: RunName,
    k: Annotated[str, typer.Option("--k", metavar="NUMBER")],
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Hold the errors of a screening against k times the MPE: 0 all within, 1 one is not, 4 undecided, 5 void."""
    from console.catalogue import screening_texts as m
    from console.cli.screen import EXIT, plain, print_json, print_table, tell, text_of, words
    from console.language import localised
    from services.finished.screening import STATEMENT, screened

    found = screened(store, run, k)
    if json:
        print_json(found.document())
        raise typer.Exit(EXIT[str(found.outcome)])
    rows = [
        [text_of(p.name), plain(f"{p.error} {p.unit}".strip()), plain(f"{p.lower or '–'} … {p.upper or '–'}" if p.error else ""),
         words(str(p.outcome)), text_of(p.why)]
        for p in found.points
    ]  # fmt: skip
    print_table("", [localised(t) for t in (m.POINT, m.ERROR, m.LIMIT, m.OUTCOME, m.WHY)], rows)
    measured = sum(bool(p.error) for p in found.points)
    tell(m.RESULT[str(found.outcome)], run=found.run, k=k, regulation=found.regulation)
    tell(m.COUNTED, points=len(found.points), measured=measured)
    if found.simulated:
        tell(m.SIMULATED)
    tell(m.STATEMENT, text=localised(STATEMENT))
    raise typer.Exit(EXIT[str(found.outcome)])
