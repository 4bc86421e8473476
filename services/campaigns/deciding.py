"""The verdict on a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.text import Text
from records import campaigns
from records.admission import admit
from records.entries import opened
from records.ledger_changes import enter_campaign
from services.accounts.measuring import refuse_to_measure
from services.campaigns.locks import stepping
from services.campaigns.state import CampaignState, campaign_state
from services.campaigns.subjects import other_subject
from services.laboratory.laboratory_register import register_of
from services.laboratory.people import person_of
from services.refused.campaign_refused import CampaignRefused
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from records.entries import Person
    from records.store import Store

NAMED = 20
"""Missing cells that a refusal names."""


def decide(name: str, url: str, *, operator: str, bench: Path) -> CampaignState:
    """Enter the verdict on a campaign, signed in the store.

    Raises:
        NotAllowed: The store has accounts, and no role of this person allows to measure.
        CampaignRefused: It is decided already, a cell is missing, or the results allow no verdict; each reason is named.
    """
    person, key = person_of(register_of(bench), operator), signer(bench)
    refuse_to_measure(url, person.id)
    admit(url, key)
    store = open_store(url, bench, key)
    with stepping(name, url):
        state = campaign_state(store, name)
        if problems := [*_problems(state), *_others(store, state)]:
            raise CampaignRefused(problems)
        enter_campaign(store, key, campaigns.body(verdict_of(state, person)))
    return campaign_state(store, name)


def verdict_of(state: CampaignState, operator: Person) -> campaigns.Decided:
    """The verdict as the ledger keeps it."""
    found = state.judgement
    counted = [(c.cell.key, c.counted) for c in state.cells]
    return campaigns.Decided(
        campaign=state.name,
        plan=state.planned.step.digest,
        outcome=str(found.outcome),  # type: ignore[arg-type]
        runs=tuple(
            campaigns.CellRun(cell=key, run=r.run, hash=r.hash, outcome=r.outcome)  # type: ignore[arg-type]
            for key, r in counted
            if r is not None
        ),
        requirements=tuple(
            campaigns.DecidedRequirement(key=r.key, value=r.value, limit=r.limit, outcome=str(r.outcome))  # type: ignore[arg-type]
            for r in found.requirements
        ),
        figures=dict(found.figures),
        words=found.words if found.words.en else Text(found.outcome.zh, found.outcome.en),
        simulated=any(r.simulated for _, r in counted if r is not None),
        operator=operator,
    )


def _others(store: Store, state: CampaignState) -> list[Text]:
    """Runs that count and are not about the sample of their cell."""
    counted = [(c.cell, c.counted.run) for c in state.cells if c.counted is not None]
    return [text for cell, run in counted for text in other_subject(opened(store.events(run)), state.plan, cell)]


def _problems(state: CampaignState) -> list[Text]:
    if state.decided is not None:
        return [Text(f"样品试验 {state.name} 已作结论", f"campaign {state.name} is decided already")]
    if state.missing:
        count, names = (
            len(state.missing),
            ", ".join(state.missing[:NAMED]) + (" …" if len(state.missing) > NAMED else ""),
        )
        return [Text(f"未完成：还有 {count} 个单元未试验：{names}", f"incomplete: {count} cells are missing: {names}")]
    if state.judgement.outcome in {Outcome.INCOMPLETE, Outcome.INVALID}:
        found = state.judgement.outcome
        open_ = [r for r in state.judgement.requirements if r.outcome is found]
        return [Text(f"{r.name.zh}：{found.zh}", f"{r.name.en}: {found.en}") for r in open_] or [
            Text(f"结果不能作出结论（{found.zh}）", f"the results allow no verdict ({found.en})")
        ]
    return []
