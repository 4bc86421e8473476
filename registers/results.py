"""What the end of a run changes in the registers: its job, its instrument, the list of verifications, the seals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from registers.instruments import INSTRUMENTS, Instrument, identity
from registers.seals import SEALS, Seal
from registers.verifications import VERIFICATIONS, Verification
from registers.work import JOBS, ORDERS

if TYPE_CHECKING:
    from datetime import date

    from registers.change import Change, Row
    from registers.outcomes import Outcome
    from registers.work import Job

DECIDED = ("conform", "not_conform", "undecided")
IN_SERVICE = "in-service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run found.

    Attributes:
        run: The run.
        maker, model, serial: The instrument.
        order: Number of its order or job; may be empty or unknown to the registers.
        on: Day of the run.
        outcome: The verdict.
        verification: Whether it is a verification, which counts for the instrument.
        regulation, stage: What it was verified by, and how.
        valid_until: Last day of its certificate; None where it gives none.
        verifier, body: Who verified, and for whom.
        simulated: Whether instruments were simulated.
        corrects: The run whose readings it corrects; empty for none.
        seals, software: Numbers of the seals, and the software, that the nameplate states.
    """

    run: str
    maker: str
    model: str
    serial: str
    on: date
    outcome: Outcome
    verification: bool
    regulation: str
    stage: str
    verifier: str
    body: str
    order: str = ""
    valid_until: date | None = None
    simulated: bool = False
    corrects: str = ""
    seals: tuple[str, ...] = ()
    software: str = ""


def record_result(change: Change, result: Result) -> str:
    """Write back what a run found; returns the key of the instrument, empty where it is in no register."""
    row = _instrument(change, result)
    if row is None:
        return ""
    job = _job(change, result, row.key)
    before = change.find(VERIFICATIONS, result.corrects) if result.corrects else None
    counts = result.outcome in DECIDED
    if job is not None:
        change.edit(JOBS, job.key, **_of_job(job.record, result))
    if before is not None:
        change.edit(VERIFICATIONS, before.key, as_found=False, as_left=False)
    if not (counts and result.verification):
        if before is not None and row.record.run == before.key:  # what made it valid is void
            change.edit(INSTRUMENTS, row.key, valid_until=None, result=result.outcome, run=result.run, certificate="")
        return row.key
    change.put_many(VERIFICATIONS, [(result.run, _verification(change, result, row, job, before))])
    if row.record.verified_on is None or result.on >= row.record.verified_on:
        change.edit(INSTRUMENTS, row.key, **found_by(row.record, result))
        _seals(change, row.key, job.key if job is not None else "", result)
    return row.key


def _instrument(change: Change, result: Result) -> Row[Instrument] | None:
    """The instrument, by what identifies it; None where the register has none or several."""
    wanted = identity(Instrument(maker=result.maker, model=result.model, serial=result.serial))
    table = INSTRUMENTS.now
    found = list(
        change.connection.scalars(select(table.c.key).where(table.c.identity == wanted, table.c.status != "merged"))
    )
    return change.get(INSTRUMENTS, found[0]) if len(found) == 1 else None


def _job(change: Change, result: Result, instrument: str) -> Row[Job] | None:
    """The job of the order that is about the instrument."""
    if not result.order:
        return None
    table = JOBS.now
    of = or_(table.c.key == result.order, table.c.order == result.order)
    keys = list(change.connection.scalars(select(table.c.key).where(of, table.c.instrument == instrument)))
    rows = [change.get(JOBS, key) for key in keys]
    going = [r for r in rows if r.record.state in {"received", "at-bench", "measured"} or result.corrects]
    return going[0] if going else None


def _of_job(job: Job, result: Result) -> dict[str, Any]:
    """The fields of a job after a run: the first that was decided is as found, the last as left.

    Where the order named no regulation or stage, the job states those that were followed.
    """
    if result.outcome not in DECIDED:
        return {"state": "at-bench"}
    later = {"as_left": result.run, "as_left_result": result.outcome}
    first = {"as_found": result.run, "as_found_result": result.outcome}
    if result.corrects:
        fields = (first if job.as_found == result.corrects else {}) | (later if job.as_left == result.corrects else {})
        return {**fields, "valid_until": result.valid_until, "verifier": result.verifier}
    fields = later if job.as_found else {**first, **later}
    return {
        **fields,
        "regulation": job.regulation or result.regulation,
        "stage": job.stage or result.stage,
        "seals": result.seals,
        "state": "measured",
        "valid_until": result.valid_until,
        "verifier": result.verifier,
    }


def _verification(
    change: Change, result: Result, row: Row[Instrument], job: Row[Job] | None, before: Row[Verification] | None
) -> Verification:
    of = row.record
    order = change.find(ORDERS, job.record.order) if job is not None else None
    as_found, as_left = True, True
    if before is not None:
        as_found, as_left = before.record.as_found, before.record.as_left
    elif job is not None and job.record.as_found:
        as_found = False
        if earlier := change.find(VERIFICATIONS, job.record.as_left):
            change.edit(VERIFICATIONS, earlier.key, as_left=False)
    return Verification(
        instrument=row.key,
        on=result.on,
        outcome=result.outcome,
        as_found=as_found,
        as_left=as_left,
        regulation=result.regulation,
        stage=result.stage,
        valid_until=result.valid_until,
        job=job.key if job is not None else "",
        verifier=result.verifier,
        body=result.body,
        simulated=result.simulated,
        domain=of.domain,
        division=of.division,
        item=of.item,
        accuracy_class=of.accuracy_class,
        owner=of.owner,
        campaign=order.record.campaign if order is not None else "",
        funding=order.record.funding if order is not None else "",
        township=order.record.township if order is not None else "",
        cost=job.record.cost if job is not None else Verification().cost,
    )


def found_by(of: Instrument, result: Result) -> dict[str, Any]:
    """The fields of an instrument after a verification; an in-service inspection gives no validity, but can end it."""
    if result.stage == IN_SERVICE and result.outcome == "conform":
        return {"seals": result.seals or of.seals, "software": result.software or of.software}
    return {
        "verified_on": result.on,
        "valid_until": result.valid_until if result.outcome == "conform" else None,
        "result": result.outcome,
        "run": result.run,
        "certificate": "",
        "seals": result.seals or of.seals,
        "software": result.software or of.software,
    }


def _seals(change: Change, instrument: str, job: str, result: Result) -> None:
    """Enter seals that are new on the instrument, and those that are no longer there."""
    if not result.seals:
        return
    table = SEALS.now
    on_it = select(table.c.key).where(table.c.instrument == instrument, table.c.status == "applied")
    for key in sorted(set(change.connection.scalars(on_it)) - set(result.seals)):
        change.edit(SEALS, key, status="removed", status_since=result.on)
    for key in result.seals:
        seal = change.find(SEALS, key)
        if seal is None or (seal.record.instrument, seal.record.status) != (instrument, "applied"):
            new = Seal(instrument=instrument, job=job, run=result.run, applied=result.on)
            change.put_many(SEALS, [(key, new)])
