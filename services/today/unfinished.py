"""Runs that have no end yet: those that are performed at this moment, and those that were left and can be resumed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from messages import both
from metrology.text import NO_TEXT, Text
from records.address import database_file, parse
from records.entries import Conclusion, Interrupted, Opened, Resumed, of_kind, read
from records.errors import RecordsError
from records.run_index import open_runs
from records.store import Store
from services.runs.resumable import FROM_FORM, amendment_cut_short, beginning, judgement_cut_short
from services.runs.running import KILLED, is_running

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.event import Event
    from records.store_rows import RunLine


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run without an end.

    Attributes:
        run: The run.
        running: Whether a process performs it at this moment.
        person: Identity of its verifier, or of who resumed it last.
        bench, bench_file: Short name of the bench, and its file.
        position: Position on the bench; empty on a bench for one instrument.
        job: The job or order that it states.
        regulation, name, model, serial: What is verified by what.
        last: Time of its newest entry, ISO.
        conclusions: How many points and checks are concluded.
        why: Why it stopped, in words; no text while it runs.
        refused: Why it cannot be resumed; no text where it can.
    """

    run: str
    running: bool
    person: str
    bench: str
    bench_file: Path
    position: str
    job: str
    regulation: str
    name: Text
    model: str
    serial: str
    last: str
    conclusions: int
    why: Text
    refused: Text

    @property
    def began_with(self) -> str:
        """What it shares with the runs of other positions that began together with it; empty without positions."""
        return beginning(self.run, self.position)

    @property
    def resumable(self) -> bool:
        """Whether one press resumes it."""
        return not self.running and self.refused == NO_TEXT


def unfinished(url: str) -> list[Unfinished]:
    """Every run of a store without an end, the newest first; none where there is no store yet.

    Raises:
        StoreError: The store cannot be read.
        Damaged: An entry is not what was written.
    """
    path = database_file(parse(url))
    if path is not None and not path.is_file():
        return []
    store = Store(url, read_only=True)
    try:
        lines = [line for run in open_runs(store) if (line := store.line(run)) is not None and not line.closed]
        return [_unfinished(line, store.events(line.run), url) for line in lines]
    finally:
        store.close()


def resumable_with(left: Sequence[Unfinished], one: Unfinished) -> list[Unfinished]:
    """The runs that one press resumes: those of all positions that began together, else this one alone."""
    if not one.resumable:
        return []
    found = [o for o in left if o.resumable and one.began_with and o.began_with == one.began_with]
    return sorted(found, key=lambda o: o.run) or [one]


def may_go_on(url: str, run: str) -> bool:
    """Whether a run has no end, and nothing forbids for good that it is resumed: what refused it may be put right."""
    try:
        store = Store(url, read_only=True)
        try:
            line = store.line(run)
        finally:
            store.close()
        return line is not None and not line.closed and _refused(run, read(line.opened, Opened)) == NO_TEXT
    except RecordsError:
        return False


def _unfinished(line: RunLine, events: list[Event], url: str) -> Unfinished:
    began, running = read(line.opened, Opened), is_running(line.run, url)
    stops = [stop for _, stop in of_kind(events, Interrupted)]
    later = [resumed.operator for _, resumed in of_kind(events, Resumed) if resumed.operator]
    stopped = events[-1].kind == Interrupted.entry_kind
    why = NO_TEXT if running else both(stops[-1].reason) if stopped and stops else KILLED
    return Unfinished(
        run=line.run,
        running=running,
        person=later[-1] if later else began.people.operator.id,
        bench=began.bench.name,
        bench_file=Path(began.bench.file),
        position=began.position,
        job=began.order,
        regulation=began.regulation.id,
        name=began.subject.name,
        model=began.subject.model,
        serial=began.subject.serial,
        last=events[-1].time,
        conclusions=len(of_kind(events, Conclusion)),
        why=why,
        refused=_refused(line.run, began),
    )


def _refused(run: str, began: Opened) -> Text:
    if began.amends:
        return amendment_cut_short(run, began.amends[-1].run)
    if began.source == "form":
        return FROM_FORM
    return judgement_cut_short(run, began.judges.run) if began.judges is not None else NO_TEXT
