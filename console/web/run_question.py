"""The one big instruction of the page Run: a question, a task, a check, a doubt, a wait, or how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import run as background
from nicegui import ui

from console.catalogue import web_run as m
from console.web.outcomes import outcome
from console.web.permission import permitted
from console.web.run_end import End
from console.web.run_rights import action_of, looks_on
from console.web.shell import words
from metrology.text import NO_TEXT
from services.bench_work import Taken

if TYPE_CHECKING:
    from nicegui.elements.mixins.text_element import TextElement
    from nicegui.events import GenericEventArguments, UploadEventArguments

    from console.web.view import View
    from services.bench_work import BenchWork, Pending, PositionState, WorkState

HINTS = {"TextReading": m.TEXT_HINT, "InstantReading": m.INSTANT_HINT}
FILES = ("FileReading", "SeriesReading")
NOT_TAKEN = {Taken.NOT_ASKED: m.ALREADY, Taken.HELD: m.HELD, Taken.NO_FILE: m.NO_FILE}


class Asked:
    """The card with the instruction, and beneath it what was last put on record.

    Args:
        view: Who looks at it.
        work: The work.
    """

    def __init__(self, view: View, work: BenchWork) -> None:
        self._view, self._work = view, work
        self._drawn: tuple[object, ...] = ()
        self._left: TextElement | None = None
        self._card = ui.element("section").classes("sy-card").props('id="question" aria-live="polite"')
        self._card.on("answer", self._answer, args=["detail"])
        self._echo = ui.element("div").classes("sy-echo").mark("echo")
        self._warnings = ui.element("div").props('role="status"')
        self._said: tuple[object, ...] = ()
        self._warned: tuple[object, ...] = ()

    def show(self, state: WorkState, shown: PositionState | None) -> None:
        """Draw what is different."""
        total = state.waiting.total if state.waiting is not None else 0
        key = (
            state.phase in {"ended", "paused"} and state.phase,
            state.pending,
            total,
            state.ended,
            not state.positions,
            self._live_of(state, shown),
        )
        if key != self._drawn:
            self._drawn, self._left = key, None
            self._card.clear()
            with self._card:
                self._draw(state, self._live_of(state, shown))
        if self._left is not None and state.waiting is not None:
            self._left.set_text(self._view.say(m.WAIT, left=state.waiting.left, total=state.waiting.total))
        self._record(shown)
        self._warn(state)

    @staticmethod
    def _live_of(state: WorkState, shown: PositionState | None) -> str:
        """What an instrument showed last, while nothing is asked."""
        newest = shown.entered if shown is not None else None
        idle = not state.ended and state.pending is None and state.waiting is None
        return f"{newest.value} {newest.unit}" if idle and newest is not None and newest.how == "instrument" else ""

    def _draw(self, state: WorkState, live: str) -> None:
        say, pending = self._view.say, state.pending
        if state.ended:
            End(self._view, self._work).draw(state)
        elif pending is not None:
            self._question(pending)
        elif state.waiting is not None:
            self._left = words("", "p").classes("sy-ask").mark("wait")
        else:
            words(say(m.MEASURING if state.positions else m.PHASES["starting"]), "p").classes("sy-ask")
            if live:
                words(live, "p").classes("sy-live").mark("live")

    def _question(self, pending: Pending) -> None:
        say = self._view.say
        card = ui.element("div").props(f'data-number="{pending.number}" data-kind="{pending.kind}"')
        with card:
            if pending.position:
                words(say(m.AT, position=pending.position, serial=pending.serial), "p").classes("sy-place")
            if pending.item != NO_TEXT:
                words(say(pending.item), "p").classes("sy-item")
            if pending.problem != NO_TEXT:
                told = say(m.REFUSED, entered=pending.entered, problem=self._view.refusal(pending.problem))
                words(told, "p").classes("sy-wrong").props('role="alert"')
            if pending.kind == "doubt":
                words(say(m.DOUBT), "p").classes("sy-wrong").props('role="alert"')
            if pending.kind == "task":
                words(say(m.DO), "p").classes("sy-item")
            said = self._view.refusal(pending.text) if pending.kind == "doubt" else say(pending.text)
            words(said, "p").classes("sy-ask").props('id="ask"').mark("ask")
            if looks_on(self._view, self._work):
                words(say(m.NOT_YOURS, person=self._work.person), "p").classes("sy-hint")
                return
            {"reading": self._reading, "check": self._check, "task": self._task, "doubt": self._doubt}[pending.kind](
                pending
            )

    def _reading(self, pending: Pending) -> None:
        say = self._view.say
        if pending.form in FILES:
            ui.upload(on_upload=lambda e: self._uploaded(pending.number, e), auto_upload=True, max_files=1,
                      label=say(m.FILE_HINT)).props("flat bordered")  # fmt: skip
        number = pending.form == "Reading"
        with ui.element("div").classes("sy-entry"):
            mode = "decimal" if number else "text"
            entry = ui.element("input").props(
                f'id="entry" data-focus inputmode="{mode}" autocomplete="off" spellcheck="false" aria-labelledby="ask" '
                'aria-describedby="hint"'
            )
            entry.mark("entry")
            if pending.unit:
                words(pending.unit).classes("sy-unit")
            words(say(m.ENTER), "button").props('type="button" data-give')
        hints = [say(HINTS[pending.form])] if pending.form in HINTS else []
        hints += [say(m.NOT_MEASURED_HINT if pending.required else m.NOT_REQUIRED)]
        words(" · ".join(hints), "p").classes("sy-hint").props('id="hint"')

    def _check(self, pending: Pending) -> None:
        del pending
        say = self._view.say
        with ui.element("div").classes("sy-checks").props('role="group" aria-labelledby="ask"'):
            for at, (word, text) in enumerate(m.CHECKS.items()):
                focus = " data-focus" if not at else ""
                words(say(text), "button").props(f'type="button" data-check="{word}" aria-pressed="false"{focus}')
        with ui.element("div").props('id="check-note" hidden'):
            self._field("note", say(m.NOTE))
            with ui.element("div").props('id="second-part" hidden'):
                self._field("second", say(m.SECOND))
            words(say(m.GIVE), "button").props('type="button" data-give')

    def _task(self, pending: Pending) -> None:
        del pending
        words(self._view.say(m.DONE), "button").props('type="button" data-give data-focus')

    def _doubt(self, pending: Pending) -> None:
        say = self._view.say
        words(say(m.ENTERED, entered=pending.entered), "p")
        self._field("reason", say(m.REASON), focus=True)
        words(say(m.KEEP), "button").props('type="button" data-give')

    def _field(self, name: str, label: str, *, focus: bool = False) -> None:
        with ui.element("label").classes("sy-field"):
            words(label)
            ui.element("input").props(f'id="{name}" autocomplete="off"{" data-focus" if focus else ""}')

    async def _answer(self, event: GenericEventArguments) -> None:
        detail: Any = event.args.get("detail") if isinstance(event.args, dict) else None
        if not isinstance(detail, dict):
            return
        number, text = detail.get("number"), detail.get("text")
        if not isinstance(number, int) or not isinstance(text, str):
            return
        if await permitted(self._view, action_of(self._view, self._work)) is None:
            return
        self._told(self._work.answer(number, text))

    async def _uploaded(self, number: int, event: UploadEventArguments) -> None:
        if await permitted(self._view, action_of(self._view, self._work)) is None:
            return
        content = await event.file.read()
        self._told(await background.io_bound(self._work.attach, number, event.file.name, content) or Taken.NOT_ASKED)

    def _told(self, taken: Taken) -> None:
        if taken in NOT_TAKEN:
            ui.notify(self._view.say(NOT_TAKEN[taken]), type="warning")

    def _record(self, shown: PositionState | None) -> None:
        last = shown.points[-1] if shown is not None and shown.points else None
        key = (shown.entered if shown is not None else None, last, shown.run if shown is not None else "")
        if key == self._said:
            return
        self._said = key
        self._echo.clear()
        if shown is None:
            return
        say = self._view.say
        with self._echo:
            if shown.entered is not None:
                said = shown.entered
                words(say(m.LAST, question=say(said.question), value=said.value, unit=said.unit), "p")
            if last is not None and last.compared:
                told = say(m.COMPARED, label=say(last.label), compared=last.compared, unit=last.unit)
                words(f"{outcome(last.outcome, self._view.language, shown.kind)}  {told}", "p").classes(
                    "sy-good"
                    if last.outcome == "conform"
                    else "sy-bad"
                    if last.outcome == "not_conform"
                    else "sy-other"
                )
            if shown.hidden:
                words(say(m.BLIND), "p").classes("sy-hint")

    def _warn(self, state: WorkState) -> None:
        key = (state.announcements[-3:] if state.ended else state.announcements[-1:], state.notices[-3:])
        if key == self._warned:
            return
        self._warned = key
        self._warnings.clear()
        with self._warnings:
            for text in (*key[1], *key[0]):
                words(self._view.say(text), "p").classes("sy-warning")
