"""From journal entries to a `RunView`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.text import NO_TEXT
from records import entries
from records.entries import of_kind, read
from reports.errors import BadJournal
from reports.view import (
    BandStretch,
    Column,
    Comparison,
    Conclusion,
    Interruption,
    ItemResult,
    Observation,
    PlannedCondition,
    PlannedItem,
    PlannedPoint,
    PlotPoint,
    Refusal,
    RunView,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from procedures.text import Text
    from records.event import Event


def read_run(events: Sequence[Event]) -> RunView:
    """The view of one run's journal, finished or not.

    Args:
        events: The entries of one run in order, from `opened` on.

    Raises:
        BadJournal: No entries, entries of several runs, or a first entry that is not `opened`.
        BadEntry: An entry is not what its type says.
    """
    if not events or events[0].kind != "opened":
        raise BadJournal("the journal does not begin with an entry 'opened'; give all entries of one run, in order")
    first, last = events[0], events[-1]
    if len({event.run for event in events}) > 1:
        raise BadJournal("these entries belong to several runs; a document is about one")
    opened = entries.opened(events)
    withdrawn = {c.entry for _, c in of_kind(events, entries.Correction)}
    drivers = {role: used.driver for role, used in opened.bench.roles.items()}
    plans, verdicts = of_kind(events, entries.Plan), of_kind(events, entries.Verdict)
    plan = plans[-1].entry if plans else entries.Plan(items=())
    return RunView(
        run=first.run,
        state={"closed": "closed", "interrupted": "interrupted"}.get(last.kind, "open"),
        started=first.time,
        finished=last.time,
        head=last.hash,
        opened=opened,
        items=tuple(map(_planned_item, plan.items)),
        conditions=tuple(
            PlannedCondition(c.quantity, c.words.name, c.unit, c.lower, c.upper, c.drift) for c in plan.conditions
        ),
        points=tuple(PlannedPoint(p.item, p.words.point, p.words.reason) for p in plan.points),
        band=tuple(BandStretch(s.start, s.end, s.lower, s.upper, s.item, s.chart) for s in plan.band),
        observations=tuple(_observed(e, drivers) for e in events if e.kind in _OBSERVED and e.seq not in withdrawn),
        withdrawn=tuple(_observed(e, drivers) for e in events if e.kind in _OBSERVED and e.seq in withdrawn),
        refused=tuple(_refusal(e, r) for e, r in of_kind(events, entries.Refused)),
        conclusions=tuple(_conclusion(e, c) for e, c in of_kind(events, entries.Conclusion)),
        results=tuple(_result(i) for _, i in of_kind(events, entries.ItemResult)),
        verdict=_verdict(verdicts[-1].entry) if verdicts else None,
        course=tuple(entries.Placed(e, read(e, _COURSE[e.kind])) for e in events if e.kind in _COURSE),
        interruptions=tuple(_INTERRUPTIONS[e.kind](e) for e in events if e.kind in _INTERRUPTIONS),
    )


def _planned_item(item: entries.PlannedItem) -> PlannedItem:
    words = item.words
    columns = tuple(Column(c.key, c.name, c.unit) for c in words.columns)
    return PlannedItem(item.key, item.clause, words.name, item.applicable, words.reason, words.status, columns)


def _observed(event: Event, drivers: Mapping[str, str]) -> Observation:
    return _observation(event, drivers) if event.kind == "observation" else _finding(event)


def _observation(event: Event, drivers: Mapping[str, str]) -> Observation:
    entry = read(event, entries.Observation)
    value, unit = entries.shown(entry.value)
    return Observation(
        seq=event.seq,
        time=event.time,
        kind=event.kind,
        address=event.address,
        text=entry.text,
        value=value,
        unit=unit,
        role=entry.role,
        method=entry.method,
        args=entry.args,
        driver=drivers.get(entry.role, ""),
        how=entry.how,
        elapsed=entry.elapsed,
        trail=entry.trail,
        question=entry.words.question,
        note=entry.note,
        held=entry.value if isinstance(entry.value, entries.Series | entries.Attachment) else None,
    )


def _finding(event: Event) -> Observation:
    entry = read(event, entries.Finding)
    return Observation(
        seq=event.seq,
        time=event.time,
        kind=event.kind,
        address=event.address,
        text=entry.answer,
        value="",
        unit="",
        role="",
        method="",
        args=(),
        driver="",
        how=entry.how,
        elapsed=entry.elapsed,
        trail=(),
        question=entry.words.question,
        note=entry.note,
    )


def _refusal(event: Event, entry: entries.Refused) -> Refusal:
    return Refusal(event.seq, event.time, event.address, entry.text, entry.words.problem, entry.reason)


def _conclusion(event: Event, entry: entries.Conclusion) -> Conclusion:
    words = entry.words
    return Conclusion(
        seq=event.seq,
        address=event.address,
        item=entry.item,
        label=words.label,
        outcome=Outcome(entry.outcome),
        values=entry.values | {key: text.zh for key, text in words.values.items()},
        english={key: text.en for key, text in words.values.items() if text.en not in {"", text.zh}},
        comparison=None if entry.decision is None else _comparison(entry.decision, words),
        plot=None if entry.plot is None else _plot(entry.plot, words.chart),
        reason=words.reason,
        formula=words.formula,
        substitution=words.substitution,
        uncertainty=entry.uncertainty,
        components=words.components,
    )


def _comparison(decision: entries.Comparison, words: entries.ConclusionWords) -> Comparison:
    return Comparison(
        rule=decision.rule,
        formula=words.formula,
        substitution=words.substitution,
        unrounded=decision.unrounded,
        rounded=decision.rounded,
        limit=decision.limit,
        acceptance=decision.acceptance,
        uncertainty=decision.U,
        unit=decision.unit,
        clause=decision.clause,
        status=words.status,
        compared=words.compared,
        note=words.note,
        zone=words.zone,
    )


def _plot(plot: entries.PlotPoint, caption: Text) -> PlotPoint:
    at = plot.x, plot.y, plot.lower, plot.upper
    return PlotPoint(plot.series, *at, plot.unit, plot.chart, caption, plot.x_unit)


def _result(entry: entries.ItemResult) -> ItemResult:
    words = entry.words
    return ItemResult(entry.key, entry.clause, words.name, Outcome(entry.outcome), words.reason, words.status)


def _verdict(entry: entries.Verdict) -> Verdict:
    words = entry.words
    return Verdict(Outcome(entry.outcome), entry.failed, entry.incomplete, entry.invalid, words.unverified, words.grade)


def _interrupted(event: Event) -> Interruption:
    entry = read(event, entries.Interrupted)
    return Interruption(event.kind, event.time, entry.reason, entry.safe, "")


def _resumed(event: Event) -> Interruption:
    entry = read(event, entries.Resumed)
    passed = tuple(o.statement for o in entry.overrides if o.statement != NO_TEXT)
    return Interruption(event.kind, event.time, entry.reason, (), entry.operator, passed)


def _broken_off(event: Event) -> Interruption:
    return Interruption(event.kind, event.time, event.address, (), "")


_OBSERVED = ("observation", "finding")
_COURSE: Mapping[str, type[entries.Entry]] = {
    kind: type_
    for kind, type_ in entries.ENTRIES.items()
    if kind not in {"opened", "observation", "finding", "refused", "closed"} and not type_.derived
}
"""What happens on a bench beside readings, refusals and decisions."""
_INTERRUPTIONS = {"interrupted": _interrupted, "resumed": _resumed, "broken_off": _broken_off}
