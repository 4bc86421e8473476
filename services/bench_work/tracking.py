"""What the entries of one run say of its position: items, decided points, the newest reading, the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from metrology.text import NO_TEXT
from records.entries import Conclusion, Correction, ItemResult, Number, Observation, Plan, Remark, Verdict, read, shown
from records.errors import RecordsError
from services.bench_work.state import Band, Entered, ItemState, Note, Plot, Point, PositionState, ReadingRow
from services.laboratory.laboratory_register import register_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text
    from records.entries import BandStretch, PlannedItem, PlotPoint
    from records.event import Event
    from services.events import RunStarted

MOST_READINGS = 200
"""Readings of an item that a page shows; all are in the journal."""
WORST_FIRST = ("not_conform", "invalid", "incomplete", "undecided", "conform", "not_applicable")


class Tracking:
    """One position, followed entry by entry.

    Args:
        event: Announces its run.
        past: Entries of it that exist already, when the run is resumed.
        blind: Whether what was decided of an item is shown only after its last reading.
    """

    def __init__(self, event: RunStarted, past: Sequence[Event] = (), *, blind: bool = False) -> None:
        self._blind = blind
        began = event.opened
        self.state = PositionState(
            position=event.position, serial=began.subject.serial, model=began.subject.model, name=began.subject.name,
            run=event.run, regulation=began.regulation.id, title=event.title, kind=began.kind, simulated=began.simulated,
            draft=began.regulation.draft, total=event.total, done=0,
        )  # fmt: skip
        for entry in past:
            self.take(entry)

    def shown(self) -> PositionState:
        """The position as it may be shown."""
        state = self.state
        if not self._blind or not state.current or state.outcome:
            return state
        points = tuple(p for p in state.points if p.item != state.current)
        items = tuple(structs.replace(i, worst="") if i.key == state.current else i for i in state.items)
        return structs.replace(state, points=points, items=items, hidden=len(points) < len(state.points))

    def hides(self, event: Event) -> bool:
        """Whether an entry must not be shown yet."""
        return self._blind and event.kind == "conclusion"

    def take(self, event: Event) -> None:
        """Take an entry in."""
        match event.kind:
            case "plan":
                self._plan(read(event, Plan))
            case "conclusion":
                self._conclusion(event, read(event, Conclusion))
            case "observation":
                self._observation(event, read(event, Observation))
            case "correction":
                self._correction(event, read(event, Correction))
            case "item":
                found = read(event, ItemResult)
                self._item(found.key, outcome=found.outcome, reason=found.words.reason)
            case "remark":
                self._remark(event, read(event, Remark))
            case "verdict":
                self._change(outcome=read(event, Verdict).outcome, current="")

    def stop(self, why: Text) -> None:
        """The position stopped before its verdict."""
        self._change(stopped=why)

    def _plan(self, plan: Plan) -> None:
        if not self.state.items:
            self._change(items=tuple(map(_item, plan.items)), band=tuple(map(_band, plan.band)))

    def _conclusion(self, event: Event, entry: Conclusion) -> None:
        point = Point(
            item=entry.item, label=entry.words.label, outcome=entry.outcome, compared=entry.words.compared,
            unit=entry.decision.unit if entry.decision is not None else "", reason=entry.words.reason,
            plot=None if entry.plot is None else _plot(entry.plot, entry), at=event.seq,
        )  # fmt: skip
        self._change(points=(*self.state.points, point), done=self.state.done + 1, current=entry.item)
        before = next((i for i in self.state.items if i.key == entry.item), None)
        if before is not None:
            worst = min((o for o in (before.worst, entry.outcome) if o), key=WORST_FIRST.index)
            self._item(entry.item, points=before.points + 1, worst=worst)

    def _remark(self, event: Event, entry: Remark) -> None:
        file, by = "" if entry.value is None else entry.value.name, entry.by.name or entry.by.id
        note = Note(kind=event.kind, about=entry.about, text=entry.text, by=by, file=file, at=event.seq)
        self._change(notes=(*self.state.notes, note))

    def _correction(self, event: Event, entry: Correction) -> None:
        """What was concluded of an item after an entry that was corrected is concluded once more."""
        item = event.address.partition("/")[0]
        points = tuple(p for p in self.state.points if p.item != item or p.at < entry.entry)
        gone = len(self.state.points) - len(points)
        by = entry.by.name or entry.by.id
        note = Note(kind=event.kind, about=event.address, text=entry.new, by=by, old=entry.old, at=event.seq)
        self._change(points=points, done=self.state.done - gone, notes=(*self.state.notes, note))
        left = [p.outcome for p in points if p.item == item]
        self._item(item, points=len(left), worst=min(left, key=WORST_FIRST.index, default=""))

    def _observation(self, event: Event, entry: Observation) -> None:
        value, unit = shown(entry.value)
        item = event.address.partition("/")[0]
        said = Entered(question=entry.words.question, value=value or entry.text, unit=unit, how=entry.how, item=item)
        row = ReadingRow(
            address=event.address, question=entry.words.question, value=said.value, unit=unit, how=entry.how,
            number=isinstance(entry.value, Number), elapsed=entry.elapsed,
        )  # fmt: skip
        rows = self.state.readings if self.state.current == item else ()
        known = {r.address: n for n, r in enumerate(rows)}
        at = known.get(event.address, len(rows))
        self._change(entered=said, current=item, readings=(*rows[:at], row, *rows[at + 1 :])[-MOST_READINGS:])

    def _item(self, key: str, **changed: object) -> None:
        self._change(items=tuple(structs.replace(i, **changed) if i.key == key else i for i in self.state.items))

    def _change(self, **changed: object) -> None:
        self.state = structs.replace(self.state, **changed)


def blind_at(bench: str) -> bool:
    """Whether the laboratory of a bench wants readings without sight of the errors; not where its files have moved."""
    try:
        return register_of(Path(bench)).policy.blind_readings
    except RecordsError:
        return False


def past_of(store: str, run: str) -> list[Event]:
    """The entries of a run that is resumed."""
    from records.store import Store

    found = Store(store, read_only=True)
    try:
        return found.events(run)
    finally:
        found.close()


def _item(item: PlannedItem) -> ItemState:
    return ItemState(
        key=item.key, clause=item.clause, name=item.words.name, applicable=item.applicable,
        reason=NO_TEXT if item.applicable else item.words.reason,
    )  # fmt: skip


def _band(stretch: BandStretch) -> Band:
    return Band(
        item=stretch.item, curve=stretch.chart, start=float(stretch.start), end=float(stretch.end),
        lower=_number(stretch.lower), upper=_number(stretch.upper),
    )  # fmt: skip


def _plot(plot: PlotPoint, entry: Conclusion) -> Plot:
    return Plot(
        curve=plot.chart, series=plot.series, x=float(plot.x), y=float(plot.y), lower=_number(plot.lower),
        upper=_number(plot.upper), unit=plot.unit, x_unit=plot.x_unit or plot.unit, caption=entry.words.chart,
    )  # fmt: skip


def _number(text: str) -> float | None:
    return float(text) if text else None
