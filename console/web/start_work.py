"""What a person does on the page Start: scan, take in, choose, begin."""

from __future__ import annotations

from asyncio import Lock
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_start as m
from console.web.parts import attempt
from console.web.permission import permitted
from console.web.resuming import resume_left
from registers.instruments import INSTRUMENTS
from services.accounts.roles import Action
from services.laboratory.from_register import at_bench
from services.laboratory.gate_facts import real_today
from services.orders import advance_all
from services.register.book import opened_book
from services.starting.intake import Intake, Taken, same_models, take_in_next
from services.starting.looked_up import look_up
from services.starting.proposal import Chosen, propose
from services.today.unfinished import resumable_with, unfinished
from services.today.waiting import next_job, waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from console.web.view import View
    from registers.change import Row
    from registers.instruments import Instrument
    from services.starting.looked_up import LookedUp
    from services.starting.proposal import Proposal
    from services.today.unfinished import Unfinished
    from services.today.waiting import Waiting


Given = ParamSpec("Given")
AnyStart = TypeVar("AnyStart", bound="StartWork")


def in_turn(
    step: Callable[Concatenate[AnyStart, Given], Awaitable[None]],
) -> Callable[Concatenate[AnyStart, Given], Awaitable[None]]:
    """One step after another: who chooses a bench and presses Enter at once begins at the bench that was chosen."""

    @wraps(step)
    async def one(work: AnyStart, /, *args: Given.args, **fields: Given.kwargs) -> None:
        async with work.turn:
            await step(work, *args, **fields)

    return one


class StartWork:
    """What the page shows, and what a person does on it.

    Args:
        view: Who looks.

    Attributes:
        key: Job or order that is proposed; empty for none.
        found: What the last code leads to; None where it is a job.
        proposal: What is proposed for `key`.
        chosen: What a person chose instead.
        models: Instruments whose nameplate a new one may have.
        kind: The instrument whose nameplate all that are scanned get; None where each is looked up.
        taken: Instruments that were taken in on this page.
        next: The next job in the queue.
        left: Runs that were left unfinished.
        said, wrong: Messages.
        redraw: Shows everything as it is now.
        turn: Held by the step that is being taken.
    """

    def __init__(self, view: View) -> None:
        self.view, self.url = view, view.console.store
        self.turn = Lock()
        self.redraw: Callable[[], None] = lambda: None
        self.key = view.query.get("job", "")
        self.found: LookedUp | None = None
        self.proposal: Proposal | None = None
        self.chosen = Chosen()
        self.models: list[Row[Instrument]] = []
        self.kind: Row[Instrument] | None = None
        self.taken: list[Taken] = []
        self.next: Waiting | None = None
        self.left: list[Unfinished] = []
        self.said: list[str] = []
        self.wrong: list[str] = []

    @in_turn
    async def entered(self, code: str) -> None:
        """A code was scanned or typed, or Enter alone was pressed."""
        self.said, self.wrong = [], []
        if not code.strip():
            await self.enter()
        elif self.kind is not None:
            await self.take_in(code)
        else:
            await self.look(code)
        self.redraw()

    async def look(self, code: str) -> None:
        """Look a code up."""
        self.found, self.proposal, self.key, self.chosen = None, None, "", Chosen()
        found, self.wrong = await attempt(self.view, partial(look_up, self.url, code, self.view.user.id))
        if found is None:
            return
        self.wrong = [self.view.say(text) for text in found.others] if not found.jobs else []
        if found.jobs:
            self.key = found.jobs[0] if len(found.jobs) == 1 else found.jobs[0].rpartition("/")[0]
            await self.propose()
        elif found.kind != "job":
            self.found = found
            if found.kind == "unknown":
                self.models = (await attempt(self.view, partial(same_models, self.url)))[0] or []

    async def enter(self) -> None:
        """Enter alone does what the page offers first."""
        if self.kind is not None and self.taken:
            self.key, self.kind = self.taken[0].order, None
            await self.propose()
        elif self.proposal is not None:
            if self.begun and self.begun[0].resumable:
                await self.resume(self.begun[0])
            elif self.proposal.ready:
                await self.begin()
            else:
                await self.propose()
        elif self.found is not None and self.found.instrument is not None:
            await self.take_in(self.found.code, like=self.found.instrument)
        elif self.found is not None and self.models:
            await self.same_as(self.models[0])
        elif self.next is not None:
            self.key = self.next.job
            await self.propose()

    async def propose(self) -> None:
        """Propose how the job is done, with every start gate."""
        work = partial(propose, self.url, self.key, real_today(), self.view.user.id, self.chosen)
        self.proposal, self.wrong = await attempt(self.view, work)
        self.found = None

    @in_turn
    async def choose(self, /, **fields: object) -> None:
        """Another regulation, stage or bench."""
        self.chosen = replace(self.chosen, **fields)  # type: ignore[arg-type]
        await self.propose()
        self.redraw()

    async def choose_bench(self, path: str) -> None:
        """Another bench."""
        await self.choose(bench=Path(path) if path else None)

    async def choose_stage(self, stage: str) -> None:
        """Another kind of verification."""
        await self.choose(stage=stage)

    @in_turn
    async def like_pressed(self, like: Row[Instrument]) -> None:
        """A nameplate was chosen for an instrument that is not registered."""
        await self.same_as(like)
        self.redraw()

    async def several(self, like: Row[Instrument]) -> None:
        """From now on each code is the serial number of an instrument of this kind."""
        self.kind, self.found, self.proposal, self.key = like, None, None, ""
        self.redraw()

    async def same_as(self, like: Row[Instrument]) -> None:
        """The new instrument has the nameplate of another; the next ones may have it too."""
        code = self.found.code if self.found is not None else ""
        self.kind, self.found = like, None
        if code:
            await self.take_in(code)

    async def take_in(self, code: str, like: Row[Instrument] | None = None) -> None:
        """Take in an instrument: into the order of this page, or into a new one."""
        model = like or self.kind
        if model is None:
            return
        if await permitted(self.view, Action.MEASURE) is None:
            return
        order = self.taken[0].order if self.taken and self.kind is not None else ""
        intake = Intake(like=model.key, order=order)
        work = partial(take_in_next, self.url, code, intake, real_today(), self.view.user.id)
        done, self.wrong = await attempt(self.view, work)
        if done is None:
            return
        text = m.TAKEN_IN_NEW if done.new else m.TAKEN_IN
        self.said = [self.view.say(text, serial=done.serial, job=done.job)]
        if self.kind is not None:
            self.taken.append(done)
            return
        self.key = done.job
        await self.propose()

    @in_turn
    async def cancel(self, taken: Taken) -> None:
        """An instrument was scanned by mistake: its job is cancelled."""
        if await permitted(self.view, Action.MEASURE) is None:
            return
        work = partial(advance_all, self.url, [taken.job], "cancelled", self.view.user.id, "scanned by mistake")
        done, self.wrong = await attempt(self.view, work)
        if done:
            self.taken.remove(taken)
            self.said = [self.view.say(m.CANCELLED, job=taken.job)]
        self.redraw()

    async def begin(self) -> None:
        """Begin the run, and go to its page."""
        proposal, person = self.proposal, self.view.user.id
        if proposal is None or not proposal.ready or self.begun:
            return
        if not person:
            self.wrong = [self.view.say(m.NOBODY)]
            return
        if await permitted(self.view, Action.MEASURE) is None:
            return
        # The jobs become this person's before anything is opened: two people who begin one job do not both run it.
        _, self.wrong = await attempt(self.view, partial(at_bench, self.url, proposal.starts, person))
        if self.wrong:
            await self.propose()
            return
        work = self.view.console.desk.start(proposal.jobs, person)
        ui.navigate.to(f"/run/{work.id}")

    @in_turn
    async def begin_pressed(self) -> None:
        """The button was pressed."""
        await self.begin()
        self.redraw()

    @in_turn
    async def again(self) -> None:
        """Look at the start gates again, after something was put right."""
        await self.propose()
        self.redraw()

    @in_turn
    async def prepare(self) -> None:
        """Do what the address of the page asks for: a job, a code, a kind; else look at the queue."""
        query = self.view.query
        if self.key:
            await self.propose()
        elif query.get("code"):
            await self.look(query["code"])
        elif query.get("like"):
            self.kind, self.wrong = await attempt(self.view, partial(_like, self.url, query["like"]))
        queue, _ = await attempt(self.view, partial(waiting, self.url, real_today()))
        self.left = (await attempt(self.view, partial(unfinished, self.url)))[0] or []
        jobs = {one.job for one in self.left}
        self.next = next_job(queue or [], self.view.user.id, query.get("after", ""), jobs)

    @property
    def form_address(self) -> str:
        """The page of the record form of what is proposed."""
        return f"/form?job={quote(self.proposal.starts[0].job)}" if self.proposal is not None else "/form"

    def head(self) -> None:
        """What stands above a proposal: nothing."""

    @property
    def begun(self) -> list[Unfinished]:
        """Runs of the proposed jobs that were left unfinished: they are resumed, and not begun a second time."""
        keys = {start.job for start in self.proposal.starts} if self.proposal is not None else set()
        return [one for one in self.left if one.job in keys]

    async def resume(self, one: Unfinished) -> None:
        """Resume a run that was left, with all positions of its bench that were interrupted with it."""
        await resume_left(self.view, resumable_with(self.left, one))


def _like(url: str, key: str) -> Row[Instrument]:
    with opened_book(url) as book:
        return book.get(INSTRUMENTS, key)
