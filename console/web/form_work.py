"""What a person does on the page of a record form: find it, decide by it."""

from __future__ import annotations

from asyncio import Lock
from typing import TYPE_CHECKING, Protocol

from services.events import Events
from services.laboratory.from_register import at_bench, starts
from services.laboratory.gate_facts import real_today
from services.laboratory.prepare import prepare
from services.laboratory.purpose import Purpose
from services.runs.paper_form import PaperForm

if TYPE_CHECKING:
    from console.web.view import View
    from services.laboratory.from_register import Start
    from services.runs.paper_form import FormRow


class DrawnRow(Protocol):
    """A row on the page."""

    def show(self, row: FormRow) -> None:
        """Show what a row holds now."""
        ...


class FormWork:
    """What a person does on the page.

    Args:
        view: Who looks.
    """

    def __init__(self, view: View) -> None:
        self.view, self.url, self.key = view, view.console.store, view.query.get("job", "")
        self.form: PaperForm | None = None
        self.start: Start | None = None
        self.drawn: dict[str, DrawnRow] = {}
        self.decided = False
        self.entering = Lock()  # rows are kept in the order in which they were sent, and a decision waits for them

    def look(self) -> list[FormRow]:
        """Find the job and its form, or make it.

        Raises:
            Refused, FormError: There is none, or it is for something else.
        """
        person, day = self.view.user.id, real_today()
        self.start = s = starts(self.url, self.key, day, person=person, first=True)[0]
        purpose = Purpose(s.work, s.job, s.batch, s.follows)
        job = prepare(
            s.regulation, s.bench, s.nameplate, stage=s.stage, on=day, seed=0, operator=person, source="form",
            purpose=purpose,
        )  # fmt: skip
        self.form = PaperForm(job, self.view.console.laboratory)
        return self.form.rows()

    def decide(self) -> str:
        """Take the job and decide it by the form; returns the run."""
        assert self.form is not None and self.start is not None  # noqa: S101, PT018  the button is there only then
        at_bench(self.url, [self.start], self.view.user.id)
        return self.form.decide(self.url, Events())
