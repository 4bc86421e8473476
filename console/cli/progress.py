"""Progress of a run, line by line: which item, which point, how many are left, the error against its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.catalogue import messages as m
from console.catalogue import messages_noted as noted
from console.cli.screen import MARK, OUTCOME_STYLE, message, plain, say, tell, text_of, words
from metrology.text import NO_TEXT, Text
from records.entries import Conclusion, Correction, Interrupted, Opened, Plan, Refused, Verdict, read
from services.events import EntryWritten, Events, Notice, PositionStopped, RunStarted
from services.operational_log.log_events import log_event

if TYPE_CHECKING:
    from records.event import Event
    from services.events import ServiceEvent


def on_screen() -> Events:
    """Events that a person sees on the screen."""
    events = Events()
    events.subscribe(log_event)
    events.subscribe(Screen())
    return events


class Screen:
    """Shows the events of a use case, line by line."""

    def __init__(self) -> None:
        self._runs: dict[str, Progress] = {}

    def __call__(self, event: ServiceEvent) -> None:
        """Show one event."""
        if isinstance(event, RunStarted):
            serial = event.opened.subject.serial
            self._runs[event.run] = Progress(event.total, event.done, event.position, serial)
            _introduce(event)
        elif isinstance(event, EntryWritten):
            self._runs[event.run](event.entry)
        elif isinstance(event, PositionStopped):
            tell(m.POSITION_STOPPED, position=event.position, reason=event.reason)
        elif isinstance(event, Notice):
            say(text_of(event.text))


def _introduce(event: RunStarted) -> None:
    subject = event.opened.subject
    say(f"[bold]{plain(event.opened.regulation.id)}[/] {text_of(event.title)}")
    name = text_of(subject.name)
    tell(m.RUN_LINE, name=name, model=subject.model, serial=subject.serial, run=event.run)
    if event.opened.simulated:
        say(f"  {message(m.SIMULATED)}")
    if event.opened.regulation.draft:
        tell(m.DRAFT_RUN)


class Progress:
    """Tells a person what was written to the journal.

    Args:
        total: Conclusions the plan foresees.
        done: Conclusions there are already, when a run is resumed.
        position: Position on the bench, where there are several.
        serial: Serial number of the instrument.
    """

    def __init__(self, total: int, done: int = 0, position: str = "", serial: str = "") -> None:
        self._total, self._done = total, done
        self._position, self._serial = position, serial
        self._at = f"[cyan]{position:>2}[/] " if position else ""
        self._item, self._kind = "", ""
        self._names: dict[str, Text] = {}
        self._places: list[tuple[str, int]] = []

    def __call__(self, event: Event) -> None:
        """Show one entry."""
        if event.kind == "opened":
            self._kind = read(event, Opened).kind
        elif event.kind == "plan":
            self._names = {item.key: item.words.name for item in read(event, Plan).items}
        elif event.kind in {"conclusion", "correction"}:
            (self._conclusion if event.kind == "conclusion" else self._corrected)(event)
        elif event.kind == "refused":
            refused = read(event, Refused)
            if refused.how != "operator":  # the operator has just been told
                say(f"    [yellow]{plain(refused.text)}[/] {text_of(refused.words.problem)}")
        elif event.kind == "broken_off":
            tell(m.GROUP_REPEATED, place=" ".join(event.address.split("/")[1:-1]))
        elif event.kind == "interrupted":
            for line in read(event, Interrupted).safe:
                say(f"    [cyan]{plain(line)}[/]")
        elif event.kind == "verdict" and self._position:
            outcome = _outcome(read(event, Verdict).outcome, self._kind)
            tell(m.POSITION_ENDED, position=self._position, serial=self._serial, outcome=outcome)

    def _corrected(self, event: Event) -> None:
        """What was concluded of the item after the old entry is concluded once more."""
        entry, item = read(event, Correction), event.address.partition("/")[0]
        gone = [place for place in self._places if place[0] == item and place[1] > entry.entry]
        self._places = [place for place in self._places if place not in gone]
        self._done -= len(gone)
        tell(noted.CORRECTED, old=entry.old, new=entry.new)

    def _conclusion(self, event: Event) -> None:
        entry = read(event, Conclusion)
        self._done += 1
        if entry.item != self._item:
            self._places = []
        self._places.append((entry.item, event.seq))
        if entry.item != self._item:
            self._item = entry.item
            say(f"{self._at}[bold]{text_of(self._names.get(entry.item, NO_TEXT))}[/]")
        outcome, said = entry.outcome, entry.words
        mark = f"[{OUTCOME_STYLE[outcome]}]{MARK[outcome]}[/]"
        compared = ""
        if entry.uncertainty is not None:
            stated = entry.uncertainty
            compared = "  " + message(m.STATED, value=stated.stated, unit=stated.unit, U=stated.U, k=stated.k)
        elif entry.decision is not None:
            compared = f"  {plain(said.compared)} {plain(entry.decision.unit)}"
        elif outcome != "conform":
            compared = "  " + text_of(said.reason)
        total = max(self._total, self._done)
        left = message(m.REMAINING, done=self._done, total=total, left=total - self._done)
        say(f"{self._at}  {mark} {text_of(said.label)}{compared}  {left}")


def _outcome(outcome: str, kind: str) -> str:
    from rich.text import Text as Styled

    return Styled.from_markup(words(outcome, kind)).plain
