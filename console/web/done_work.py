"""What a person does on the page that follows a run: take the next step of its job, go on to the next instrument."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from console.catalogue import web_done as m
from console.web.parts import attempt
from console.web.permission import permitted
from metrology.text import NO_TEXT, Text
from registers.work import STATES
from services.accounts.roles import FUNCTION_OF, Action
from services.finished.approvals import FUNCTIONS, STEPS, job_of_run, refusal
from services.finished.ended import Ended, ended
from services.finished.functions import functions_of, people_with
from services.finished.printed import Printed, pages_of, printed
from services.finished.steps import as_far, take_steps
from services.laboratory.gate_facts import real_today
from services.runs.runs_named import runs_named
from services.today.unfinished import unfinished
from services.today.waiting import Waiting, next_job, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from console.web.view import View
    from registers.work import Job


ACTIONS: Final = {"checked": Action.CHECK, "approved": Action.APPROVE, "issued": Action.ISSUE}
"""What a person needs to be allowed for each step."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What the page shows.

    Attributes:
        end: How the run ended.
        together: The runs that were on the same bench at the same time, this one included.
        key, job: Its job; empty and None where it belongs to none.
        then: The job that comes next for this person; None for none.
    """

    end: Ended
    together: tuple[Ended, ...]
    key: str
    job: Job | None
    then: Waiting | None

    @property
    def step(self) -> str:
        """The next step of the job; empty for none."""
        return STEPS.get(self.job.state, "") if self.job is not None else ""


class DoneWork:
    """The page.

    Args:
        view: Who looks.

    Attributes:
        found: What is shown; None where the run cannot be read.
        documents: Its documents, each with its number of pages; None while they are being made.
        by: Who takes the step, where one person serves the console.
        order: The jobs of the order that are as far, with their newest runs.
        said, wrong: Messages.
        redraw: Shows everything but the documents as it is now.
        show: Shows the documents as they are now.
    """

    def __init__(self, view: View) -> None:
        self.view, self.url, self.run = view, view.console.store, view.path["run"]
        self.found: Finished | None = None
        self.documents: list[tuple[Printed, int]] | None = None
        self.by = ""
        self.order: dict[str, str] = {}
        self.said: list[str] = []
        self.wrong: list[str] = []
        self.redraw: Callable[[], None] = lambda: None
        self.show: Callable[[], None] = lambda: None

    async def look(self) -> None:
        """Look at the run and its job."""
        self.found, wrong = await attempt(self.view, partial(gather, self.url, self.run, self.view.user.id))
        self.wrong += wrong
        self.order = {}
        found, person = self.found, self.by or next(iter(self.able), "")
        if found is not None and person:
            look = partial(as_far, self.url, found.key, found.step, person, functions_here(self.view, person))
            self.order = (await attempt(self.view, look))[0] or {}

    async def typeset(self) -> None:
        """Make the documents as they will be printed."""
        self.documents, wrong = await attempt(self.view, partial(_sheets, self.url, self.run))
        self.documents = self.documents or []
        self.wrong += wrong

    @property
    def able(self) -> dict[str, str]:
        """Who may take the next step here: the person who is logged in.

        At a console without accounts, everybody whom the register of people names for it, as on the command line.
        """
        found, user = self.found, self.view.user
        if found is None or found.job is None or not found.step:
            return {}
        if user.sessions is not None:
            own = functions_here(self.view, user.id)
            free = refusal(found.job, found.step, user.id, own) == NO_TEXT and user.may(ACTIONS[found.step])
            return {user.id: user.name} if free else {}
        laboratory, job = self.view.console.laboratory, found.job
        known = people_with(FUNCTIONS[found.step], laboratory)
        return {p: name for p, name in known.items() if self.refused(p, laboratory, job, found.step) == NO_TEXT}

    @staticmethod
    def refused(person: str, laboratory: Path, job: Job, step: str) -> Text:
        """Why a person does not take a step; no text where they do."""
        return refusal(job, step, person, functions_of(person, laboratory))

    async def take_step(self) -> None:
        """Check, approve or issue: this job."""
        if self.found is not None:
            await self._take({self.found.key: self.found.end.run})

    async def take_steps(self) -> None:
        """Check, approve or issue: every job of the order that is as far, all or none."""
        await self._take(self.order)

    async def _take(self, jobs: Mapping[str, str]) -> None:
        found, able = self.found, self.able
        person = self.by or next(iter(able), "")
        if found is None or not found.step or person not in able:
            return
        step = found.step
        said = self.view.say(m.ALL, step=self.view.say(m.STEP[step]), count=len(jobs)) if len(jobs) > 1 else ""
        if await permitted(self.view, ACTIONS[step], said) is None:
            return
        work = partial(take_steps, self.url, jobs, step, person, real_today())
        done, self.wrong = await attempt(self.view, work)
        said = self.view.say(m.DONE, step=self.view.say(m.STEP[step]), person=able[person], count=len(jobs))
        self.said = [said] if done else []
        self.by, self.documents = "", None
        await self.look()
        self.redraw()
        self.show()
        await self.typeset()
        self.show()  # the rest stays as it is: a key that is pressed meanwhile meets the same button

    def choose_by(self, person: str) -> None:
        """Somebody else takes the step."""
        self.by = person

    @property
    def state(self) -> Text:
        """The state of the job in words."""
        found = self.found
        return Text.of(STATES[found.job.state]) if found is not None and found.job is not None else NO_TEXT


def functions_here(view: View, person: str) -> list[str]:
    """Functions of a person at this console: those of the roles of their account, else those of the register of people."""
    if view.user.sessions is not None:
        return [FUNCTION_OF[role] for role in view.user.roles if role in FUNCTION_OF]
    return list(functions_of(person, view.console.laboratory))


def gather(url: str, run: str, person: str) -> Finished:
    """Look at a run, at those beside it, at its job and at what comes next.

    Raises:
        RecordsError: There is no such run, or it is not what was written.
    """
    end = ended(run, url)
    beside = [ended(name, url) if name != end.run else end for name in runs_named(url, [end.run], positions=True)]
    of = job_of_run(url, end.run)
    key, job = of if of is not None else ("", None)
    left = {one.job for one in unfinished(url)}
    then = next_job(waiting(url, real_today()), person, key or end.job, left)
    return Finished(end, tuple(beside), key, job, then)


def _sheets(url: str, run: str) -> list[tuple[Printed, int]]:
    return [(file, pages_of(file.content) if file.is_pdf else 0) for file in printed(url, run)]
