"""What a run would do, as a document and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.cli.screen import both, plain, print_table

if TYPE_CHECKING:
    from services.prepare import Job

SECONDS_PER_READING = 5
SECONDS_PER_COMMAND = 20


def as_document(job: Job) -> dict[str, Any]:
    """Nameplate check, items, points, every address in order, and an estimate of the time.

    The estimate counts the waiting the regulation asks for exactly, and takes 5 s for a reading and 20 s for a command
    (a load placed, a pressure reached); it is an estimate of ours, and says so.
    """
    from records.journal import MemoryJournal, utc_now
    from sequencer.errors import Refused
    from sequencer.gates import Facts
    from sequencer.session import gate, preview

    refusals: list[dict[str, str]] = []
    try:
        gate(job.setup, MemoryJournal(), Facts(now=utc_now()))
    except Refused as refused:
        refusals = [r.to_dict() for r in refused.reasons]
    plan = preview(job.setup, MemoryJournal())
    conclusions = [e.body for e in plan.events if e.kind == "conclusion" and e.body["item"] == "specification"]
    return {
        "regulation": job.setup.opened["regulation"]["id"],
        "subject": job.setup.opened["subject"],
        "refusals": refusals,
        "specification": conclusions,
        **plan.body,
        "addresses": [q.address for q in plan.questions],
        "duration": {
            "waiting_s": plan.seconds,
            "estimated_s": plan.seconds
            + SECONDS_PER_READING * len(plan.questions)
            + SECONDS_PER_COMMAND * len(plan.calls),
        },
    }


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
