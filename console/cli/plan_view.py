"""What a run would do, on the screen."""

from __future__ import annotations

from typing import Any

from console.cli.screen import both, plain, print_table


def show_plan(document: dict[str, Any]) -> None:
    """Tables for a person."""
    for refusal in document["refusals"]:
        print_table("", ["不能开始 The run may not start"], [[both(refusal)]])
    print_table(
        "铭牌核对 Nameplate check",
        ["", "要求 Requirement", "实际 Actual", "规定 Required", "条款 Clause"],
        [
            [
                _mark(c["outcome"]),
                both(c["label"]),
                plain(c["values"]["value"]),
                plain(c["values"]["limit"]),
                plain(c["values"]["requirement"]),
            ]
            for c in document["specification"]
        ],
    )
    print_table(
        "检定项目 Items",
        ["", "项目 Item", "条款 Clause", "说明 Note"],
        [
            ["✓" if i["applicable"] else "–", both(i["name"]), plain(i["clause"]), both(i["reason"])]
            for i in document["items"]
        ],
    )
    names = {i["key"]: i["name"] for i in document["items"]}
    print_table(
        "检定点 Points",
        ["项目 Item", "点 Point", "理由 Reason"],
        [[both(names[p["item"]]), plain(p["point"]), both(p["reason"])] for p in document["points"]],
    )
    minutes = document["duration"]["estimated_s"] / 60
    print_table("", [f"{len(document['addresses'])} 个读数 readings，约 about {minutes:.0f} min"], [])


def _mark(outcome: str) -> str:
    from console.cli.screen import MARK, OUTCOME_STYLE

    return f"[{OUTCOME_STYLE[outcome]}]{MARK[outcome]}[/]"
