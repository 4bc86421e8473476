"""What documents print of the first entry of a run: everything that was known before anything was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procedures.text import NO_TEXT, Text
from reports.view import Laboratory, NameplateEntry, Person, Regulation, Standard, Subject
from reports.wording import EARLIER_OUTCOMES, STAGES, known

if TYPE_CHECKING:
    from records import entries


def fields(opened: entries.Opened) -> dict[str, Any]:
    """The fields of a `RunView` that the first entry decides."""
    people = opened.people
    return {
        "regulation": _regulation(opened.regulation),
        "kind": opened.kind,
        "stage": opened.stage,
        "date": opened.date,
        "seed": opened.seed,
        "simulated": opened.simulated,
        "laboratory": _laboratory(opened.laboratory),
        "people": {
            "operator": Person(people.operator.id, people.operator.name),
            "reviewer": Person(people.reviewer.id, people.reviewer.name),
            "approver": Person(people.approver.id, people.approver.name),
        },
        "subject": _subject(opened.subject),
        "standards": tuple(map(_standard, opened.standards)),
        "policy": {"decision": opened.policy.decision, "unverified_data": opened.policy.unverified_data},
        "version": opened.code.version,
        "manifest": opened.code.manifest,
        "released": opened.code.released,
        "overrides": tuple(o.statement for o in opened.overrides if o.statement != NO_TEXT),
        "amends": tuple(map(_amends, opened.amends)),
        "earlier": tuple(map(_earlier, opened.earlier)),
        "serial_read": _serial_read(opened.bench),
    }


def _serial_read(bench: entries.BenchUsed) -> bool:
    """Whether the instrument under test itself said its serial number."""
    used = bench.roles.get(bench.under_test)
    return used is not None and bool(used.serial)


def _earlier(run: entries.EarlierRun) -> Text:
    """An earlier run of the same instrument, with its outcome."""
    stage, outcome = known(STAGES, run.stage), known(EARLIER_OUTCOMES, run.outcome)
    return Text(
        f"{run.date} {run.regulation} {stage.zh}：{outcome.zh}（{run.run}）",
        f"{run.date} {run.regulation} {stage.en}: {outcome.en} ({run.run})",
    )


def _amends(amends: entries.Amends) -> Text:
    """What the run corrects in an earlier one, who did it when and why, on which evidence, and who checked it."""
    run, address, old, new, day = amends.run, amends.address, amends.old, amends.new, amends.when[:10]
    who, checker = amends.who.name, amends.checked_by.name
    return Text(
        f"本文件替代记录 {run} 的文件，该记录的文件作废：{address} 处 {old} 更正为 {new}；{who} 于 {day} 更正，"
        f"原因：{amends.why}；依据：{amends.evidence}；{checker} 核对。",
        f"This document replaces those of record {run}, which are cancelled: at {address} {old} was corrected to {new} "
        f"by {who} on {day}; reason: {amends.why}; evidence: {amends.evidence}; checked by {checker}.",
    )


def _regulation(regulation: entries.Regulation) -> Regulation:
    months = int(regulation.validity_months)
    return Regulation(
        id=regulation.id,
        title=regulation.title,
        issued=regulation.issued,
        in_force=regulation.in_force,
        validity_months=months if months > 0 else None,
        status=regulation.status,
        jurisdiction=regulation.jurisdiction,
        validity_mode=regulation.validity_mode,
    )


def _laboratory(laboratory: entries.Laboratory) -> Laboratory:
    return Laboratory(
        name=laboratory.name,
        address=laboratory.address,
        authorisation=laboratory.authorisation,
        postcode=laboratory.postcode,
        phone=laboratory.phone,
        email=laboratory.email,
        prefix=laboratory.prefix,
        place=laboratory.place if laboratory.place != NO_TEXT else laboratory.address,
    )


def _subject(subject: entries.Subject) -> Subject:
    return Subject(
        name=subject.name,
        maker=subject.maker,
        model=subject.model,
        serial=subject.serial,
        client=subject.client,
        client_address=subject.client_address,
        specification=tuple(NameplateEntry(line.name, line.value) for line in subject.specification),
    )


def _standard(standard: entries.StandardUsed) -> Standard:
    return Standard(
        id=standard.id,
        name=standard.name,
        model=standard.model,
        serial=standard.serial,
        range=standard.range,
        accuracy=standard.accuracy,
        certificate=standard.certificate,
        issuer=standard.issuer,
        valid_until=standard.valid_until,
    )
