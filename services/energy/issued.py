"""A report on a site that the register of documents numbers, as it does those of runs: ready to be checked, approved and signed.

What it rests on is kept in the store under its digest (`services.issuing.basis`). Two people who issue one report from the
same inputs get one number.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from msgspec import convert

from metrology.status import Status
from metrology.text import Text
from procedures.campaigns.judgement import Note, Table
from records.durable_file import write_durably
from records.register import LaboratoryFile, read
from registers.documents import DOCUMENTS, IssuedDocument
from registers.outcomes import Outcome
from registers.people import PEOPLE
from reports.energy import Issued, energy_report, shown_site
from services.code_identity.code_manifest import manifest
from services.issuing.basis import keep, stated
from services.issuing.desk import desk
from services.issuing.gate import numbered
from services.issuing.issue import Issue, note_digest, refuse_signed
from services.issuing.numbering import numbering_by
from services.issuing.steps import number_filed
from services.laboratory.prepare import laboratory_entry
from services.register.book import person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from procedures.campaigns.judgement import Section
    from registers.change import Row
    from reports.energy import EnergyReport
    from services.energy.inputs import Input
    from services.energy.making import Made
    from services.issuing.desk import Desk

KIND: Final = "energy"
OPEN: Final = f"（{Status.UNVERIFIED.zh}）"
"""What stands beside a figure, or in a note, that nobody verified."""


def issue_report(made: Made, url: str, laboratory: Path, folder: Path, *, by: str, on: date) -> Issue:
    """Give a report its number and write it, ready to be signed; one from the same inputs that has a number keeps it.

    Args:
        made: The report.
        url: The store.
        laboratory: ``laboratory.toml``.
        folder: Where the file goes; made if need be.
        by: Who.
        on: The day.

    Raises:
        RegisterError: ``laboratory.toml`` cannot be used.
        RegistersError: Signatures were begun on an earlier file.
        ReportError: It cannot be set; the number stays, and is used when the report is issued again, or voided.
        StoreError, OSError: It cannot be kept or written.
    """
    lab = read(laboratory, LaboratoryFile)
    shows = made.report("")
    content = basis(made, shows, lab)
    with desk(url) as at:
        document = _row(made, shows, keep(at.store, content), person(by), on, lab)
        number = number_filed(at, document, numbering_by(lab.documents, made.regulation), by)
        row = at.book.get(DOCUMENTS, number)
        refuse_signed(row)
        pdf = _printed(at, row, made, content, lab)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"energy_{re.sub(r'[^A-Za-z0-9._-]+', '-', row.key)}.pdf"
        write_durably(file, pdf)
        note_digest(at, row, sha256(pdf).hexdigest(), by)
    return Issue(row.key, row.record.run, (file,))


def basis(made: Made, shows: EnergyReport, lab: LaboratoryFile) -> dict[str, Any]:
    """What a report was made from, and what was found: all that decides what it prints."""
    issuer = laboratory_entry(lab.laboratory)
    return {
        "kind": KIND,
        "report": made.wanted.report,
        "site": shows.site,
        "asked": made.wanted.stated(),
        "inputs": [one._asdict() for one in made.inputs],
        "found": made.found.document(),
        "simulated": shows.simulated,
        "unverified": has_unverified(shows.sections),
        "laboratory": {
            "name": [issuer.name.zh, issuer.name.en], "address": [issuer.address.zh, issuer.address.en],
            "authorisation": issuer.authorisation, "postcode": issuer.postcode, "phone": issuer.phone, "email": issuer.email,
        },
        "language": lab.policy.documents_language,
    }  # fmt: skip


def has_unverified(sections: Sequence[Section]) -> bool:
    """Whether a figure of a report, or the text of a standard that it names, is not verified."""
    cells = [cell for s in sections if isinstance(s, Table) for row in s.rows for cell in row if isinstance(cell, Text)]
    notes = [text for s in sections if isinstance(s, Note) for text in s.texts]
    return any(Status.UNVERIFIED.zh in cell.zh for cell in cells) or any(OPEN in note.zh for note in notes)


def _row(made: Made, shows: EnergyReport, head: str, who: str, on: date, lab: LaboratoryFile) -> IssuedDocument:
    return IssuedDocument(
        kind=KIND,
        state="specimen" if shows.simulated else "numbered",
        run=f"{shows.series}-{shows.site}-{head[:16]}",
        name=shown_site(shows),
        client=shown_site(shows),
        regulation=made.regulation,
        outcome=convert(str(shows.outcome), Outcome),
        on=convert(shows.day, type(on)),
        numbered_on=on,
        verifier=who,
        head=head,
        manifest=manifest(),
        check_page=lab.documents.check_page,
    )


def _printed(at: Desk, row: Row[IssuedDocument], made: Made, content: dict[str, Any], lab: LaboratoryFile) -> bytes:
    """The file; the time of the numbering stands in it, so that the same inputs give the same bytes."""
    shows = made.report(at.book.history(DOCUMENTS, row.key)[0].time)
    shows = shows._replace(sections=_with_inputs(list(shows.sections), made.inputs, row.record.head))
    of = row.record
    assert of.numbered_on is not None  # noqa: S101  who gives the number names the day
    people = _name(at, of.verifier), _name(at, of.checker), _name(at, of.approver)
    issued = Issued(
        numbered(row), stated(content), of.numbered_on, people, lab.documents.seal, unverified=content["unverified"]
    )
    return energy_report(shows, laboratory_entry(lab.laboratory), lab.policy.documents_language, issued)


def _name(at: Desk, who: str) -> str:
    row = at.book.find(PEOPLE, who) if who else None
    return row.record.name if row is not None else who


def _with_inputs(sections: list[Section], inputs: tuple[Input, ...], head: str) -> list[Section]:
    """The sections with the inputs before the notes."""
    heads = Text("输入", "Input"), Text("SHA-256", "SHA-256")
    table = Table(Text("输入", "Inputs"), heads, tuple((one.name, one.sha256) for one in inputs), (2, 5))
    again = Text(
        f"本报告可由上列输入重新计算：steelyard energy recompute。输入与计算结果一并存于记录库，SHA-256 {head}。",
        "The report can be computed again from the inputs above: steelyard energy recompute. Inputs and results are kept in the store "
        f"under SHA-256 {head}.",
    )
    notes = [Note(s.title, (*s.texts, again)) if isinstance(s, Note) else s for s in sections]
    at = next((n for n, s in enumerate(notes) if isinstance(s, Note)), len(notes))
    return [*notes[:at], table, *notes[at:]]
