"""Progress of a run, line by line: which item, which point, how many are left, the error against its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.cli.screen import MARK, OUTCOME_STYLE, both, plain, say
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
            self._runs[event.run] = Progress(event.total, event.done, event.position)
            _introduce(event)
        elif isinstance(event, EntryWritten):
            self._runs[event.run](event.entry)
        elif isinstance(event, PositionStopped):
            say(f"[bold yellow]工位 position {event.position}[/]: {plain(event.reason)}")
        elif isinstance(event, Notice):
            say(both(event.text.to_dict()))


def _introduce(event: RunStarted) -> None:
    o = event.opened
    subject = o["subject"]
    say(f"[bold]{o['regulation']['id']}[/] {both(event.title.to_dict())}")
    say(
        f"  {plain(subject['name']['zh'])} {plain(subject['model'])} № {plain(subject['serial'])}，run [bold]{event.run}[/]"
    )
    if o["simulated"]:
        say("  [bold yellow]模拟运行 · simulated, not valid[/]")


class Progress:
    """Tells a person what the journal has just been told.

    Args:
        total: Conclusions the plan foresees.
        done: Conclusions there are already, when a run is resumed.
        position: Position on the bench, where there are several.
    """

    def __init__(self, total: int, done: int = 0, position: str = "") -> None:
        self._total, self._done = total, done
        self._at = f"[cyan]{position:>2}[/] " if position else ""
        self._item = ""
        self._names: dict[str, str] = {}

    def __call__(self, event: Event) -> None:
        """Show one entry."""
        if event.kind == "plan":
            self._names = {item["key"]: item["name"]["en"] for item in event.body["items"]}
        elif event.kind == "conclusion":
            self._conclusion(event)
        elif event.kind == "refused" and event.body["how"] != "operator":  # who entered it has just been told
            say(f"    [yellow]{plain(event.body['text'])}[/] {both(event.body['problem'])}")
        elif event.kind == "broken_off":
            place = " ".join(event.address.split("/")[2:-1])
            say(
                f"    [yellow]{plain(place)} 测量曾被中断，整组重新测量 was cut by the interruption: measured again, whole[/]"
            )
        elif event.kind == "interrupted":
            for line in event.body["safe"]:
                say(f"    [cyan]{plain(line)}[/]")

    def _conclusion(self, event: Event) -> None:
        body = event.body
        self._done += 1
        item = event.address.split("/", 1)[0]
        if item != self._item:
            self._item = item
            say(f"{self._at}[bold]{plain(item)}[/] [dim]{plain(self._names.get(body['item'], ''))}[/]")
        outcome, decision = body["outcome"], body.get("decision")
        mark = f"[{OUTCOME_STYLE[outcome]}]{MARK[outcome]}[/]"
        compared = ""
        if decision:
            compared = f"  {plain(decision['compared'])} {plain(decision['unit'])}"
        elif outcome != "conform":
            compared = "  " + both(body["reason"])
        left = max(self._total - self._done, 0)
        say(f"{self._at}  {mark} {both(body['label'])}{compared}  [dim]{self._done}/{self._total}，余 {left} left[/]")
