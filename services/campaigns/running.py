"""Filling cells of a campaign: each a normal run, on a bench or from a form, that states its cell."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from metrology.text import Text
from procedures.errors import UnknownRegulation
from records.entries import CampaignCell
from sequencer.errors import Refused
from services.campaigns.locks import filling
from services.campaigns.state import Progress, progress_of
from services.laboratory.nameplates import Nameplate
from services.laboratory.prepare import bare, prepare
from services.laboratory.purpose import Purpose
from services.refused.campaign_refused import CampaignRefused
from services.runs.form import run_from_form
from services.runs.paper_form import PaperForm
from services.runs.positions import run_positions
from services.runs.resume import resume
from services.runs.run import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sequencer.operator import Operator
    from sequencer.session import Setup
    from services.campaigns.cells import CellState
    from services.events import Events
    from services.laboratory.prepare import Job
    from services.runs.run_control import RunControl


@dataclass(frozen=True, slots=True)
class Work:
    """How cells are filled.

    Attributes:
        bench: The bench file.
        on: The day.
        operator: Who performs the run.
        override: Start gates that somebody lets pass.
        seed: Seed of a simulated bench.
        readings: A filled-in form; None for the bench.
        restart: Whether a cell is begun again although a run of it is unfinished.
    """

    bench: Path
    on: date
    operator: str = ""
    override: Sequence[str] = ()
    seed: int = 0
    readings: Path | None = None
    restart: bool = False


def fill(
    name: str,
    url: str,
    cells: Sequence[str],
    work: Work,
    events: Events,
    person: Operator | None = None,
    control: RunControl | None = None,
) -> list[str]:
    """Fill cells: without a name the next one; several at the positions of the bench. Returns the runs.

    A cell with an unfinished run goes on with it.

    Raises:
        CampaignRefused: A cell is not of the plan, filled, or being filled by somebody else; or as for every run.
        Interrupted: The run stopped; the same call goes on with it.
    """
    with ExitStack() as stack:
        if cells:
            for key in sorted(set(cells)):
                stack.enter_context(filling(name, key, url))
            state = progress_of(name, url)
            chosen = [open_cell(state, key) for key in cells]
        else:
            state, first = _next(name, url, stack)
            chosen = [first]
        _refuse_again(chosen, work)
        unfinished = chosen[0].unfinished
        if len(chosen) == 1 and unfinished is not None and not work.restart and work.readings is None:
            went_on = resume(
                unfinished.run, url, events, person, bench_file=work.bench, person=work.operator,
                override=work.override, control=control,
            )  # fmt: skip
            return [went_on]
        if len(chosen) > 1:
            jobs = [job(state, cell, work, str(n)) for n, cell in enumerate(chosen, 1)]
            return run_positions(jobs, url, work.bench, events, person, control)
        only = job(state, chosen[0], work)
        if work.readings is not None:
            return [run_from_form(only, work.readings, url, events)]
        return [run(only, url, events, person, control)]


def job(state: Progress, cell: CellState, work: Work, position: str = "") -> Job:
    """The run of a cell, prepared.

    Raises:
        CampaignRefused: The edition of the plan is not in force on that day; or as `services.laboratory.prepare.prepare`.
    """
    c, unfinished = cell.cell, cell.unfinished
    follows = unfinished.run if unfinished is not None and work.restart else ""
    try:
        made = prepare(
            c.regulation, work.bench, Nameplate(f"{state.name} {c.key}", state.plan.subject(c)), stage=c.stage, on=work.on,
            seed=work.seed, operator=work.operator, source="form" if work.readings is not None else "bench",
            override=work.override, position=position, purpose=Purpose(follows=follows),
        )  # fmt: skip
    except UnknownRegulation as error:
        zh = f"样品试验 {state.name} 的方案按 {c.regulation}，{work.on} 不能按该版本试验；请另行制定方案"
        raise CampaignRefused(
            [Text(zh, f"the plan of campaign {state.name} follows {c.regulation}: {error}; make a new plan")]
        ) from error
    return replace(made, setup=made.setup.stating(campaign=_stated(state, cell)))


def form_of(name: str, url: str, key: str, on: date, near: Path) -> Setup:
    """The run of a cell without a bench, for its empty form.

    Raises:
        CampaignRefused: The cell is not of the plan, or filled.
    """
    state = progress_of(name, url)
    cell = open_cell(state, key)
    plate = Nameplate(f"{name} {key}", state.plan.subject(cell.cell))
    setup = bare(cell.cell.regulation, plate, stage=cell.cell.stage, on=on, near=near)
    return setup.stating(campaign=_stated(state, cell))


def on_paper(name: str, url: str, key: str, work: Work, folder: Path) -> PaperForm:
    """The form of a cell that is copied row by row into a page; it lies in the folder of the laboratory.

    Raises:
        CampaignRefused: The cell is not of the plan, or filled; or as `job`.
        FormError: The form that lies there cannot be read.
    """
    state = progress_of(name, url)
    return PaperForm(job(state, open_cell(state, key), replace(work, readings=folder)), folder)


def decide_on_paper(name: str, url: str, key: str, form: PaperForm, events: Events) -> str:
    """Fill a cell by such a form; returns the run.

    Raises:
        CampaignRefused: Somebody else fills it, or it is filled already.
        FormError: With every problem.
    """
    with filling(name, key, url):
        state = progress_of(name, url)
        _refuse_again([open_cell(state, key)], Work(Path(), date.min, readings=form.path))
        return form.decide(url, events)


def next_cell(state: Progress) -> str:
    """The cell that is proposed next: one that was begun, else the first that is missing; empty for none."""
    begun = [c.cell.key for c in state.cells if c.unfinished is not None]
    return next((key for key in (*begun, *state.missing)), "")


def _stated(state: Progress, cell: CellState) -> CampaignCell:
    return CampaignCell(campaign=state.name, cell=cell.cell.key, plan=state.planned.n)


def _next(name: str, url: str, stack: ExitStack) -> tuple[Progress, CellState]:
    """The first cell that is to be filled and that nobody else fills at this moment."""
    state = progress_of(name, url)
    begun = [c.cell.key for c in state.cells if c.unfinished is not None]
    busy: Refused | None = None
    for key in dict.fromkeys((*begun, *state.missing)):
        try:
            held = stack.enter_context(ExitStack())
            held.enter_context(filling(name, key, url))
        except Refused as other:
            busy = other
            continue
        now = progress_of(name, url)
        if now.cell(key).counted is None and now.decided is None:
            return now, now.cell(key)
        held.close()
    if busy is not None:
        raise busy
    _refuse_decided(state)
    zh, en = (
        f"样品试验 {name} 的单元均已试验；请作结论",
        f"every cell of campaign {name} is filled: steelyard campaign decide",
    )
    raise CampaignRefused([Text(zh, en)])


def open_cell(state: Progress, key: str) -> CellState:
    """A cell that may be filled.

    Raises:
        CampaignRefused: It is not of the plan or filled, or the campaign is decided.
    """
    _refuse_decided(state)
    try:
        cell = state.cell(key)
    except KeyError:
        near = ", ".join(state.missing[:10])
        zh = f"样品试验 {state.name} 没有单元 {key}；未试验的有 {near}"
        raise CampaignRefused([Text(zh, f"campaign {state.name} has no cell {key!r}; missing are {near}")]) from None
    if cell.counted is not None:
        run_ = cell.counted.run
        zh = f"单元 {key} 已由 {run_} 作出结果，再次试验不计入"
        raise CampaignRefused([Text(zh, f"cell {key} is filled by run {run_}; another run of it would not count")])
    return cell


def _refuse_decided(state: Progress) -> None:
    if state.decided is not None:
        raise CampaignRefused([Text(f"样品试验 {state.name} 已作结论", f"campaign {state.name} is decided already")])


def _refuse_again(chosen: Sequence[CellState], work: Work) -> None:
    """A run that was begun is ended; a new one beside it is asked for by name."""
    if work.restart:
        return
    for cell in chosen:
        begun = cell.unfinished
        if begun is None or (len(chosen) == 1 and work.readings is None):
            continue
        if work.readings is not None and begun.source == "form":
            continue
        zh = f"单元 {cell.cell.key} 有未完成的检定 {begun.run}；请先继续，或用 --restart 重新开始（报告将列出）"
        en = f"cell {cell.cell.key} has the unfinished run {begun.run}; go on with it, or begin again with --restart"
        raise CampaignRefused([Text(zh, f"{en} (the report lists it)")])
