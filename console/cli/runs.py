"""`steelyard runs`: the runs of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.catalogue import messages as m
from console.cli.options import DEFAULT_STORE, Batch, Json, Order, Store
from console.language import localised

if TYPE_CHECKING:
    from collections.abc import Mapping


SHOWN = 200
"""Runs on a screen, where no limit is given."""


def runs(
    words: Annotated[str, typer.Argument(metavar="WORDS")] = "",
    serial: Annotated[str, typer.Option("--serial", metavar="PART")] = "",
    regulation: Annotated[str, typer.Option("--regulation", metavar="REG")] = "",
    operator: Annotated[str, typer.Option("--operator", metavar="PART")] = "",
    bench: Annotated[str, typer.Option("--bench", metavar="PART")] = "",
    client: Annotated[str, typer.Option("--client", metavar="PART")] = "",
    outcome: Annotated[str, typer.Option("--outcome", metavar="OUTCOME")] = "",
    start: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD")] = "",
    end: Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD")] = "",
    order: Order = "",
    batch: Batch = "",
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1)] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List or search the runs of the store by number, also missing ones; exit code 1 where something is wrong."""
    from console.cli.screen import narrow, print_json, print_table, tell
    from records.run_index import Search
    from services.runs.history import history

    given = (serial, regulation, operator, bench, client, outcome, start, end, order, batch, words)
    most = limit if limit is not None else -1 if json else SHOWN
    found = history(store, Search(*(word.strip() for word in given)), 0, most, lost=True)
    rows = sorted(found["runs"], key=lambda r: (r["number"], r["run"]))
    wrong = 1 if any(r["problem"] for r in rows) else 0
    if json:
        print_json(rows)
        raise typer.Exit(wrong)
    titles = ["#", *(localised(t) for t in (m.RUN, m.REGULATION, m.SUBJECT, m.SERIAL, m.DATE, m.OUTCOME, m.REMARK))]
    lines = [_row(r) for r in rows]
    if narrow():
        titles, lines = _fewer(titles), [_fewer(line) for line in lines]
    print_table("", titles, lines, whole=range(len(titles) - 1))
    if 0 < most < found["total"]:
        tell(m.NEWEST_RUNS, count=most, total=found["total"])
    if wrong:
        tell(m.RUNS_WRONG)
    raise typer.Exit(wrong)


def _fewer(line: list[str]) -> list[str]:
    """A line for a narrow terminal: without instrument and date (the name of the run begins with it), the remark below."""
    number, run, regulation, _, serial, _, outcome, remark = line
    return [number, run, regulation, serial, f"{outcome}\n{remark}".rstrip("\n")]


def _row(row: Mapping[str, Any]) -> list[str]:
    from console.cli.screen import plain, text_of, words

    return [str(row["number"] or "–"), row["run"], plain(row["regulation"]), text_of(row["subject"]),
            plain(row["serial"]), row["date"], words(row["outcome"], row["kind"]), _remark(row)]  # fmt: skip


def _remark(row: Mapping[str, Any]) -> str:
    from console.cli.screen import message, text_of

    remarks = [message(m.SIMULATED_SHORT)] if row["simulated"] else []
    if row["draft"]:
        remarks.append(message(m.DRAFT))
    if row["problem"]:
        remarks.append(f"[bold red]✗ {text_of(row['problem'])}[/]")
    remarks += [
        message(said, name=row[key])
        for key, said in (("order", m.OF_ORDER), ("batch", m.OF_BATCH), ("follows", m.FOLLOWS))
        if row[key]
    ]
    if row["amends"]:
        remarks.append(message(m.AMENDS, run=row["amends"]))
    if row["amended_by"]:
        remarks.append(message(m.AMENDED_BY, run=row["amended_by"]))
    return ", ".join(remarks)
