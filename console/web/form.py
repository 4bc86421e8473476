"""Form: a record form of a job is copied row by row by keyboard; each row is doubted at once; then the run is decided."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_form as m
from console.web.form_cell import form_work
from console.web.page import Page
from console.web.parts import attempt, button, messages, styled
from console.web.permission import permitted
from console.web.proposal_view import name_of
from console.web.shell import link, words
from metrology.text import NO_TEXT
from services.accounts.roles import Action

if TYPE_CHECKING:
    from nicegui.element import Element
    from nicegui.events import GenericEventArguments

    from console.web.form_work import FormWork
    from console.web.view import View
    from services.runs.paper_form import FormRow


COLUMN = r"""(e) => {
  const text = e.clipboardData.getData("text");
  if (!/[\r\n]/.test(text.trim())) return;
  e.preventDefault();
  emit(text);
}"""
"""Several lines that are pasted into a row are a column; a single value is pasted as always."""


async def form(view: View) -> None:
    """The page."""
    styled()
    ui.add_head_html('<link rel="stylesheet" href="/assets/form.css"><script src="/assets/form.js" defer></script>')
    words(view.say(m.TITLE), "h1")
    work = form_work(view)
    rows, wrong = await attempt(view, work.look)
    if rows is None or work.start is None:
        messages(wrong)
        link("/", view.say(m.TO_TODAY))
        return
    plate = work.start.nameplate.fields
    named = f"{view.say(name_of(plate))} {plate.get('model', '')} № {plate.get('serial', '')} · {work.start.job}"
    words(named, "p").classes("sy-big")
    words(view.say(m.SAYS), "p")
    with ui.element("table").classes("sy-form-rows"), ui.element("tbody"):
        item = NO_TEXT
        for row in rows:
            if row.item != item:
                item = row.item
                with ui.element("tr"):
                    words(view.say(item), "th").props('colspan="4" scope="colgroup"').classes("sy-form-item")
            work.drawn[row.address] = _Row(work, row)
    problems = ui.element("div")

    async def decide() -> None:
        async with work.entering:
            if work.decided or await permitted(view, Action.MEASURE) is None:
                return  # a second press while the first one was carried out
            run, reasons = await attempt(view, work.decide)
            work.decided = run is not None
        if run is not None:
            ui.navigate.to(f"/done/{quote(run)}")
            return
        problems.clear()
        with problems:
            messages(reasons)

    with ui.element("div").classes("sy-actions"):
        button(view.say(m.DECIDE), decide, key="F9", main=True, mark="decide")


class _Row:
    """One row: question, field, unit, and what is wrong with it, with a field for the reason."""

    def __init__(self, work: FormWork, row: FormRow) -> None:
        self._work, self._row, self._value, self._reason = work, row, row.value, row.reason
        view, said = work.view, work.view.say(row.text)
        needed = "" if row.needed else f" ({view.say(m.NOT_NEEDED)})"
        with ui.element("tr"):
            words(f"{said}{needed}", "td")
            with ui.element("td"):
                field = self._field(said, row.value, "decimal" if row.unit else "text", self._value_given)
                field.props(f'data-address="{row.address}"').on("paste", self._pasted, js_handler=COLUMN)
            words(row.unit or (view.say(m.CHECK) if row.check else ""), "td").classes("sy-unit-of")
            with ui.element("td").classes("sy-form-problem") as self._said:
                self._told(view.say(row.problem))

    def _field(self, label: str, value: str, mode: str, given: object) -> Element:
        made = ui.element("input").props(
            f'type="text" inputmode="{mode}" autocomplete="off" spellcheck="false" data-row'
        )
        # An attribute and no property: what a person types meanwhile stays when anything else on the page is drawn.
        made._props["^value"], made._props["aria-label"] = value, label  # noqa: SLF001  blanks are no string of props
        made.on("change", given, js_handler="(e) => emit(e.target.value)")  # type: ignore[arg-type]
        return made

    async def _value_given(self, event: GenericEventArguments) -> None:
        self._value = self._kept(event)
        await self._enter()

    async def _reason_given(self, event: GenericEventArguments) -> None:
        self._reason = self._kept(event)
        await self._enter()

    async def _pasted(self, event: GenericEventArguments) -> None:
        """A column was pasted: the rows of the same kind from here on take it."""
        view, form_ = self._work.view, self._work.form
        lines = str(event.args).splitlines()
        async with self._work.entering:
            if form_ is None or await permitted(view, Action.MEASURE) is None:
                return
            written, reasons = await attempt(view, partial(form_.enter_column, self._row.address, lines))
        if written is None:
            self._told("; ".join(reasons))
            return
        rows = {row.address: row for row in form_.rows()}
        ui.run_javascript(f"steelyardRows({json.dumps({a: rows[a].value for a in written})})")
        for address in written:
            self._work.drawn[address].show(rows[address])

    def show(self, row: FormRow) -> None:
        """Show what a row holds now."""
        self._row, self._value = row, row.value
        self._told(self._work.view.say(row.problem))

    @staticmethod
    def _kept(event: GenericEventArguments) -> str:
        """What was typed; a browser that draws the row again shows it."""
        value = str(event.args)
        event.sender._props["^value"] = value  # noqa: SLF001  no update: the browser shows it already
        return value

    async def _enter(self) -> None:
        view, form_ = self._work.view, self._work.form
        async with self._work.entering:
            if form_ is None or await permitted(view, Action.MEASURE) is None:
                return
            problem, reasons = await attempt(view, partial(form_.enter, self._row.address, self._value, self._reason))
        self._told("; ".join(reasons) if problem is None else view.say(problem))

    def _told(self, problem: str) -> None:
        self._said.clear()
        with self._said:
            if problem:
                words(problem).props('role="alert"').classes("sy-bad")
                self._field(self._work.view.say(m.REASON), self._reason, "text", self._reason_given).props(
                    "data-reason"
                )
            elif self._value:
                words("✓").classes("sy-good")


PAGE = Page("/form", m.TITLE, form)
