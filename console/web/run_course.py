"""The course of one instrument: its items with their outcomes, and the error curve as it grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_run as m
from console.web.outcomes import CLASS, MARK, outcome
from console.web.run_curve import curve_of, options
from console.web.shell import words

if TYPE_CHECKING:
    from console.web.view import View
    from services.bench_work import PositionState
    from services.bench_work.state import ItemState


class Items:
    """Every item of the plan with its outcome.

    Args:
        view: Who looks at it.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._drawn: tuple[object, ...] = ()
        words(view.say(m.ITEMS), "h2").classes("sy-first")
        self._list = ui.element("ol").classes("sy-items").mark("items")

    def show(self, position: PositionState | None, current: str, *, over: bool = False) -> None:
        """Draw what is different.

        Args:
            position: The instrument.
            current: Key of the item that is examined.
            over: Whether the work has ended.
        """
        drawn = () if position is None else (position.run, position.items, current, over)
        if position is None or drawn == self._drawn:
            return
        self._drawn = drawn
        self._list.clear()
        with self._list:
            for item in position.items:
                now = item.key == current and not item.outcome
                self._item(item, position.kind, now=now, over=over)

    def _item(self, item: ItemState, kind: str, *, now: bool, over: bool) -> None:
        say = self._view.say
        with ui.element("li").props('aria-current="step"' if now else ""):
            if now:
                words(f"{MARK.get(item.worst, '')} {say(m.IN_PART if over else m.NOW)}").classes(
                    CLASS.get(item.worst, "")
                )
            elif name := item.outcome or item.worst:
                words(outcome(name, self._view.language, kind)).classes(CLASS.get(name, "sy-other"))
            else:
                words(say(m.OPEN) if item.applicable else "–")
            reason = "" if item.applicable else f"  {say(m.OMITTED, reason=say(item.reason))}"
            words(f"{say(item.name)}{reason}")


class Curve:
    """The error curve of the item that has one and was decided last.

    Args:
        view: Who looks at it.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._drawn: tuple[object, ...] = ()
        self._part = ui.element("div")
        with self._part:
            words(view.say(m.CURVE), "h2")
            self._chart = ui.echart({"series": []}).classes("sy-curve")
            self._chart.props(f'role="img" aria-label="{view.say(m.CURVE)}"')
        self._part.set_visibility(False)

    def show(self, position: PositionState | None) -> None:
        """Draw what is different."""
        found = curve_of(position) if position is not None else None
        drawn = () if position is None else (position.run, found)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._part.set_visibility(found is not None)
        if found is not None:
            self._chart.options.clear()
            self._chart.options.update(options(found, self._view))
            self._chart.update()
