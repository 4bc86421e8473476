"""Computes a campaign again from its runs alone: every run from its readings, then the verdict from the runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.text import Text
from records.entries import opened
from records.errors import StoreError
from records.journal import MemoryJournal
from records.store import Store
from records.verification import ledger_of, read_verified
from sequencer.errors import Differs
from sequencer.session import replay
from services.campaigns.deciding import verdict_of
from services.campaigns.state import CampaignState, campaign_state
from services.campaigns.subjects import other_subject
from services.laboratory.prepare import rebuild

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records import campaigns
    from records.ledger_state import LedgerState


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it.

    Attributes:
        state: The campaign.
        problems: What differs from what was written; empty where nothing does.
    """

    state: CampaignState
    problems: tuple[Text, ...]


def verify(name: str, url: str) -> Verified:
    """Compute a campaign again.

    Raises:
        UnknownRun: The store knows no campaign of that name.
        NotIntact: A run or the ledger is not what was written.
    """
    store = Store(url, read_only=True)
    try:
        state, ledger = campaign_state(store, name), ledger_of(store)
        return Verified(state, (*_twice(state), *_runs(store, ledger, state), *against_verdict(state)))
    finally:
        store.close()


def _twice(state: CampaignState) -> Iterator[Text]:
    for n in state.repeated:
        zh, en = "再次制定方案或作结论；不计入", "plans or decides it once more; it counts for nothing"
        yield Text(f"台账第 {n} 条：{zh}", f"entry {n} of the ledger {en}")


def _runs(store: Store, ledger: LedgerState, state: CampaignState) -> Iterator[Text]:
    for cell in state.cells:
        if cell.counted is None:
            continue
        run = cell.counted.run
        events = read_verified(store, run, ledger)
        yield from other_subject(opened(events), state.plan, cell.cell)
        try:
            replay(rebuild(opened(events)), MemoryJournal(run), events)
        except (StoreError, Differs) as error:
            yield Text(
                f"单元 {cell.cell.key}，{run}：重新计算不一致：{error}",
                f"cell {cell.cell.key}, run {run} differs: {error}",
            )


def against_verdict(state: CampaignState) -> Iterator[Text]:
    """What the verdict in the ledger says and the runs do not."""
    if state.decided is None:
        return
    written: campaigns.Decided = state.decided.step
    now = verdict_of(state, written.operator)
    if written.plan != state.planned.step.digest:
        yield Text("结论所依据的方案不是冻结的方案", "the verdict is on another plan than the one that was frozen")
    was, are = {r.cell: r for r in written.runs}, {r.cell: r for r in now.runs}
    for key in sorted(was.keys() | are.keys()):
        if was.get(key) != are.get(key):
            old, new = (found[key].run if key in found else "—" for found in (was, are))
            yield Text(
                f"单元 {key}：结论依据 {old}，现为 {new}", f"cell {key}: the verdict rests on {old}; it is {new} now"
            )
    for field, zh in (("outcome", "结论"), ("requirements", "要求"), ("figures", "数值")):
        if getattr(written, field) != getattr(now, field):
            yield Text(f"{zh}与记录重新计算的不一致", f"{field} of the verdict are not those that follow from the runs")
