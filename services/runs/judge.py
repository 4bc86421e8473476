"""`steelyard judge`: what another edition, jurisdiction or stage says of the readings of a stored run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import structs
from pydantic import ValidationError

from metrology.text import Text
from procedures import registry
from procedures.instrument_kinds import OTHER, kind_name
from procedures.regulation import Work
from procedures.regulation_names import parse_name
from procedures.subject import load_subject
from records.admission import admit
from records.entries import Judged, opened
from records.journal import Journal, MemoryJournal, new_run_id, utc_now
from records.store import Store
from records.verification import read_verified
from sequencer.errors import Refused
from sequencer.judging import JudgedSource, states_asked, undoing
from sequencer.session import Setup, perform
from services.code_identity.code_manifest import manifest, module_hash, release, released
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.laboratory_register import register_of
from services.laboratory.people import people_of
from services.laboratory.prepare import describe
from services.laboratory.purpose import unknown_stage
from services.laboratory.regulation_used import regulation_entry
from services.runs.closing import after_closing
from services.runs.run import started, written
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.base import Procedure
    from procedures.subject import Subject
    from records.entries import Opened
    from records.event import Event
    from records.ledger import Signer
    from services.events import Events


def judge(
    name: str,
    under: str,
    url: str,
    events: Events,
    *,
    operator: str = "",
    stage: str = "",
    subject: Path | None = None,
    bench: Path | None = None,
) -> str:
    """Judge the readings of a finished run by another edition, jurisdiction or stage; returns the id of the judgement.

    Nothing is measured. What the edition asks for and the run does not hold stays not measured. The judgement is gone
    through once in memory, so that nothing is written if it cannot be made.

    Args:
        name: The run that is judged.
        under: A regulation, the same one at another stage; with a year that edition, else the one in force on the day of the run.
        url: The store.
        events: Where progress is published.
        operator: Who judges; empty where the register knows only one verifier.
        stage: Kind of verification; empty: that of the run.
        subject: Nameplate in the terms of the other edition, of the same instrument.
        bench: Where the bench file is now, if it has moved.

    Raises:
        NotIntact: The journal of the run or the store's ledger is broken.
        Refused: The run cannot be judged by that edition; every reason.
        UnknownRegulation, SubjectError, RecordsError: A name or a file cannot be used.
    """
    store = Store(url, read_only=True)
    run = store.find(name)
    past = read_verified(store, run)
    before = opened(past)
    path = bench or Path(before.bench.file)
    key = signer(path)
    admit(url, key)
    procedure = _edition(under, before, path)
    _refuse_unfit(past, before, procedure, stage or before.stage)
    instrument, left_out = _instrument(before, procedure, subject)
    register = register_of(path)
    judged = Judged(
        run=run,
        hash=past[-1].hash,
        regulation=before.regulation.id,
        in_force=_in_force(procedure, before),
        nameplate="run" if subject is None else "file",
        left_out=tuple(left_out),
    )
    setup = Setup(procedure, instrument, structs.replace(
        before,
        kind=str(Work.JUDGEMENT),
        regulation=regulation_entry(procedure, instrument),
        stage=stage or before.stage,
        source="run",
        subject=describe(instrument),
        nameplate=instrument.model_dump(mode="json", by_alias=True, exclude_none=True),
        people=people_of(register, operator),
        code=structs.replace(before.code, version=release(), manifest=manifest(), released=released(), procedure=module_hash(procedure)),
        form=None,
        amends=(),
        overrides=(),
        earlier=(),
        follows=run,
        judges=judged,
    ))  # fmt: skip
    asked, undoes = states_asked(setup), undoing(procedure)
    trial = JudgedSource(past, asked, undoes)
    perform(setup, MemoryJournal(), trial, trial.clock)
    return _write(
        Journal(open_store(url, path, key), new_run_id(utc_now()), key),
        setup,
        JudgedSource(past, asked, undoes),
        url,
        key,
        events,
    )


def _write(journal: Journal, setup: Setup, answers: JudgedSource, url: str, key: Signer, events: Events) -> str:
    events.publish(started(setup, journal.run))
    try:
        perform(setup, journal, answers, answers.clock, listener=written(journal.run, events))
    finally:
        journal.close()
    after_closing(url, key, [journal.run], events)
    return journal.run


def _edition(under: str, before: Opened, path: Path) -> type[Procedure[Any, Any]]:
    folders = regulation_folders(path)
    if parse_name(under).edition:
        return registry.exactly(under, folders)
    return registry.edition(under, date.fromisoformat(before.date), folders)


def _in_force(procedure: type[Procedure[Any, Any]], before: Opened) -> bool:
    r, day = procedure.regulation, date.fromisoformat(before.date)
    return r.in_force <= day and (r.until is None or day <= r.until)


def _refuse_unfit(past: Sequence[Event], before: Opened, procedure: type[Procedure[Any, Any]], stage: str) -> None:
    run, r = past[0].run, procedure.regulation
    if before.judges is not None:
        it = before.judges.run
        raise Refused([Text(f"{run} 本身是评定；请评定 {it}", f"{run} is a judgement itself; judge {it}")])
    if past[-1].kind != "closed":
        raise Refused([Text(f"{run} 尚未完成", f"run {run} is not finished; `steelyard resume` goes on with it")])
    if (r.id, stage) == (before.regulation.id, before.stage):
        raise Refused([Text(f"{run} 就是按 {r.id} 检定的", f"run {run} followed {r.id} itself at this stage")])
    if before.regulation.kind not in {"", OTHER, r.kind}:
        has, wants = kind_name(before.regulation.kind), kind_name(r.kind)
        zh, en = (
            f"{run} 检的是{has.zh}，{r.id} 针对{wants.zh}",
            f"run {run} is about: {has.en}; {r.id} is about: {wants.en}",
        )
        raise Refused([Text(zh, en)])
    if (unknown := unknown_stage(procedure, stage)) is not None:
        raise Refused([unknown])


def _instrument(before: Opened, procedure: type[Procedure[Any, Any]], file: Path | None) -> tuple[Subject, list[str]]:
    """The nameplate in the terms of the other edition, and the fields that this edition does not know."""
    model = procedure.subject_model
    if file is not None:
        found: Subject = load_subject(file, model)
        said, was = (
            (found.maker, found.model, found.serial),
            (before.subject.maker, before.subject.model, before.subject.serial),
        )
        if said != was:
            raise Refused(
                [
                    Text(
                        f"{file} 是另一台仪器：{said}，原记录为 {was}",
                        f"{file} is another instrument: {said}, not {was}",
                    )
                ]
            )
        return found, []
    known = {field.alias or name for name, field in model.model_fields.items()}
    kept = {key: value for key, value in before.nameplate.items() if key in known}
    try:
        return model.model_validate(kept), sorted(set(before.nameplate) - known)
    except ValidationError as error:
        regulation = procedure.regulation.id
        reasons = []
        for problem in error.errors():
            field, what = ".".join(map(str, problem["loc"])), problem["msg"]
            zh = f"{regulation} 的铭牌需要 {field}（{what}）；请用 --subject 给出"
            reasons.append(Text(zh, f"{regulation} needs {field} of the nameplate ({what}); give it with --subject"))
        raise Refused(reasons) from error
