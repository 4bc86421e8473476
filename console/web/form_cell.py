"""The record form of a cell of a campaign, copied row by row or pasted as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.web.form_work import FormWork
from sequencer.errors import Refused
from services.campaigns.proposing import propose_cell
from services.campaigns.running import Work, decide_on_paper, on_paper
from services.events import Events
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from console.web.view import View
    from services.runs.paper_form import FormRow


class CellForm(FormWork):
    """What a person does on the page for a cell.

    Args:
        view: Who looks; the address names campaign and cell.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.campaign, self.cell = view.query["campaign"], view.query.get("cell", "")

    def look(self) -> list[FormRow]:
        """Find the form of the cell, or make it.

        Raises:
            Refused, FormError: The cell cannot be filled, or what lies there is another form.
        """
        person, day = self.view.user.id, real_today()
        proposal, cell = propose_cell(self.url, self.campaign, self.cell, day, person)
        if proposal.start is None or cell is None or not proposal.jobs:
            raise Refused(list(proposal.problems))
        self.start, self.cell = proposal.start, cell.cell.key
        work = Work(proposal.start.bench, day, person)
        self.form = on_paper(self.campaign, self.url, self.cell, work, self.view.console.laboratory)
        return self.form.rows()

    def decide(self) -> str:
        """Fill the cell by the form; returns the run."""
        assert self.form is not None  # noqa: S101  the button is there only then
        return decide_on_paper(self.campaign, self.url, self.cell, self.form, Events())


def form_work(view: View) -> FormWork:
    """What the address of the page asks for."""
    return CellForm(view) if view.query.get("campaign") else FormWork(view)
