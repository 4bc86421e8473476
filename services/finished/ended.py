"""How a run ended, in words: its verdict with what decided it, or why it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from messages import both
from metrology.decision import Outcome
from metrology.text import NO_TEXT, Text
from procedures.regulation import Work
from records.entries import Interrupted, ItemResult, Verdict, of_kind, opened
from records.store import Store
from records.verification import ledger_of, read_verified
from services.running import is_running
from services.today.unfinished import KILLED
from services.write_back import certificate_until

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
        job: The job or order that it states.
        person: Identity of the verifier.
        valid_until: Last day of the certificate; None where it gives none.
        overrides: Start gates that were overridden, in words.
        simulated, draft: Whether instruments were simulated, and whether the edition is a draft.
        unverified: How many figures it rests on were not checked against the printed regulation.
        seconds: Time from the first entry to the last.
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
    job: str
    person: str
    valid_until: date | None
    overrides: tuple[Text, ...]
    simulated: bool
    draft: bool
    unverified: int
    seconds: int


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
    return _ended(name, events, url)


def _ended(run: str, events: Sequence[Event], url: str) -> Ended:
    began = opened(events)
    verdict = next((v for _, v in reversed(of_kind(events, Verdict))), None)
    items = tuple(ItemEnd(i.words.name, i.clause, i.outcome, i.words.reason) for _, i in of_kind(events, ItemResult))
    until = certificate_until(began, verdict) if verdict is not None else None
    outcome, sentence = _end(run, events, began, verdict, until, url)
    return Ended(
        run=run,
        outcome=outcome,
        sentence=sentence,
        reasons=tuple(_why(item) for item in items if item.outcome not in {"conform", "not_applicable"}),
        items=items,
        name=began.subject.name,
        model=began.subject.model,
        serial=began.subject.serial,
        regulation=began.regulation.id,
        stage=began.stage,
        job=began.order,
        person=began.people.operator.id,
        valid_until=until,
        overrides=tuple(o.statement for o in began.overrides if o.statement != NO_TEXT),
        simulated=began.simulated,
        draft=began.regulation.draft,
        unverified=len(verdict.words.unverified) if verdict is not None else 0,
        seconds=int((datetime.fromisoformat(events[-1].time) - datetime.fromisoformat(events[0].time)).total_seconds()),
    )


def _end(
    run: str, events: Sequence[Event], began: Opened, verdict: Verdict | None, until: date | None, url: str
) -> tuple[str, Text]:
    if verdict is not None:
        found = Outcome(verdict.outcome)
        if began.kind == Work.CALIBRATION and verdict.outcome == "conform":
            return verdict.outcome, CALIBRATED
        valid = Text(f"，有效期至 {until}", f", valid until {until}") if until is not None else NO_TEXT
        return verdict.outcome, Text(f"结论：{found.zh}{valid.zh}", f"Verdict: {found.en}{valid.en}")
    if is_running(run, url):
        return "running", RUNNING
    stops = of_kind(events, Interrupted)
    why = both(stops[-1].entry.reason) if stops and events[-1].kind == Interrupted.entry_kind else KILLED
    return "interrupted", Text(STOPPED.zh.format(why=why.zh), STOPPED.en.format(why=why.en))


def _why(item: ItemEnd) -> Text:
    found = Outcome(item.outcome)
    zh, en = f"{item.name.zh}：{found.zh}", f"{item.name.en}: {found.en}"
    reason = item.reason
    return Text(f"{zh}，{reason.zh}", f"{en}, {reason.en or reason.zh}") if reason != NO_TEXT else Text(zh, en)
