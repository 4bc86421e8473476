"""``standards.toml`` into the register of standards, and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import convert

from inputs.bounded import read_toml
from records.prepared import prepared
from records.register import StandardsFile, read
from registers import measurement_standards as kept
from registers.record import fields_of, to_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from registers.book import Book
    from registers.change import Change
    from registers.record import Record
    from registers.register import R, Register

OWN = ("organisation", "division", "place", "level", "interval_months", "lead_days", "abilities", "note")
"""Fields of the register that ``standards.toml`` does not have; an import leaves them as they are."""


class Counted(NamedTuple):
    """How many rows are new, and how many other than before."""

    new: int
    changed: int


def rows_of(path: Path) -> Iterator[tuple[Register[Any], list[tuple[str, Any]]]]:
    """The rows of a file, register by register.

    Raises:
        RegisterError: The file cannot be used; every problem is listed.
    """
    read(path, StandardsFile)
    content = read_toml(path)
    institutes: Mapping[str, Any] = content.get("institutes", {})
    standards: Mapping[str, Any] = content["standards"]
    yield kept.INSTITUTES, [(key, _row(kept.INSTITUTES, fields)) for key, fields in institutes.items()]
    yield kept.STANDARDS, [(key, _row(kept.STANDARDS, _without(f, "certificates"))) for key, f in standards.items()]
    yield (
        kept.CERTIFICATES,
        [
            (f"{key}/{certificate['number']}", _row(kept.CERTIFICATES, {"standard": key, **certificate}))
            for key, fields in standards.items()
            for certificate in fields["certificates"]
        ],
    )


def enter(path: Path, change: Change) -> dict[str, Counted]:
    """Enter a file in the registers, within a change; what the file says of a row holds, the rest of it stays.

    Raises:
        RegisterError, RegistersError: The file or a row cannot be used; nothing is written.
    """
    done = {}
    for register, rows in rows_of(path):
        done[register.name] = Counted(
            *change.put_many(register, [(key, _kept(change, register, key, r)) for key, r in rows])
        )
    return done


def written(book: Book) -> str:
    """The registers as the text of a ``standards.toml``.

    Raises:
        RegisterError: There are no standards.
    """
    import tomli_w

    certificates = kept.by_standard(row.record for row in book.rows(kept.CERTIFICATES))
    standards = {}
    for standard in book.rows(kept.STANDARDS):
        fields = {name: value for name, value in to_fields(standard.record).items() if name not in OWN}
        if found := certificates.get(standard.key):
            stated = [_without(_days(to_fields(c), c), "standard") for c in found]
            standards[standard.key] = {**fields, "name_en": standard.record.name_en, "certificates": stated}
    institutes = {row.key: _days(to_fields(row.record), row.record) for row in book.rows(kept.INSTITUTES)}
    return tomli_w.dumps({"institutes": institutes, "standards": standards})


def _row(register: Register[R], fields: Mapping[str, Any]) -> R:
    names = {f.name for f in fields_of(register.record)}
    return convert({name: value for name, value in fields.items() if name in names}, prepared(register.record))


def _without(fields: Mapping[str, Any], left_out: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != left_out}


def _kept(change: Change, register: Register[Any], key: str, record: Any) -> Any:
    before = change.find(register, key) if register is kept.STANDARDS else None
    if before is None:
        return record
    own = {name: value for name, value in to_fields(before.record).items() if name in OWN}
    return convert(to_fields(record) | own, prepared(register.record))


def _days(fields: dict[str, Any], record: Record) -> dict[str, Any]:
    """The fields with days as days, which TOML has."""
    days = {f.name: getattr(record, f.name) for f in fields_of(type(record)) if f.kind == "day"}
    return fields | {name: day for name, day in days.items() if day is not None}
