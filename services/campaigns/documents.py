"""The document on a campaign that is decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.text import Text
from records.durable_file import write_durably
from records.store import Store
from records.verification import ledger_of
from reports.campaign import CellRow, Reported, campaign_report
from services.campaigns.state import campaign_state
from services.campaigns.verifying import against_verdict
from services.finished.printed import Printed
from services.refused.campaign_refused import CampaignRefused

if TYPE_CHECKING:
    from pathlib import Path

    from services.campaigns.cells import CellRun, CellState


def write_campaign_document(name: str, url: str, folder: Path) -> Path:
    """Write the report on a campaign; returns its file.

    Raises:
        UnknownRun, CampaignRefused: As `campaign_document`.
    """
    made = campaign_document(name, url)
    folder.mkdir(parents=True, exist_ok=True)
    write_durably(folder / made.name, made.content)
    return folder / made.name


def campaign_document(name: str, url: str) -> Printed:
    """The report on a campaign.

    Raises:
        UnknownRun: The store knows no campaign of that name.
        CampaignRefused: It is not decided, or the verdict no longer follows from its runs.
    """
    store = Store(url, read_only=True)
    try:
        state, ledger = campaign_state(store, name), ledger_of(store)
    finally:
        store.close()
    if state.decided is None:
        raise CampaignRefused(
            [Text(f"样品试验 {name} 尚未作结论", f"campaign {name} is not decided: steelyard campaign decide")]
        )
    if problems := list(against_verdict(state)):
        raise CampaignRefused(problems)
    sections = state.kind.sections(state.plan, state.results, state.judgement)
    pdf = campaign_report(
        Reported(
            state.kind.title, state.plan, state.planned, state.decided, state.judgement, sections,
            [_row(cell) for cell in state.cells], ledger.place(""),
        )
    )  # fmt: skip
    return Printed(f"campaign_{re.sub(r'[^A-Za-z0-9._-]+', '-', name)}.pdf", pdf)


def _row(cell: CellState) -> CellRow:
    c, counted = cell.cell, cell.counted
    run, day, outcome = (counted.run, counted.day, counted.outcome) if counted is not None else ("", "", "")
    return CellRow(c.key, c.name, c.sample, run, day, outcome, tuple(_other(r) for r in cell.others))


def _other(run: CellRun) -> Text:
    what = Text("未结束", "unfinished") if not run.outcome else Text(Outcome(run.outcome).zh, Outcome(run.outcome).en)
    if run.amended:
        what = Text("已更正", "amended")
    if run.late:
        what = Text("在作结论之后才结束", "it ended after the verdict")
    if run.strange:
        what = Text("不符合方案", "not by the plan")
    return Text(f"{run.run}（{run.day}，{what.zh}）", f"{run.day}, {what.en}")
