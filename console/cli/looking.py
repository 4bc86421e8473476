"""`runs` and `show` on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.cli.ending import summary
from console.cli.screen import both, plain, print_json, print_table, words

if TYPE_CHECKING:
    from records.event import Event


def list_runs(url: str, *, as_json: bool) -> None:
    """Every run of a store."""
    from records.store import Store

    lines = Store(url).runs()
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
             words(r["outcome"]) if r["outcome"] != "interrupted" else "[yellow]中断 interrupted[/]", "模拟 sim" if r["simulated"] else ""]
            for r in rows
        ],
    )  # fmt: skip


def show_run(name: str, url: str, *, as_json: bool) -> None:
    """One run with every conclusion."""
    from records.store import Store

    store = Store(url)
    events = store.events(store.find(name))
    document = summary(events)
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


def _row(event: Event) -> list[str]:
    body = event.body
    decision = body.get("decision") or {}
    compared = f"{decision['compared']} {decision['unit']}" if decision else body["reason"]["zh"]
    return [words(body["outcome"]), plain(event.address), plain(compared), plain(decision.get("clause", ""))]
