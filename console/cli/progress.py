"""Progress of a run, line by line: which item, which point, how many are left, the error against its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.catalogue import messages as m
from console.cli.screen import MARK, OUTCOME_STYLE, message, plain, say, tell, text_of, words
from console.language import localised
from services.events import EntryWritten, Events, Notice, PositionStopped, RunStarted

if TYPE_CHECKING:
    from records.event import Event
    from services.events import ServiceEvent


def on_screen() -> Events:
    """Events that a person sees on the screen."""
    events = Events()
    events.subscribe(Screen())
    return events


class Screen:
    """Shows the events of a use case, line by line."""

    def __init__(self) -> None:
        self._runs: dict[str, Progress] = {}

    def __call__(self, event: ServiceEvent) -> None:
        """Show one event."""
        if isinstance(event, RunStarted):
            serial = event.opened["subject"]["serial"]
            self._runs[event.run] = Progress(event.total, event.done, event.position, serial)
            _introduce(event)
        elif isinstance(event, EntryWritten):
            self._runs[event.run](event.entry)
        elif isinstance(event, PositionStopped):
            tell(m.POSITION_STOPPED, position=event.position, reason=event.reason)
        elif isinstance(event, Notice):
            say(text_of(event.text))


def _introduce(event: RunStarted) -> None:
    subject = event.opened["subject"]
    say(f"[bold]{plain(event.opened['regulation']['id'])}[/] {text_of(event.title)}")
    name = localised(subject["name"])
    tell(m.RUN_LINE, name=name, model=subject["model"], serial=subject["serial"], run=event.run)
    if event.opened["simulated"]:
        say(f"  {message(m.SIMULATED)}")


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
        self._item = ""
        self._names: dict[str, Any] = {}

    def __call__(self, event: Event) -> None:
        """Show one entry."""
        if event.kind == "plan":
            self._names = {item["key"]: item["name"] for item in event.body["items"]}
        elif event.kind == "conclusion":
            self._conclusion(event)
        elif event.kind == "refused" and event.body["how"] != "operator":  # who entered it has just been told
            say(f"    [yellow]{plain(event.body['text'])}[/] {text_of(event.body['problem'])}")
        elif event.kind == "broken_off":
            tell(m.GROUP_REPEATED, place=" ".join(event.address.split("/")[2:-1]))
        elif event.kind == "interrupted":
            for line in event.body["safe"]:
                say(f"    [cyan]{plain(line)}[/]")
        elif event.kind == "verdict" and self._position:
            outcome = _outcome(event.body["outcome"])
            tell(m.POSITION_ENDED, position=self._position, serial=self._serial, outcome=outcome)

    def _conclusion(self, event: Event) -> None:
        body = event.body
        self._done += 1
        if body["item"] != self._item:
            self._item = body["item"]
            name = self._names.get(self._item, event.address.split("/", 1)[0])
            say(f"{self._at}[bold]{text_of(name)}[/]")
        outcome, decision = body["outcome"], body.get("decision")
        mark = f"[{OUTCOME_STYLE[outcome]}]{MARK[outcome]}[/]"
        compared = ""
        if decision:
            compared = f"  {plain(decision['compared'])} {plain(decision['unit'])}"
        elif outcome != "conform":
            compared = "  " + text_of(body["reason"])
        total = max(self._total, self._done)
        left = message(m.REMAINING, done=self._done, total=total, left=total - self._done)
        say(f"{self._at}  {mark} {text_of(body['label'])}{compared}  {left}")


def _outcome(outcome: str) -> str:
    from rich.text import Text as Styled

    return Styled.from_markup(words(outcome)).plain
