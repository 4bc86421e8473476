"""From journal entries to a `RunView`. Fields the journal's format calls optional may be absent; the rest may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from procedures.text import Text
from reports import opening
from reports.errors import BadJournal
from reports.fields import Fields, entries, mapping, text, texts, word, words
from reports.view import (
    BandStretch,
    Column,
    Comparison,
    Conclusion,
    Interruption,
    ItemResult,
    Observation,
    PlannedItem,
    PlannedPoint,
    PlotPoint,
    Refusal,
    RunView,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.event import Event


STOPS = frozenset({"interrupted", "resumed", "broken_off"})


def read_run(events: Sequence[Event]) -> RunView:
    """The typed view of one run's journal, finished or not.

    Args:
        events: The entries of one run in order, from `opened` on.

    Raises:
        BadJournal: No entries, entries of several runs, a first entry that is not `opened`, an unknown outcome.
    """
    if not events or events[0].kind != "opened":
        raise BadJournal("the journal does not begin with an entry 'opened'; give all entries of one run, in order")
    first, last = events[0], events[-1]
    if len({event.run for event in events}) > 1:
        raise BadJournal("these entries belong to several runs; a document is about one")
    plan = next((event.body for event in reversed(events) if event.kind == "plan"), {})
    verdicts = [event for event in events if event.kind == "verdict"]
    return RunView(
        run=first.run,
        state={"closed": "closed", "interrupted": "interrupted"}.get(last.kind, "open"),
        started=first.time,
        finished=last.time,
        head=last.hash,
        **opening.fields(first.body),
        items=tuple(_planned_item(entry) for entry in plan.get("items", ())),
        points=tuple(
            PlannedPoint(word(entry, "item"), word(entry, "point"), text(entry.get("reason")))
            for entry in plan.get("points", ())
        ),
        band=tuple(
            BandStretch(*(word(entry, key) for key in ("from", "to", "lower", "upper")))
            for entry in plan.get("band", ())
        ),
        observations=tuple(_observation(e) for e in events if e.kind in {"observation", "finding"}),
        refused=tuple(_refusal(e) for e in events if e.kind == "refused"),
        conclusions=tuple(_conclusion(e) for e in events if e.kind == "conclusion"),
        results=tuple(_result(e) for e in events if e.kind == "item"),
        verdict=_verdict(verdicts[-1]) if verdicts else None,
        interruptions=tuple(_interruption(e) for e in events if e.kind in STOPS),
    )


def _outcome(body: Fields, where: str) -> Outcome:
    try:
        return Outcome(word(body, "outcome"))
    except ValueError:
        known = ", ".join(Outcome)
        raise BadJournal(f"{where}: unknown outcome {body.get('outcome')!r}; known are {known}") from None


def _planned_item(body: Fields) -> PlannedItem:
    return PlannedItem(
        key=word(body, "key"),
        clause=word(body, "clause"),
        name=text(body.get("name")),
        applicable=body.get("applicable") is not False,
        reason=text(body.get("reason")),
        status=word(body, "status"),
        columns=tuple(
            Column(word(column, "key"), text(column), word(column, "unit")) for column in entries(body, "columns")
        ),
    )


def _observation(event: Event) -> Observation:
    body = event.body
    return Observation(
        seq=event.seq,
        time=event.time,
        kind=event.kind,
        address=event.address,
        text=word(body, "answer") if event.kind == "finding" else word(body, "text"),
        value=word(body, "value"),
        unit=word(body, "unit"),
        role=word(body, "role"),
        method=word(body, "method"),
        driver=word(body, "driver"),
        how=word(body, "how"),
        elapsed=word(body, "elapsed"),
        trail=words(body, "trail"),
        question=text(body.get("question")),
        note=word(body, "note"),
    )


def _refusal(event: Event) -> Refusal:
    body = event.body
    return Refusal(
        seq=event.seq,
        time=event.time,
        address=event.address,
        text=word(body, "text"),
        problem=text(body.get("problem")),
        reason=text(body.get("reason")),
    )


def _conclusion(event: Event) -> Conclusion:
    body = event.body
    return Conclusion(
        seq=event.seq,
        address=event.address,
        item=word(body, "item"),
        label=text(body.get("label")),
        outcome=_outcome(body, f"entry {event.seq}"),
        values={key: str(value) for key, value in mapping(body, "values").items()},
        comparison=_comparison(mapping(body, "decision")),
        plot=_plot(mapping(body, "plot")),
        reason=text(body.get("reason")),
    )


def _comparison(body: Fields) -> Comparison | None:
    if not body:
        return None
    return Comparison(
        rule=word(body, "rule"),
        formula=word(body, "formula"),
        substitution=word(body, "substitution"),
        unrounded=word(body, "unrounded"),
        rounded=word(body, "rounded"),
        limit=words(body, "limit"),
        acceptance=words(body, "acceptance"),
        uncertainty=word(body, "U"),
        unit=word(body, "unit"),
        clause=word(body, "clause"),
        status=word(body, "status"),
        compared=word(body, "compared"),
    )


def _plot(body: Fields) -> PlotPoint | None:
    if not body:
        return None
    return PlotPoint(
        series=word(body, "series"),
        x=word(body, "x"),
        y=word(body, "y"),
        lower=word(body, "lower"),
        upper=word(body, "upper"),
        unit=word(body, "unit"),
    )


def _result(event: Event) -> ItemResult:
    body = event.body
    return ItemResult(
        key=word(body, "key"),
        clause=word(body, "clause"),
        name=text(body.get("name")),
        outcome=_outcome(body, f"entry {event.seq}"),
        reason=text(body.get("reason")),
        status=word(body, "status"),
    )


def _verdict(event: Event) -> Verdict:
    body = event.body
    return Verdict(
        outcome=_outcome(body, f"entry {event.seq}"),
        failed=words(body, "failed"),
        incomplete=words(body, "incomplete"),
        invalid=words(body, "invalid"),
        unverified=texts(body, "unverified"),
        grade=text(body.get("grade")),
    )


def _interruption(event: Event) -> Interruption:
    body = event.body
    reason = text(body.get("reason")) if event.kind != "broken_off" else Text.same(event.address)
    return Interruption(event.kind, event.time, reason, words(body, "safe"), word(body, "operator"))
