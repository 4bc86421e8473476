"""`steelyard regulations`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.cli.screen import both, plain, print_json, print_table

if TYPE_CHECKING:
    from procedures.base import Procedure


def show_regulations(name: str, *, as_json: bool) -> None:
    """All that is implemented, or one regulation with its items and sources."""
    from procedures.registry import all_editions, named

    found = named(name) if name else all_editions()
    if as_json:
        print_json([_document(p) for p in found])
        return
    documents = [_document(p) for p in found]
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
    for d in documents if name else ():
        print_table("检定项目 Items", ["", "项目 Item", "条款 Clause", "类别 Stages", "核实 Status"],
                    [[plain(i["key"]), both(i["name"]), plain(i["clause"]), ", ".join(i["stages"]), i["status"]] for i in d["items"]])  # fmt: skip
        print_table("数据来源 Sources", ["条款 Clause", "核实 Status", "说明 Note"],
                    [[plain(s["clause"]), s["status"], plain(s["note"])] for s in d["sources"]])  # fmt: skip


def _document(procedure: type[Procedure[Any, Any]]) -> dict[str, Any]:
    from metrology.status import worst

    r, items = procedure.regulation, procedure.items()
    return {
        "id": r.id,
        "title": r.title.to_dict(),
        "issued": r.issued.isoformat(),
        "in_force": r.in_force.isoformat(),
        "replaces": list(r.replaces),
        "validity_months": r.validity_months,
        "status": str(worst([*(s.status for s in r.sources), *(i.status for i in items)])),
        "roles": list(procedure.roles),
        "items": [
            {
                "key": i.key,
                "clause": i.clause,
                "name": i.name.to_dict(),
                "stages": sorted(map(str, i.stages)),
                "status": str(i.status),
            }
            for i in items
        ],
        "sources": [s.to_dict() for s in procedure.tables()],
    }
