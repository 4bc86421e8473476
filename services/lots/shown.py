"""A lot as a document for programs and for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from services.lots.state import LotState


def lot_document(state: LotState) -> dict[str, Any]:
    """Everything that is known of a lot; the sample up to the stage that is to be examined."""
    plan, found = state.plan, state.judgement
    return {
        "lot": plan.lot,
        "kind": plan.kind,
        "jurisdiction": plan.jurisdiction,
        "size": plan.size,
        "plan": plan.plan,
        "stages": [[s.total, s.acceptance, s.rejection] for s in plan.stages],
        "common": plan.common,
        "entry": state.planned.n,
        "seed": plan.seed,
        "visual": state.replaced.n if state.replaced else None,
        "decided": state.decided.n if state.decided else None,
        "sample": [
            {
                "serial": m.serial,
                "instead_of": m.instead_of,
                "run": m.run,
                "day": m.day,
                "outcome": m.outcome,
                "problem": m.problem.to_dict() if m.problem else None,
            }
            for m in state.sample[: found.needed]
        ],
        "spares": list(state.spares),
        "judgement": {
            "outcome": str(found.outcome),
            "stage": found.stage,
            "needed": found.needed,
            "nonconforming": found.nonconforming,
        },
    }
