"""Beside the question of the page Run: remarks and photographs at any time, and corrections of what was entered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_noted as m
from console.web.dialog import dialog
from console.web.parts import attempt, choice, messages
from console.web.permission import permitted
from console.web.run_rights import action_of, looks_on
from console.web.shell import words
from records.entries import Person
from services.bench_work import Taken
from services.runs.remarks import add_remark

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from nicegui.element import Element
    from nicegui.events import UploadEventArguments

    from console.web.user import User
    from console.web.view import View
    from metrology.text import Text
    from services.bench_work import BenchWork, Pending, PositionState, WorkState

LARGEST = 20_000_000
"""Bytes of a photograph that the browser sends; the service says why a larger one is not taken."""


class Noting:
    """Two buttons with their dialogs, and what was noted so far.

    Args:
        view: Who looks at it.
        work: The work.
    """

    def __init__(self, view: View, work: BenchWork) -> None:
        self._view, self._work = view, work
        self._shown: PositionState | None = None
        self._about = ""
        self._noted: tuple[object, ...] = ()
        with ui.element("div").classes("sy-noting") as self._buttons:
            self._remark = self._button(m.REMARK, "remark", self._remark_pressed)
            self._correct = self._button(m.CORRECT, "correct", self._correct_pressed)
        self._list = ui.element("ul").classes("sy-noted").props(f'aria-label="{view.say(m.NOTED)}"').mark("noted")

    def show(self, state: WorkState, shown: PositionState | None, item: str) -> None:
        """Draw what is different."""
        pending = state.pending
        self._shown, self._about = shown, (pending.address if pending is not None and pending.address else item)
        open_to_me = not state.ended and bool(state.positions) and not looks_on(self._view, self._work)
        self._buttons.set_visibility(open_to_me)
        self._correct.set_visibility(pending is not None and bool(pending.earlier))
        notes = () if shown is None else shown.notes
        if notes == self._noted:
            return
        self._noted = notes
        self._list.clear()
        with self._list:
            for note in notes[-4:]:
                text = m.CORRECTED if note.kind == "correction" else m.NOTE
                with ui.element("li"):
                    words(self._view.say(text, by=note.by, said=note.text, file=note.file, old=note.old))

    def _button(self, text: Text, key: str, press: Callable[[], Awaitable[None]]) -> Element:
        made = words(self._view.say(text), "button").props(f'id="{key}" type="button"')
        return made.on("click", press)

    async def _remark_pressed(self) -> None:
        say, position = self._view.say, self._shown
        about, picture = self._about, dict[str, tuple[str, bytes]]()
        with dialog(self._view, "sy-remark", say(m.REMARK_TITLE), m.SAVE) as asked:
            problems = ui.element("div")
            text = ui.textarea(say(m.REMARK_FIELD)).props('outlined autofocus maxlength="1000"').classes("sy-wide")
            chosen = words("", "p").props('role="status"')

            async def taken(event: UploadEventArguments) -> None:
                picture["one"] = (event.file.name, await event.file.read())
                chosen.set_text(say(m.CHOSEN, name=event.file.name))

            upload = ui.upload(on_upload=taken, max_file_size=LARGEST, auto_upload=True).classes("sy-hidden")
            upload.props('accept="image/jpeg,image/png" capture="environment"').mark("photograph")
            upload.on("rejected", lambda: chosen.set_text(say(m.TOO_LARGE)))
            photograph = words(say(m.PHOTOGRAPH), "button").classes("sy-choice").props('type="button"')
            photograph.on("click", lambda: upload.run_method("pickFiles"))
        try:
            while await asked:
                user = await permitted(self._view, action_of(self._view, self._work))
                if user is None:
                    return
                write = partial(
                    add_remark, self._work.control, str(text.value or ""), about=about,
                    position=position.position if position is not None else "", by=_person(user),
                    picture=picture.get("one"),
                )  # fmt: skip
                _, reasons = await attempt(self._view, write)
                if not reasons:
                    return
                problems.clear()
                with problems:
                    messages(reasons)
        finally:
            asked.delete()

    async def _correct_pressed(self) -> None:
        pending = self._work.state().pending
        if pending is None or not pending.earlier:
            return
        said = await self._asked_correction(pending)
        if said is None:
            return
        user = await permitted(self._view, action_of(self._view, self._work))
        if user is None:
            return
        taken = self._work.correct(pending.number, *said, _person(user))
        if taken is not Taken.TAKEN:
            ui.notify(self._view.say(m.NOT_TAKEN), type="warning")

    async def _asked_correction(self, pending: Pending) -> tuple[str, str, str] | None:
        say = self._view.say
        entries = {e.address: e for e in reversed(pending.earlier)}
        address = next(iter(entries))
        with dialog(self._view, "sy-correct", say(m.CORRECT_TITLE), m.SAVE) as asked:
            words(say(m.CORRECT_SAYS), "p")

            def choose(value: str) -> None:
                nonlocal address
                address = value
                new.value = entries[value].text

            options = {a: say(m.ENTRY, question=say(e.question), said=e.text, unit=e.unit) for a, e in entries.items()}
            choice(say(m.WHICH), options, address, choose)
            new = ui.input(say(m.SHOULD_SAY), value=entries[address].text).props("outlined autofocus").mark("new")
            why = ui.input(say(m.WHY)).props("outlined").mark("why")
            for field in (new, why):
                field.classes("sy-wide").on("keydown.enter", lambda: asked.submit(True))
        try:
            return (address, str(new.value or ""), str(why.value or "")) if await asked else None
        finally:
            asked.delete()


def _person(user: User) -> Person | None:
    """Who notes it; in single-user mode who performs the run."""
    return Person(id=user.id, name=user.name) if user.sessions is not None and user.id else None
