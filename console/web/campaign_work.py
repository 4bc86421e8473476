"""What a person does with a campaign: begin the next cell, decide, open the report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_campaigns as m
from console.catalogue import web_start
from console.web.campaign_cells import start_address
from console.web.campaigns import address_of
from console.web.parts import attempt, button, messages
from console.web.permission import permitted
from records.register import LABORATORY
from services.accounts.roles import Action
from services.campaigns.deciding import decide
from services.campaigns.running import next_cell

if TYPE_CHECKING:
    from console.web.view import View
    from services.campaigns.state import CampaignState


def actions(view: View, state: CampaignState) -> None:
    """The next step of a campaign."""
    name, key = state.name, next_cell(state) if state.decided is None else ""
    with ui.element("div").classes("sy-actions"):
        if state.decided is not None:
            address = f"{address_of(name)}/report.pdf"
            ui.link(view.say(m.OPEN_REPORT), address, new_tab=True).classes("sy-link").props('data-mark="report"')
            ui.link(view.say(m.DOWNLOAD), address).classes("sy-link").props("download")
        elif key:
            text = m.RESUME_NEXT if state.cell(key).unfinished is not None else m.BEGIN_NEXT
            go = partial(ui.navigate.to, start_address(name, key))
            button(view.say(text, cell=key), go, main=True, mark="next-cell")
        else:
            button(
                view.say(m.DECIDE), partial(_decide, view, name, said := ui.element("div")), main=True, mark="decide"
            )
            said.move(target_index=0)


async def _decide(view: View, name: str, said: ui.element) -> None:
    """Enter the verdict, signed; then show the page as it is now."""
    if await permitted(view, Action.MEASURE) is None:
        return
    wrong = [view.say(web_start.NOBODY)]
    if view.user.id:
        near = view.console.laboratory / LABORATORY
        work = partial(decide, name, view.console.store, operator=view.user.id, bench=near)
        state, wrong = await attempt(view, work)
        if state is not None:
            ui.navigate.to(address_of(name))
            return
    said.clear()
    with said:
        messages(wrong)
