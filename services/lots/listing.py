"""All lots of a store, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.decision import Outcome
from procedures.instrument_kinds import kind_name
from records import lots
from records.store import Store
from records.verification import ledger_of
from services.lots.state import lot_state

if TYPE_CHECKING:
    from records.ledger_steps import Placed


def lots_listed(url: str) -> list[dict[str, Any]]:
    """Each lot with its plan, how many meters are examined, and its verdict; the newest first.

    Raises:
        StoreError: The store cannot be read.
        NotIntact: A run of a lot that is open is not what was written.
    """
    store = Store(url, read_only=True)
    try:
        found: dict[str, list[Placed[Any]]] = {}
        for placed in lots.steps(ledger_of(store).lots):
            found.setdefault(placed.step.lot, []).append(placed)
        return [_lot(store, name, steps) for name, steps in reversed(found.items())]
    finally:
        store.close()


def _lot(store: Store, name: str, steps: list[Placed[Any]]) -> dict[str, Any]:
    of = {type(p.step): p for p in steps}
    plan: lots.Planned = of[lots.Planned].step
    if (placed := of.get(lots.Decided)) is not None:  # what was decided says it all
        verdict: lots.Decided = placed.step
        outcome = Outcome.CONFORM if verdict.accepted else Outcome.NOT_CONFORM
        bad, examined, simulated = verdict.nonconforming, len(verdict.results), verdict.simulated
    else:
        state = lot_state(store, name)
        members = [m for m in state.sample if m.run]
        outcome, bad, examined = Outcome.INCOMPLETE, state.judgement.nonconforming, len(members)
        simulated = any(m.simulated for m in members)
    return {
        "lot": name, "kind": plan.kind, "kind_name": kind_name(plan.kind).to_dict(), "jurisdiction": plan.jurisdiction, "size": plan.size, "plan": plan.plan,
        "planned": of[lots.Planned].time, "sample": plan.stages[0].total, "examined": examined, "nonconforming": bad,
        "outcome": str(outcome), "decided": placed.time if placed is not None else None, "simulated": simulated,
    }  # fmt: skip
