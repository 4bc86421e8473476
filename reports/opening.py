"""The `opened` entry: everything that was known before anything was measured."""

from __future__ import annotations

from typing import Any

from procedures.text import Text
from reports.errors import BadJournal
from reports.fields import Fields, entries, mapping, text, texts, word
from reports.view import Laboratory, NameplateEntry, Person, Regulation, Standard, Subject


def fields(body: Fields) -> dict[str, Any]:
    """The fields of a `RunView` that the `opened` entry decides.

    Raises:
        BadJournal: The entry is of a format this version does not read, or names no regulation.
    """
    if word(body, "format") not in {"", "1"}:
        raise BadJournal(f"journal format {word(body, 'format')} is newer than this version of Steelyard: update it")
    code = mapping(body, "code")
    return {
        "regulation": _regulation(mapping(body, "regulation")),
        "stage": word(body, "stage"),
        "date": word(body, "date"),
        "seed": word(body, "seed"),
        # Absent means nobody vouched for a real bench, so the mark stays on.
        "simulated": body.get("simulated") is not False,
        "laboratory": _laboratory(mapping(body, "laboratory")),
        "people": {
            role: Person(word(person, "id"), word(person, "name"))
            for role, person in mapping(body, "people").items()
            if person
        },
        "subject": _subject(mapping(body, "subject")),
        "standards": tuple(_standard(entry) for entry in entries(body, "standards")),
        "policy": {key: str(value) for key, value in mapping(body, "policy").items()},
        "version": word(code, "version"),
        "manifest": word(code, "manifest"),
        "overrides": tuple(
            text(entry.get("statement")) for entry in entries(body, "overrides") if "statement" in entry
        ),
        "amends": _amends(mapping(body, "amends")),
        "serial_read": _serial_read(body),
    }


def _serial_read(body: Fields) -> bool:
    """Whether the instrument under test itself said its serial number."""
    bench = mapping(body, "bench")
    return bool(word(mapping(mapping(bench, "roles"), word(bench, "under_test")), "serial"))


def _amends(body: Fields) -> Text | None:
    """That, where and why the run corrects an earlier one."""
    if not word(body, "run"):
        return None
    run, address, old, new, why = (word(body, key) for key in ("run", "address", "old", "new", "why"))
    return Text(
        f"本文件替代记录 {run} 的文件：{address} 处 {old} 更正为 {new}，原因：{why}。",
        f"This document replaces those of record {run}: at {address} {old} was corrected to {new}; reason: {why}.",
    )


def _regulation(body: Fields) -> Regulation:
    if not word(body, "id"):
        raise BadJournal("the first entry names no regulation (field regulation.id); no document can be made from it")
    months = word(body, "validity_months")
    return Regulation(
        id=word(body, "id"),
        title=text(body.get("title")),
        issued=word(body, "issued"),
        in_force=word(body, "in_force"),
        validity_months=int(months) if months.isdigit() and int(months) > 0 else None,
        status=word(body, "status"),
        statements=texts(body, "statements"),
    )


def _laboratory(body: Fields) -> Laboratory:
    return Laboratory(
        name=text(body.get("name")),
        address=text(body.get("address")),
        authorisation=word(body, "authorisation"),
        postcode=word(body, "postcode"),
        phone=word(body, "phone"),
        email=word(body, "email"),
        prefix=word(body, "prefix"),
        place=text(body.get("place") or body.get("address")),
    )


def _subject(body: Fields) -> Subject:
    return Subject(
        name=text(body.get("name")),
        maker=word(body, "maker"),
        model=word(body, "model"),
        serial=word(body, "serial"),
        client=word(body, "client"),
        client_address=word(body, "client_address"),
        specification=tuple(
            NameplateEntry(text(entry.get("name")), word(entry, "value")) for entry in entries(body, "specification")
        ),
    )


def _standard(body: Fields) -> Standard:
    return Standard(
        id=word(body, "id"),
        name=text(body.get("name")),
        model=word(body, "model"),
        serial=word(body, "serial"),
        range=word(body, "range"),
        accuracy=word(body, "accuracy"),
        certificate=word(body, "certificate"),
        issuer=word(body, "issuer"),
        valid_until=word(body, "valid_until"),
    )
