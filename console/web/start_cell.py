"""The page Start for a cell of a campaign: what the plan says stands; bench and overrides are chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_campaigns as m
from console.catalogue import web_start
from console.web.campaign_cells import form_address
from console.web.campaigns import address_of
from console.web.parts import attempt, button
from console.web.permission import permitted
from console.web.shell import link, words
from console.web.start_work import StartWork, in_turn
from services.accounts.roles import Action
from services.campaigns.proposing import propose_cell
from services.campaigns.running import Work
from services.laboratory.gate_facts import real_today
from services.today.unfinished import unfinished

if TYPE_CHECKING:
    from console.web.view import View
    from services.campaigns.cells import CellState
    from services.today.unfinished import Unfinished


class CellStart(StartWork):
    """What the page shows for a cell, and what a person does on it.

    Args:
        view: Who looks; the address names campaign and cell.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.campaign, self.named = view.query["campaign"], view.query.get("cell", "")
        self.cell: CellState | None = None

    def head(self) -> None:
        """The campaign and the cell, with its sample and condition."""
        with ui.element("p").classes("sy-big").props('data-mark="cell"'):
            key = self.cell.cell.key if self.cell is not None else self.named
            link(address_of(self.campaign), self.view.say(m.TO_CAMPAIGN, name=self.campaign, cell=key))
            if self.cell is not None:
                words(f" — {self.view.say(self.cell.cell.name)}")
        if self.begun and not self.begun[0].running:
            with ui.element("div").classes("sy-actions"):
                button(self.view.say(m.RESTART), self.restart, mark="restart")

    async def look(self, code: str) -> None:
        """A code that was scanned must be that of the sample."""
        start = self.proposal.start if self.proposal is not None else None
        serial = str(start.nameplate.fields.get("serial", "")) if start is not None else ""
        if code.strip() == serial:
            self.said = [self.view.say(m.RIGHT_SAMPLE, serial=serial)]
        else:
            self.wrong = [self.view.say(m.FOR_SERIAL, serial=serial, code=code.strip())]

    async def propose(self) -> None:
        """Propose how the cell is filled, with every start gate."""
        work = partial(propose_cell, self.url, self.campaign, self.named, real_today(), self.view.user.id, self.chosen)
        found, self.wrong = await attempt(self.view, work)
        if found is not None:
            self.proposal, self.cell = found

    async def begin(self) -> None:
        """Begin the run, and go to its page."""
        if not self.begun:
            await self._fill(restart=False)

    @in_turn
    async def restart(self) -> None:
        """Begin again although a run of the cell is unfinished."""
        await self._fill(restart=True)
        self.redraw()

    async def _fill(self, *, restart: bool) -> None:
        proposal, person = self.proposal, self.view.user.id
        if proposal is None or proposal.start is None or self.cell is None or not proposal.ready:
            return
        if not person:
            self.wrong = [self.view.say(web_start.NOBODY)]
            return
        if await permitted(self.view, Action.MEASURE) is None:
            return
        work = Work(proposal.start.bench, real_today(), person, self.chosen.override, restart=restart)
        begun = self.view.console.desk.fill(self.campaign, self.cell.cell.key, work, proposal.title)
        ui.navigate.to(f"/run/{begun.id}")

    @in_turn
    async def prepare(self) -> None:
        """Propose the cell, and look for a run of it that was left."""
        await self.propose()
        self.left = (await attempt(self.view, partial(unfinished, self.url)))[0] or []

    @property
    def begun(self) -> list[Unfinished]:
        """The run of the cell that was left unfinished."""
        left = self.cell.unfinished if self.cell is not None else None
        return [one for one in self.left if left is not None and one.run == left.run]

    @property
    def form_address(self) -> str:
        """The page of its record form."""
        return form_address(self.campaign, self.cell.cell.key if self.cell is not None else self.named)


def start_work(view: View) -> StartWork:
    """What the address of the page asks for."""
    return CellStart(view) if view.query.get("campaign") else StartWork(view)
