"""`runs` and `show` on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.cli.ending import summary
from console.cli.screen import both, plain, print_json, print_table, say, words
from services.amendments import amended

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.event import Event


def list_runs(url: str, *, as_json: bool) -> None:
    """Every run of a store."""
    from records.store import Store

    lines = Store(url).runs()
    later = amended(lines)
    rows = [
        {
            "run": line.run,
            "regulation": line.opened.body["regulation"]["id"],
            "subject": line.opened.body["subject"]["name"]["zh"],
            "serial": line.opened.body["subject"]["serial"],
            "date": line.opened.body["date"],
            "outcome": line.outcome or "interrupted",
            "simulated": line.opened.body["simulated"],
            "entries": line.entries,
            "amends": line.opened.body.get("amends", {}).get("run", ""),
            "amended_by": later.get(line.run, ""),
        }
        for line in lines
    ]
    if as_json:
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


def show_run(name: str, url: str, *, as_json: bool) -> None:
    """One run with every conclusion."""
    from records.store import Store

    store = Store(url)
    events = store.events(store.find(name))
    document = summary(events)
    document["amends"] = events[0].body.get("amends")
    document["amended_by"] = amended(store.runs()).get(events[0].run, "")
    if as_json:
        document["conclusions"] = [{"address": e.address, **e.body} for e in events if e.kind == "conclusion"]
        document["observations"] = [
            {"address": e.address, **e.body} for e in events if e.kind in {"observation", "finding"}
        ]
        print_json(document)
        return
    subject = document["subject"]
    title = f"{document['regulation']}  {subject['name']['zh']} {subject['model']} № {subject['serial']}  {document['date']}  {document['run']}"
    print_table(
        title, ["", "点 Point", "比较 Compared", "条款 Clause"], [_row(e) for e in events if e.kind == "conclusion"]
    )
    rows = [[words(i["outcome"]), both(i["name"]), plain(i["clause"]), both(i["reason"])] for i in document["items"]]
    verdict = words(document["outcome"]) if document["verdict"] else "[yellow]中断 interrupted: steelyard resume[/]"
    print_table(f"结论 Verdict: {verdict}", ["", "项目 Item", "条款 Clause", "说明 Reason"], rows)
    _tell_amendments(document)


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
