"""Takes a procedure from its first item to its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.decision import Outcome, combine
from metrology.exact import plain
from metrology.limits import side_text
from metrology.status import Status
from procedures.errors import Void
from procedures.text import NO_TEXT, Text
from records.entries import (
    BandStretch,
    Column,
    ItemResult,
    ItemWords,
    Plan,
    PlannedCondition,
    PlannedConditionWords,
    PlannedItem,
    PlannedItemWords,
    PlannedPoint,
    PlannedPointWords,
    Verdict,
    VerdictWords,
)

if TYPE_CHECKING:
    from procedures.base import Procedure
    from procedures.conditions import Condition
    from procedures.regulation import Item
    from sequencer.journal_memory import JournalMemory
    from sequencer.run import RunHandle

NOT_IN_STAGE = Text("本检定类别不要求", "not required at this stage")
NOT_EXAMINED = Text("前项不合格，未继续检定", "not examined: an item that must pass first did not")


def examine(procedure: Procedure[Any, Any], handle: RunHandle, record: JournalMemory) -> Outcome:
    """Run every applicable item in order and write the verdict.

    Items that depend on the conditions of the measurement become void when one of those is broken; after a general
    requirement has failed nothing further is examined. An item's outcome is written when all is known, since the room
    is read once more at the end.

    Returns:
        The outcome of the run.

    Raises:
        SequencerError: The run stopped, or its journal contradicts it.
    """
    applicable = [i for i in procedure.own_items() if omission(procedure, i) is None]
    record.write(plan(procedure))
    void, stopped = _measure(procedure, handle, applicable)
    outcomes = {i.key: _outcome(i, handle, void) for i in applicable}
    for item in applicable:
        record.write(_item(item, outcomes[item.key], _reason(item, outcomes, handle, void, stopped)), item.key)
    verdict = combine(outcomes.values())
    record.write(_verdict(procedure, handle, applicable, outcomes, verdict))
    return verdict


def omission(procedure: Procedure[Any, Any], item: Item) -> Text | None:
    """Why an item is not examined at this stage or on this instrument; None when it is."""
    return procedure.omits(item.key) if procedure.run.stage in item.stages else NOT_IN_STAGE


def plan(procedure: Procedure[Any, Any]) -> Plan:
    """Items with the reason for each omission, points with the reason for each, limits over the range."""
    items = tuple(_planned(procedure, i) for i in procedure.own_items())
    points = tuple(
        PlannedPoint(item=p.item, words=PlannedPointWords(point=p.point, reason=p.reason)) for p in procedure.points()
    )
    band = tuple(
        BandStretch(
            start=plain(s.start),
            end=plain(s.end),
            lower=side_text(s.limit[0]),
            upper=side_text(s.limit[1]),
            item=s.item,
            chart=s.chart,
        )
        for s in procedure.band()
    )
    conditions = tuple(_condition(c) for c in procedure.conditions(procedure.subject))
    return Plan(items=items, points=points, band=band, conditions=conditions)


def _condition(c: Condition) -> PlannedCondition:
    lower, upper, drift = ("" if v is None else plain(v) for v in (c.lower, c.upper, c.drift))
    return PlannedCondition(
        quantity=c.quantity,
        role=c.role,
        method=c.method,
        unit=c.unit,
        lower=lower,
        upper=upper,
        drift=drift,
        watched=str(c.watched),
        words=PlannedConditionWords(name=c.name),
    )


def _planned(procedure: Procedure[Any, Any], item: Item) -> PlannedItem:
    reason = omission(procedure, item)
    columns = tuple(
        Column(key=c.key, name=Text(c.zh, c.en), unit=procedure.unit_of_column(c.unit)) for c in item.columns
    )
    words = PlannedItemWords(name=item.name, reason=reason or NO_TEXT, status=str(item.status), columns=columns)
    return PlannedItem(key=item.key, clause=item.clause, applicable=reason is None, words=words)


def _measure(procedure: Procedure[Any, Any], handle: RunHandle, items: list[Item]) -> tuple[Text | None, bool]:
    void: Text | None = None
    measured = False
    for item in items:
        if void is not None and item.measured:
            continue
        try:
            with handle.examining(item):
                getattr(procedure, item.method)()
        except Void as broken:
            void = broken.reason
        measured = measured or (item.measured and bool(handle.tally.outcomes.get(item.key)))
        if item.gate and handle.tally.outcome(item) is Outcome.NOT_CONFORM:
            return void, True
    if measured and void is None:
        void = _close(procedure, handle, items)
    return void, False


def _close(procedure: Procedure[Any, Any], handle: RunHandle, items: list[Item]) -> Text | None:
    environment = next(i for i in items if i.key == "environment")
    try:
        with handle.examining(environment):
            procedure.finish()
    except Void as broken:
        return broken.reason
    return None


def _outcome(item: Item, handle: RunHandle, void: Text | None) -> Outcome:
    if void is not None and (item.measured or item.key == "environment"):
        return Outcome.INVALID
    return handle.tally.outcome(item)


def _reason(item: Item, outcomes: dict[str, Outcome], handle: RunHandle, void: Text | None, stopped: bool) -> Text:  # noqa: FBT001
    outcome = outcomes[item.key]
    if outcome is Outcome.INVALID and void is not None:
        return void
    if stopped and item.key not in handle.tally.outcomes:
        return NOT_EXAMINED
    return handle.tally.reason(item)


def _item(item: Item, outcome: Outcome, reason: Text) -> ItemResult:
    words = ItemWords(name=item.name, reason=reason, status=str(item.status))
    return ItemResult(key=item.key, clause=item.clause, outcome=outcome.value, words=words)


def _verdict(
    procedure: Procedure[Any, Any],
    handle: RunHandle,
    items: list[Item],
    outcomes: dict[str, Outcome],
    verdict: Outcome,
) -> Verdict:
    def keys(outcome: Outcome) -> tuple[str, ...]:
        return tuple(i.key for i in items if outcomes[i.key] is outcome)

    words = VerdictWords(grade=procedure.grade(), unverified=tuple(_pedigree(procedure, handle, items)))
    return Verdict(
        outcome=verdict.value,
        failed=keys(Outcome.NOT_CONFORM),
        undecided=keys(Outcome.UNDECIDED),
        incomplete=keys(Outcome.INCOMPLETE),
        invalid=keys(Outcome.INVALID),
        words=words,
    )


def _pedigree(procedure: Procedure[Any, Any], handle: RunHandle, items: list[Item]) -> list[Text]:
    """What this verdict rests on that was not checked against the printed regulation; only what was examined counts."""
    examined = handle.tally.outcomes.keys()
    sources = {s.clause: s for s in procedure.general_sources(examined) if s.status is not Status.VERIFIED}
    sources |= handle.tally.sources
    named = [Text(f"{s.clause}：{s.status.zh}", f"{s.clause}: {s.status.en}") for s in sources.values()]
    weak = [i for i in items if i.status is Status.UNVERIFIED and i.key in examined]
    return named + [Text(f"检定项目“{i.name.zh}”：{i.status.zh}", f"item {i.name.en}: {i.status.en}") for i in weak]
