"""Works at benches: start, answer, pause, continue, stop, resume; with the rules of the pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from msgspec import to_builtins

from console.catalogue import web_api as m
from console.web.api.asking import Operator, Place, Somebody, Viewer, named, needs
from console.web.api.refusals import NotThere, filled, refusals
from console.web.api.runs import again
from console.web.api.shapes import Answer, NewCorrection, NewRemark, Resume, Start, Taken, Work, Works
from console.web.api.streams import RESPONSES, After, LastEventId, Seconds, number_of, stream
from console.web.console import Console
from records.entries import Person
from records.store import Store
from services.accounts.errors import NotAllowed
from services.accounts.measuring import performer
from services.accounts.others import refuse_for_run
from services.accounts.roles import Action
from services.bench_work import BenchWork
from services.laboratory.from_register import at_bench, starts
from services.laboratory.gate_facts import real_today
from services.laboratory.prepare import prepare
from services.laboratory.purpose import Purpose
from services.runs.remarks import add_remark, decoded
from services.runs.resume_together import interrupted_with

works = APIRouter(prefix="/works", tags=["works"])
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{1,32}$", examples=["0f9a31c2be77"])]


@works.get("", response_model=Works, responses=refusals())
def list_works(console: Place, _: Viewer) -> dict[str, Any]:
    """List the works of this server, the newest first."""
    return {"works": [to_builtins(work.state()) for work in console.desk.works()]}


@works.post("", response_model=Work, status_code=201, responses=refusals(404, 409, 413))
def start(console: Place, who: Operator, body: Start) -> dict[str, Any]:
    """Start to verify what an order or a job asks for; the start gates apply as on the command line."""
    person, day = named(who, body.operator), real_today()
    _refuse_overrides(console, body.override)
    bench = _bench(console, body.bench)
    found = starts(console.store, body.order, day, bench=bench, person=person)
    jobs = [
        prepare(
            s.regulation, s.bench, s.nameplate, stage=s.stage, on=day, seed=0, operator=person, override=body.override,
            position=str(n) if len(found) > 1 else "", purpose=Purpose(s.work, s.job, s.batch, s.follows),
        )
        for n, s in enumerate(found, 1)
    ]  # fmt: skip
    verifier = jobs[0].setup.opened.people.operator.id
    return _state(console.desk.start(jobs, verifier, partial(at_bench, console.store, found, verifier)))


@works.post("/resume", response_model=Work, status_code=201, responses=refusals(404, 409, 413))
def resume(console: Place, who: Operator, body: Resume) -> dict[str, Any]:
    """Resume an interrupted run; that of another person only with a role that allows it."""
    store = Store(console.store, read_only=True)
    try:
        run = store.find(body.run)
        runs = interrupted_with(console.store, run) if body.together else [run]
        performers = {performer(store.events(one)) for one in runs}
    finally:
        store.close()
    for person in sorted(performers):
        refuse_for_run(who.person, who.roles, person)
    _refuse_overrides(console, body.override)
    operator = named(who, body.operator)
    if len(runs) > 1:
        return _state(console.desk.resume_together(runs, operator, body.override))
    return _state(console.desk.resume(runs[0], operator, body.override))


@works.get("/{work}", response_model=Work, responses=refusals(404))
def state(console: Place, _: Viewer, work: Id) -> dict[str, Any]:
    """Show a work as it is now."""
    return _state(_found(console, work))


@works.get("/{work}/events", responses={**refusals(404), **RESPONSES}, response_class=Response)
async def events(
    request: Request, console: Place, _: Viewer, work: Id, after: After = 0, last_event_id: LastEventId = "", seconds: Seconds = 60,
) -> Response:  # fmt: skip
    """Follow a work: entries, questions, waiting times, its end. Every event has a number, without a gap."""
    found = _found(console, work)

    def look(number: int) -> tuple[list[tuple[int, str, Any]], bool]:
        over = found.over
        return [(e.number, e.kind, {"position": e.position, **e.body}) for e in found.after(number)], over

    token = request.headers.get("authorization", "")
    allowed = needs(Action.VIEW)
    return await stream(look, number_of(last_event_id, after), seconds, lambda: again(allowed, request, console, token))


@works.post("/{work}/answer", response_model=Taken, responses=refusals(404, 409, 413))
def answer(console: Place, who: Operator, work: Id, body: Answer) -> dict[str, Any]:
    """Answer the question that is asked; an answer to a question that was answered is not taken."""
    found = _allowed(console, who, work)
    return {"taken": str(found.answer(body.number, body.text))}


@works.post("/{work}/correct", response_model=Taken, responses=refusals(404, 409, 413))
def correct(console: Place, who: Operator, work: Id, body: NewCorrection) -> dict[str, Any]:
    """Correct an earlier entry of the item before it closes; the question is put again afterwards."""
    found = _allowed(console, who, work)
    return {"taken": str(found.correct(body.number, body.address, body.text, body.why, _who(who)))}


@works.post("/{work}/remarks", response_model=Work, status_code=201, responses=refusals(404, 409, 413))
def remark(console: Place, who: Operator, work: Id, body: NewRemark) -> dict[str, Any]:
    """Put a remark on record, with a photograph or without, whatever the run does."""
    found = _allowed(console, who, work)
    given = body.photograph
    picture = None if given is None else (given.name, decoded(given.content))
    add_remark(found.control, body.text, about=body.about, position=body.position, by=_who(who), picture=picture)
    return _state(found)


@works.post("/{work}/pause", response_model=Work, responses=refusals(404))
def pause(console: Place, who: Operator, work: Id) -> dict[str, Any]:
    """Hold the run before its next step."""
    found = _allowed(console, who, work)
    found.pause(who.person or found.person)
    return _state(found)


@works.post("/{work}/continue", response_model=Work, responses=refusals(404))
def proceed(console: Place, who: Operator, work: Id) -> dict[str, Any]:
    """Let a held run go on."""
    found = _allowed(console, who, work)
    found.proceed(who.person or found.person)
    return _state(found)


@works.post("/{work}/stop", response_model=Work, responses=refusals(404))
def stop(console: Place, who: Somebody, work: Id) -> dict[str, Any]:
    """Stop to the safe state; the run can be resumed. A manager may stop the run of another person."""
    found = _allowed(console, who, work, stop=True)
    found.stop(who.person or found.person)
    return _state(found)


def _refuse_overrides(console: Console, given: list[str]) -> None:
    """Where there are accounts, who overrides gives a password, at a page."""
    if given and console.entrance.sessions is not None:
        raise NotAllowed([m.OVERRIDES_AT_THE_PAGE])


def _found(console: Console, work: str) -> BenchWork:
    found = console.desk.find(work)
    if found is None:
        raise NotThere([filled(m.NO_WORK, name=work)])
    return found


def _allowed(console: Console, who: Somebody, work: str, *, stop: bool = False) -> BenchWork:
    """The work, where who asks may act on the run of its person."""
    found = _found(console, work)
    refuse_for_run(who.person, who.roles, found.person, stop=stop)
    return found


def _who(who: Somebody) -> Person | None:
    """Who notes or corrects; None in single-user mode, where it is who performs the run."""
    return Person(id=who.person, name=who.name) if who.person else None


def _state(work: BenchWork) -> dict[str, Any]:
    found: dict[str, Any] = to_builtins(work.state())
    return found


def _bench(console: Console, name: str) -> File | None:
    """A bench file of the laboratory by its name; no part of a path is taken from a request."""
    if not name:
        return None
    there = {path.stem: path for path in sorted((console.laboratory / "benches").glob("*.toml"))}
    if name not in there:
        raise NotThere([filled(m.NO_BENCH, name=name, known=", ".join(there))])
    return there[name]
