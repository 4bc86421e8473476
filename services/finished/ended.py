"""How a run ended, in words: its verdict with what decided it, or why it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from messages import both
from metrology.text import NO_TEXT, Text
from procedures.findings import outcome_in
from procedures.regulation import Work
from records.entries import Conclusion, Interrupted, ItemResult, Verdict, of_kind, opened
from records.store import Store
from records.verification import ledger_of, read_verified
from services.register.write_back import certificate_until
from services.runs.running import KILLED, is_running

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from records.entries import Opened
    from records.event import Event

STOPPED = Text("检定中断：{why}", "The run stopped: {why}")
RUNNING = Text("检定正在进行", "The run goes on")
CALIBRATED = Text("校准完成", "Calibration completed")


@dataclass(frozen=True, slots=True)
class ItemEnd:
    """One item of a run: its name, how it was decided, and why where it does not conform."""

    name: Text
    clause: str
    outcome: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended.

    Attributes:
        run: The run.
        outcome: The verdict; ``interrupted`` or ``running`` where there is none.
        sentence: The end in words.
        reasons: What decided it, one text for each item that does not conform.
        items: Every item that was decided.
        name, model, serial: The instrument.
        regulation, stage: What it was verified by.
        kind: What it was for.
        job: The job or order that it states.
        person: Identity of the verifier.
        valid_until: Last day of the certificate; None where it gives none.
        overrides: Start gates that were overridden, in words.
        simulated, draft: Whether instruments were simulated, and whether the edition is a draft.
        unverified: How many figures it rests on were not checked against the printed regulation.
        seconds: Time from the first entry to the last.
        campaign, cell: The cell of a campaign that it states; empty for none.
    """

    run: str
    outcome: str
    sentence: Text
    reasons: tuple[Text, ...]
    items: tuple[ItemEnd, ...]
    name: Text
    model: str
    serial: str
    regulation: str
    stage: str
    kind: str
    job: str
    person: str
    valid_until: date | None
    overrides: tuple[Text, ...]
    simulated: bool
    draft: bool
    unverified: int
    seconds: int
    campaign: str = ""
    cell: str = ""


def ended(run: str, url: str) -> Ended:
    """How a run ended.

    Args:
        run: The run, whole or the beginning of its name.
        url: The store.

    Raises:
        UnknownRun: There is none.
        NotIntact: The journal, its seals or the ledger are not what was written.
    """
    store = Store(url, read_only=True)
    try:
        name = store.find(run)
        events = read_verified(store, name, ledger_of(store))
    finally:
        store.close()
    return ended_of(name, events, url)


def ended_of(run: str, events: Sequence[Event], url: str) -> Ended:
    """How a run ended, from its journal; see `ended`."""
    began = opened(events)
    verdict = next((v for _, v in reversed(of_kind(events, Verdict))), None)
    results = [i for _, i in of_kind(events, ItemResult)]
    items = tuple(ItemEnd(i.words.name, i.clause, i.outcome, i.words.reason) for i in results)
    until = certificate_until(began, verdict) if verdict is not None else None
    outcome, sentence = _end(run, events, began, verdict, until, url)
    return Ended(
        run=run,
        outcome=outcome,
        sentence=sentence,
        reasons=tuple(_why(began.kind, events, i) for i in results if i.outcome not in {"conform", "not_applicable"}),
        items=items,
        name=began.subject.name,
        model=began.subject.model,
        serial=began.subject.serial,
        regulation=began.regulation.id,
        stage=began.stage,
        kind=began.kind,
        job=began.order,
        person=began.people.operator.id,
        valid_until=until,
        overrides=tuple(o.statement for o in began.overrides if o.statement != NO_TEXT),
        simulated=began.simulated,
        draft=began.regulation.draft,
        unverified=len(verdict.words.unverified) if verdict is not None else 0,
        seconds=int((datetime.fromisoformat(events[-1].time) - datetime.fromisoformat(events[0].time)).total_seconds()),
        campaign=began.campaign.campaign if began.campaign is not None else "",
        cell=began.campaign.cell if began.campaign is not None else "",
    )


def _end(
    run: str, events: Sequence[Event], began: Opened, verdict: Verdict | None, until: date | None, url: str
) -> tuple[str, Text]:
    if verdict is not None:
        found = outcome_in(began.kind, verdict.outcome)
        if began.kind == Work.CALIBRATION and verdict.outcome == "conform":
            return verdict.outcome, CALIBRATED
        valid = Text(f"，有效期至 {until}", f", valid until {until}") if until is not None else NO_TEXT
        return verdict.outcome, Text(f"结论：{found.zh}{valid.zh}", f"Verdict: {found.en}{valid.en}")
    if is_running(run, url):
        return "running", RUNNING
    stops = of_kind(events, Interrupted)
    why = both(stops[-1].entry.reason) if stops and events[-1].kind == Interrupted.entry_kind else KILLED
    return "interrupted", Text(STOPPED.zh.format(why=why.zh), STOPPED.en.format(why=why.en))


def _why(kind: str, events: Sequence[Event], item: ItemResult) -> Text:
    """Why an item does not conform: as it states, else the first of its points that decided it, and how many did."""
    found, name = outcome_in(kind, item.outcome), item.words.name
    reason = item.words.reason
    if reason == NO_TEXT:
        reason = _points([c for _, c in of_kind(events, Conclusion) if (c.item, c.outcome) == (item.key, item.outcome)])
    zh, en = f"{name.zh}：{found.zh}", f"{name.en}: {found.en}"
    return Text(f"{zh}，{reason.zh}", f"{en}, {reason.en or reason.zh}") if reason != NO_TEXT else Text(zh, en)


def _points(decided: Sequence[Conclusion]) -> Text:
    if not decided:
        return NO_TEXT
    words = decided[0].words
    unit = decided[0].decision.unit if decided[0].decision is not None else ""
    why = Text.same(f"{words.compared} {unit}".rstrip()) if words.compared else words.reason
    label, count = words.label, len(decided)
    zh, en = (f"（共 {count} 点）", f" ({count} points)") if count > 1 else ("", "")
    return Text(f"{label.zh}：{why.zh}{zh}", f"{label.en}: {why.en}{en}")
