"""What the end of a run writes to the registers of its store, in the transaction that closes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import convert
from sqlalchemy import inspect

from metrology.validity import Mode
from procedures.regulation import Stage, Work
from procedures.validity.certificate import valid_until
from records.entries import Verdict
from records.prepared import prepared
from records.register_changes import Reason
from records.schema import block
from records.store_rows import intact_entries, rows_of
from registers.change import Change
from registers.results import Result, record_result
from services.register.instrument_uses import write_uses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from records.entries import Opened
    from records.event import Event
    from records.journal import AtEnd
    from records.ledger import Note


def write_back(opened: Opened, run: str) -> AtEnd:
    """What a journal calls at the end of its run: it finds the instrument by its nameplate, and its job by the order."""
    return partial(_write, opened, run)


def _write(opened: Opened, run: str, connection: Connection, *, entries: Sequence[Event]) -> Sequence[Note]:
    return write_result(connection, opened, run, entries, entries[-1].time)


def write_result(
    connection: Connection, opened: Opened, run: str, entries: Sequence[Event], time: str
) -> Sequence[Note]:
    """Write what a run found to the registers, where the store has registers; what the ledger is to say of it.

    Args:
        connection: The transaction.
        opened: The first entry of the run.
        run: The run.
        entries: Its entries, or those that end it.
        time: When this is written.
    """
    if opened.judges is not None or not inspect(connection).has_table("register_layout"):
        return []
    reason = Reason(opened.people.operator.id, "verified", run)
    change = Change(connection, time, reason, {})
    record_result(change, result_of(opened, run, _verdict(connection, run, entries)))
    write_uses(change, opened, run, entries)
    return change.notes()


def _verdict(connection: Connection, run: str, entries: Sequence[Event]) -> Verdict:
    """The verdict of the run, which is among the last entries or was written just before."""
    body = next((e.body for e in entries if e.kind == Verdict.entry_kind), None)
    if body is None:
        rows = connection.execute(rows_of(run).order_by(None).order_by(block.c.seq.desc()))
        body = next(e.body for row in rows for e in intact_entries(row) if e.kind == Verdict.entry_kind)
    return convert(body, prepared(Verdict))


def result_of(opened: Opened, run: str, verdict: Verdict) -> Result:
    """What a run found, from its first entry and its verdict."""
    return Result(
        run=run,
        maker=opened.subject.maker,
        model=opened.subject.model,
        serial=opened.subject.serial,
        order=opened.order,
        on=opened.day,
        outcome=verdict.outcome,
        verification=opened.kind == Work.VERIFICATION,
        regulation=opened.regulation.id,
        stage=opened.stage,
        valid_until=certificate_until(opened, verdict),
        verifier=opened.people.operator.id,
        body=opened.laboratory.name.zh,
        simulated=opened.simulated,
        corrects=opened.amends[-1].run if opened.amends else "",
        seals=tuple(opened.nameplate.get("seals", ())),
        software=str(opened.nameplate.get("software", "")),
    )


def certificate_until(opened: Opened, verdict: Verdict) -> date | None:
    """The last day of the certificate that a run gives; None where it gives none."""
    withheld = opened.policy.unverified_data == "refuse" and verdict.words.unverified
    certified = verdict.outcome == "conform" and not withheld
    gives = certified and opened.kind == Work.VERIFICATION and opened.stage != Stage.IN_SERVICE
    followed = opened.regulation
    mode = Mode(followed.validity_mode)
    return valid_until(followed.jurisdiction, int(followed.validity_months), mode, opened.day) if gives else None
