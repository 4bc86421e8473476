"""`steelyard regulations`: what is implemented."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import Json


def regulations(
    regulation: Annotated[str, typer.Argument(metavar="[REG]", help="Show one regulation with its items.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="Only those of a kind: verification, calibration, …")] = "",
    laboratory: Annotated[
        Path, typer.Option("--laboratory", metavar="DIR", help="Laboratory with regulations of its own.")
    ] = Path(),
    json: Json = False,  # noqa: FBT002
) -> None:
    """List what is implemented: editions, dates, clauses, and how far each table has been checked."""
    from console.cli.screen import both, plain, print_json, print_table, say
    from services.laboratory_folders import regulation_folders
    from services.regulations import broken_modules, regulation_documents

    folders = regulation_folders(laboratory.resolve())
    documents = regulation_documents(regulation, kind, folders)
    for problem in broken_modules(folders):
        say(f"[bold yellow]{plain(problem)}[/]")
    if json:
        print_json(documents)
        return
    print_table(
        "",
        ["规程 Regulation", "名称 Title", "实施 In force", "代替 Replaces", "周期 Period", "核实 Status"],
        [
            [
                d["id"],
                both(d["title"]),
                d["in_force"],
                ", ".join(d["replaces"]),
                f"{d['validity_months']} 个月",
                d["status"],
            ]
            for d in documents
        ],
    )
    for d in documents if regulation else ():
        print_table("检定项目 Items", ["", "项目 Item", "条款 Clause", "类别 Stages", "核实 Status"],
                    [[plain(i["key"]), both(i["name"]), plain(i["clause"]), ", ".join(i["stages"]), i["status"]] for i in d["items"]])  # fmt: skip
        print_table("数据来源 Sources", ["条款 Clause", "核实 Status", "说明 Note"],
                    [[plain(s["clause"]), s["status"], plain(s["note"])] for s in d["sources"]])  # fmt: skip
