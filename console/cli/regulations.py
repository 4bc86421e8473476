"""`steelyard regulations`: what is implemented."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.catalogue import messages as m
from console.cli.endings import ending
from console.cli.options import DateOption, Json, Stage, day
from console.language import localised

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from metrology.text import Text


def regulations(
    regulation: Annotated[str, typer.Argument(metavar="[REG]")] = "",
    kind: Annotated[str, typer.Option("--kind")] = "",
    jurisdiction: Annotated[str, typer.Option("--jurisdiction")] = "",
    laboratory: Annotated[Path, typer.Option("--laboratory", metavar="DIR")] = Path(),
    date: DateOption = None,
    stage: Annotated[Stage | None, typer.Option("--stage")] = None,
    subject: Annotated[Path | None, typer.Option("--subject", metavar="FILE")] = None,
    missing: Annotated[bool, typer.Option("--missing")] = False,  # noqa: FBT002
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", callback=ending(".toml"))] = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List what is implemented: editions, dates, clauses; of one kind of instrument, who asks what side by side."""
    from console.cli.missing import show_missing
    from console.cli.screen import clause_of, plain, print_json, print_table, say, stage_of, status_of, tell, text_of
    from console.cli.side_by_side import show_side_by_side
    from services.laboratory.comparison import comparison
    from services.laboratory.laboratory_folders import regulation_folders
    from services.laboratory.regulations import broken_modules, regulation_documents

    folders = regulation_folders(laboratory.resolve())
    if missing or output is not None:
        show_missing(regulation, output, folders, json=json)
        return
    if kind and not regulation:
        columns = comparison(
            kind, day(date), jurisdiction=jurisdiction, stage=stage or "", subject=subject, folders=folders
        )
        print_json(columns) if json else show_side_by_side(columns)
        return
    documents = regulation_documents(regulation, kind, jurisdiction, folders)
    for problem in broken_modules(folders):
        say(f"[bold yellow]{plain(problem)}[/]")
    if json:
        print_json(documents)
        return
    if not regulation:
        _list(documents)
        return
    print_table(
        "",
        _titles(
            m.REGULATION, m.JURISDICTION, m.KIND_OF_INSTRUMENT, m.TITLE, m.IN_FORCE, m.REPLACES, m.VALIDITY, m.STATUS
        ),
        [
            [
                plain(d["id"]),
                text_of(d["words"]["jurisdiction"]),
                text_of(d["words"]["kind"]),
                text_of(d["title"]),
                d["in_force"],
                plain(", ".join(d["replaces"])),
                _period(d["validity_months"]),
                _status(d),
            ]
            for d in documents
        ],
        whole=(0, 4),
    )
    for d in documents:
        if d["draft"]:
            tell(m.DRAFT_MISSING, id=d["id"])
        if d["figures"] is not None:
            tell(m.READ_IN_PRINT, **d["figures"])
        items = [
            [
                plain(i["key"]),
                text_of(i["name"]),
                clause_of(i["clause"]),
                ", ".join(map(stage_of, i["stages"])),
                status_of(i["status"]),
            ]
            for i in d["items"]
        ]
        print_table(localised(m.ITEMS), ["", *_titles(m.ITEM, m.CLAUSE, m.STAGES, m.STATUS)], items)
        sources = [[clause_of(s["clause"]), status_of(s["status"]), text_of(s["note"])] for s in d["sources"]]
        print_table(localised(m.SOURCES), _titles(m.CLAUSE, m.STATUS, m.NOTE), sources)


def _list(documents: Sequence[Mapping[str, Any]]) -> None:
    """Every edition on one line, by kind of instrument; the kind stands where it changes. Investigations come last."""
    from console.cli.screen import plain, print_table, text_of

    rows, last = [], ""
    investigations = [d for d in documents if d["work"] == "anti-fraud"]
    for d in sorted(
        (d for d in documents if d not in investigations), key=lambda d: (d["kind"], d["jurisdiction"], d["id"])
    ):
        kind = text_of(d["words"]["kind"])
        place, period = text_of(d["words"]["jurisdiction"]), _period(d["validity_months"])
        rows.append([kind if kind != last else "", plain(d["id"]), place, d["in_force"], period, _status(d)])
        last = kind
    titles = _titles(m.KIND_OF_INSTRUMENT, m.REGULATION, m.JURISDICTION, m.IN_FORCE, m.VALIDITY, m.STATUS)
    if rows:
        print_table("", titles, rows, whole=(1, 3))
    if investigations:
        titles = _titles(m.KIND_OF_INSTRUMENT, m.INVESTIGATION, m.TITLE, m.IN_FORCE)
        found = [
            [text_of(d["words"]["kind"]), plain(d["id"]), text_of(d["title"]), d["in_force"]] for d in investigations
        ]
        print_table(localised(m.INVESTIGATIONS), titles, found, whole=(1, 3))


def _status(document: Mapping[str, Any]) -> str:
    """How far the figures were checked; a draft, whose figures are from memory, says that first."""
    from console.cli.screen import message, status_of

    return message(m.DRAFT) if document["draft"] else status_of(document["status"])


def _period(months: int) -> str:
    from console.cli.screen import message

    return message(m.MONTHS, months=months) if months else "—"


def _titles(*titles: Text) -> list[str]:
    return [localised(title) for title in titles]
