"""`steelyard runs`: the runs of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from console.cli.options import DEFAULT_STORE, Json, Store
from console.cli.screen import both

if TYPE_CHECKING:
    from collections.abc import Mapping


ENDS = {"interrupted": "[yellow]中断 interrupted[/]", "missing": "[bold red]缺失 missing[/]"}


def runs(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List the runs of the store by number, also missing ones; exit code 1 where something is wrong."""
    from console.cli.screen import plain, print_json, print_table, words
    from services.runs import run_rows

    rows = run_rows(store)
    wrong = 1 if any(r["problem"] for r in rows) else 0
    if json:
        print_json(rows)
        raise typer.Exit(wrong)
    print_table(
        "",
        ["#", "run", "规程 Regulation", "器具 Subject", "№", "日期 Date", "结论 Verdict", ""],
        [
            [str(r["number"] or "–"), r["run"], plain(r["regulation"]), plain(r["subject"]), plain(r["serial"]), r["date"],
             ENDS.get(r["outcome"]) or words(r["outcome"]), _remark(r)]
            for r in rows
        ],
        whole=("run", "日期 Date"),
    )  # fmt: skip
    raise typer.Exit(wrong)


def _remark(row: Mapping[str, Any]) -> str:
    remarks = ["模拟 sim"] if row["simulated"] else []
    if row["problem"]:
        remarks.append(f"[bold red]✗ {both(row['problem'])}[/]")
    if row["amends"]:
        remarks.append(f"更正 amends {row['amends']}")
    if row["amended_by"]:
        remarks.append(f"[yellow]已由 {row['amended_by']} 更正 amended[/]")
    return ", ".join(remarks)
