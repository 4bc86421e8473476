"""The people and the standards of a laboratory, from its files or from the registers in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from records.entries import Policy
from records.errors import RegisterError
from records.register import (
    LABORATORY,
    PEOPLE,
    STANDARDS,
    Human,
    Institute,
    LaboratoryFile,
    PeopleFile,
    Register,
    Standard,
    StandardsFile,
    find_folder,
    read,
)
from records.register_documents import LAYOUT
from records.store import Store
from records.traceability import registered
from registers import measurement_standards as kept
from registers import people as persons
from registers.book import Book
from registers.record import to_fields
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from records.traceability import Registered
    from registers.measurement_standards import MeasurementStandard, StandardCertificate
    from registers.people import Competence

NOT_OF_A_RUN = {"longest_rest_days", "blind_readings"}
"""Policies that no document depends on."""
OF_A_RUN = ("name", "name_en", "maker", "model", "serial", "firmware", "traceable_to", "state", "state_reason")
"""Fields of a row that a run uses."""


def policy_entry(register: Register) -> Policy:
    """What the laboratory decides for itself, as the first entry of a run states it."""
    return Policy(**register.policy.model_dump(exclude=NOT_OF_A_RUN), **register.documents.model_dump(include=LAYOUT))


def register_of(file: Path) -> Register:
    """The registers of the laboratory that a file belongs to.

    Standards and people are read from ``standards.toml`` and ``people.toml``. Where one of them is missing and
    ``laboratory.toml`` names a store, they are read from there.

    Args:
        file: The bench file, or another file of the laboratory.

    Raises:
        RegisterError: A file or a row cannot be used.
        StoreError: The store cannot be read.
    """
    folder = find_folder(file)
    named = read(folder / LABORATORY, LaboratoryFile).registers.store
    lacking = [name for name in (PEOPLE, STANDARDS) if not (folder / name).is_file()]
    if not named or not lacking:
        return Register(folder)
    store = Store(store_address(folder, named))
    try:
        book = Book(store)
        people = _people(book, folder) if PEOPLE in lacking else None
        if STANDARDS not in lacking:
            return Register(folder, people)
        return Register(folder, people, standards_file(book, folder / LABORATORY), _uncertified(book))
    finally:
        store.close()


def store_address(folder: Path, named: str) -> str:
    """The address of a store that ``laboratory.toml`` names."""
    return named if "://" in named else str(folder / named)


def standards_file(book: Book, place: Path) -> StandardsFile:
    """The standards of a store, in the form of ``standards.toml``.

    Args:
        book: The registers.
        place: What a message names.

    Raises:
        RegisterError: There are none, or one has no certificate.
    """
    certificates = kept.by_standard(row.record for row in book.rows(kept.CERTIFICATES))
    rows = {row.key: row.record for row in book.rows(kept.STANDARDS)}
    used = {key: standard_of(record, certificates[key]) for key, record in rows.items() if key in certificates}
    institutes = {
        row.key: Institute.model_validate({"name_en": row.record.name, **to_fields(row.record)})
        for row in book.rows(kept.INSTITUTES)
    }
    if not used:
        raise RegisterError(place, ["registers.store: it holds no standard with a certificate"])
    return StandardsFile(standards=used, institutes=institutes)


def _uncertified(book: Book) -> dict[str, Registered]:
    """The standards without any certificate: a chain through one of them is broken there."""
    certified = {row.record.standard for row in book.rows(kept.CERTIFICATES)}
    return {r.key: registered(r.record, None) for r in book.rows(kept.STANDARDS) if r.key not in certified}


def standard_of(row: MeasurementStandard, certificates: Iterable[StandardCertificate]) -> Standard:
    """A row with its certificates, as a run uses it."""
    fields = {name: getattr(row, name) for name in OF_A_RUN}
    return Standard.model_validate(fields | {"certificates": tuple(kept.as_certificate(c) for c in certificates)})


def _people(book: Book, folder: Path) -> PeopleFile:
    able: dict[str, list[Competence]] = {}
    today = real_today()
    for row in book.rows(persons.COMPETENCES):
        able.setdefault(row.record.person, []).append(row.record)
    found: dict[str, Any] = {}
    for person in book.rows(persons.PEOPLE):
        functions = [f for f in person.record.functions if f != "clerk"]
        if functions and (person.record.left is None or person.record.left > today):
            authorised = [_authorised(c) for c in able.get(person.key, [])]
            found[person.key] = {"name": person.record.name, "functions": functions, "authorised": authorised}
    try:
        return PeopleFile(people={key: Human.model_validate(fields) for key, fields in found.items()})
    except ValidationError:
        raise RegisterError(
            folder / LABORATORY, ["registers.store: it holds nobody who verifies, reviews, approves or overrides"]
        ) from None


def _authorised(row: Competence) -> dict[str, Any]:
    return {"regulation": row.regulation, "from": row.since, "until": row.until, "items": row.items or None}
