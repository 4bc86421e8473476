"""`steelyard runs`: the runs of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from console.catalogue import messages as m
from console.cli.options import DEFAULT_STORE, Batch, Json, Order, Store
from console.language import localised

if TYPE_CHECKING:
    from collections.abc import Mapping


def runs(
    order: Order = "",
    batch: Batch = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List the runs of the store by number, also missing ones; exit code 1 where something is wrong."""
    from console.cli.screen import narrow, print_json, print_table
    from services.runs import run_rows

    rows = run_rows(store, order=order.strip(), batch=batch.strip())
    wrong = 1 if any(r["problem"] for r in rows) else 0
    if json:
        print_json(rows)
        raise typer.Exit(wrong)
    titles = ["#", *(localised(t) for t in (m.RUN, m.REGULATION, m.SUBJECT, m.SERIAL, m.DATE, m.OUTCOME, m.REMARK))]
    lines = [_row(r) for r in rows]
    if narrow():
        titles, lines = _fewer(titles), [_fewer(line) for line in lines]
    print_table("", titles, lines, whole=range(len(titles) - 1))
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
