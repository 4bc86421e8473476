"""Resumes what was left unfinished: one run, or all positions of a bench that were interrupted together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from console.web.permission import permitted
from services.accounts.roles import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.view import View
    from services.today.unfinished import Unfinished


async def resume_left(view: View, ones: Sequence[Unfinished]) -> None:
    """Go on with runs that were left; with another person's only who may take it over."""
    others = any(one.person != view.user.id for one in ones)
    if others and view.user.sessions is not None and await permitted(view, Action.TAKE_OVER) is None:
        return
    if await permitted(view, Action.MEASURE) is not None:
        resume_runs(view, [one.run for one in ones])


def resume_runs(view: View, runs: Sequence[str], override: Sequence[str] = ()) -> None:
    """Go on with runs for a person who may, and lead to the page of the work."""
    desk, person = view.console.desk, view.user.id
    work = desk.resume_together(runs, person, override) if len(runs) > 1 else desk.resume(runs[0], person, override)
    ui.navigate.to(f"/run/{work.id}")
