"""`steelyard show`: one run on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.options import DEFAULT_STORE, Json, RunName, Store
from console.cli.screen import both, plain, print_json, print_table, say, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.event import Event


def show(
    run: RunName,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
    unverified: Annotated[  # noqa: FBT002
        bool, typer.Option("--unverified", help="Show it also where seals or ledger are broken; marked, exit code 1.")
    ] = False,
) -> None:
    """Show one run: items, points, errors against limits, verdict."""
    from services.runs import run_details

    document, events = run_details(run, store, unverified=unverified)
    wrong = 1 if document["problems"] else 0
    if json:
        print_json(document)
        raise typer.Exit(wrong)
    subject = document["subject"]
    title = f"{document['regulation']}  {subject['name']['zh']} {subject['model']} № {subject['serial']}  {document['date']}  {document['run']}"
    print_table(
        title, ["", "点 Point", "比较 Compared", "条款 Clause"], [_row(e) for e in events if e.kind == "conclusion"]
    )
    rows = [[words(i["outcome"]), both(i["name"]), plain(i["clause"]), both(i["reason"])] for i in document["items"]]
    verdict = words(document["outcome"]) if document["verdict"] else "[yellow]中断 interrupted: steelyard resume[/]"
    print_table(f"结论 Verdict: {verdict}", ["", "项目 Item", "条款 Clause", "说明 Reason"], rows)
    _tell_amendments(document)
    for problem in document["problems"]:
        say(f"[bold red]✗ 记录不可信 The record is not what was written[/]: {plain(problem)}")
    raise typer.Exit(wrong)


def _tell_amendments(document: Mapping[str, Any]) -> None:
    amends, by = document["amends"], document["amended_by"]
    if amends:
        say(
            f"更正 amends [bold]{amends['run']}[/]，第 {amends['entry']} 条 entry: {plain(amends['address'])}: "
            f"{plain(amends['old'])} → {plain(amends['new'])}；{plain(amends['who']['name'])} ({plain(amends['who']['id'])}) "
            f"{amends['when']}：{plain(amends['why'])}"
        )
    if by:
        say(f"[bold yellow]本次检定已被更正，以 {by} 为准 This run was amended; {by} stands in its place[/]")


def _row(event: Event) -> list[str]:
    body = event.body
    decision = body.get("decision") or {}
    compared = f"{decision['compared']} {decision['unit']}" if decision else body["reason"]["zh"]
    return [words(body["outcome"]), plain(event.address), plain(compared), plain(decision.get("clause", ""))]
