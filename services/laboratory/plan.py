"""What a run would do, as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from records.entries import Conclusion, of_kind
from records.journal import MemoryJournal, utc_now
from sequencer.errors import Refused
from sequencer.gates import Facts
from sequencer.session import gate, preview
from services.laboratory.entry_documents import conclusion_document, plan_entry_document
from services.laboratory.gate_facts import expecting, real_day

if TYPE_CHECKING:
    from services.laboratory.prepare import Job

SECONDS_PER_READING = 5
SECONDS_PER_COMMAND = 20


def plan_document(job: Job) -> dict[str, Any]:
    """Nameplate check, items, points, every address in order, and an estimate of the time.

    The estimate counts the waiting the regulation asks for exactly, and takes 5 s for a reading and 20 s for a command
    (a load placed, a pressure reached); it is only an estimate.
    """
    refusals: list[dict[str, str]] = []
    try:
        known = expecting(Facts(now=utc_now(), today=real_day(utc_now())), job.bench, [job.position])
        gate(job.setup, MemoryJournal(), known)
    except Refused as refused:
        refusals = [r.to_dict() for r in refused.reasons]
    plan = preview(job.setup, MemoryJournal())
    specification = [c for _, c in of_kind(plan.events, Conclusion) if c.item == "specification"]
    return {
        "regulation": job.setup.opened.regulation.id,
        "subject": to_builtins(job.setup.opened.subject),
        "refusals": refusals,
        "notices": [notice.to_dict() for notice in job.notices],
        "specification": [conclusion_document(c) for c in specification],
        **plan_entry_document(plan.plan),
        "addresses": [q.address for q in plan.questions],
        "duration": {
            "waiting_s": plan.seconds,
            "estimated_s": plan.seconds
            + SECONDS_PER_READING * len(plan.questions)
            + SECONDS_PER_COMMAND * len(plan.calls),
        },
    }
