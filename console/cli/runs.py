"""`steelyard runs`: the runs of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from collections.abc import Mapping


def runs(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List the runs of the store, oldest first."""
    from console.cli.screen import plain, print_json, print_table, words
    from services.runs import run_rows

    rows = run_rows(store)
    if json:
        print_json(rows)
        return
    print_table(
        "",
        ["run", "规程 Regulation", "器具 Subject", "№", "日期 Date", "结论 Verdict", ""],
        [
            [r["run"], plain(r["regulation"]), plain(r["subject"]), plain(r["serial"]), r["date"],
             words(r["outcome"]) if r["outcome"] != "interrupted" else "[yellow]中断 interrupted[/]", _remark(r)]
            for r in rows
        ],
        whole=("run", "日期 Date"),
    )  # fmt: skip


def _remark(row: Mapping[str, Any]) -> str:
    remarks = ["模拟 sim"] if row["simulated"] else []
    if row["amends"]:
        remarks.append(f"更正 amends {row['amends']}")
    if row["amended_by"]:
        remarks.append(f"[yellow]已由 {row['amended_by']} 更正 amended[/]")
    return ", ".join(remarks)
