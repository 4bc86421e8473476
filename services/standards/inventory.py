"""The standards of a laboratory as they stand on a day: state, certificate, days left, what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from metrology.text import NO_TEXT, Text
from records.certificates import Certificate, in_force
from records.traceability import registered, state_of, state_of_standard, walk
from registers.measurement_standards import CERTIFICATES, INSTITUTES, STANDARDS, as_certificate, by_standard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from records.entries import ChainLink
    from records.traceability import Registered
    from registers.book import Book
    from registers.measurement_standards import Institute, MeasurementStandard

Standing: TypeAlias = Literal["usable", "due", "expired", "recalled", "suspended", "scrapped", "uncertified", "not-yet"]
USABLE = frozenset({"usable", "due"})


@dataclass(frozen=True, slots=True)
class Held:
    """A standard on a day.

    Attributes:
        key: Its identity.
        row: What the register says.
        certificates: All of them, oldest first.
        certificate: The one in force on the day, or the one that was; None where there is none.
        standing: ``due``: usable, but its time to be calibrated again has come.
        days: Days until the last day of the certificate; negative after it; None without a certificate.
    """

    key: str
    row: MeasurementStandard
    certificates: tuple[Certificate, ...]
    certificate: Certificate | None
    standing: Standing
    days: int | None

    @property
    def usable(self) -> bool:
        """Whether a run may use it."""
        return self.standing in USABLE

    def document(self) -> dict[str, Any]:
        """What a list shows of it."""
        certificate = self.certificate
        return {
            "id": self.key,
            "name": name_of(self.row).to_dict(),
            "model": self.row.model,
            "serial": self.row.serial,
            "level": self.row.level,
            "organisation": self.row.organisation,
            "standing": self.standing,
            "reason": self.row.state_reason or (certificate.recalled if certificate else ""),
            "traceable_to": self.row.traceable_to,
            "certificate": certificate.number if certificate else "",
            "issuer": certificate.issuer if certificate else "",
            "valid_from": certificate.valid_from.isoformat() if certificate else "",
            "valid_until": certificate.valid_until.isoformat() if certificate else "",
            "days": self.days,
        }


class Inventory:
    """Every standard on a day.

    Args:
        book: The registers.
        on: The day.
        at: Time of which the registers are shown; empty for now.
        without: Numbers of certificates that are left out, to see what hangs on them.

    Attributes:
        standards: By identity.
        institutes: By identity.
    """

    def __init__(self, book: Book, on: date, *, at: str = "", without: Iterable[str] = ()) -> None:
        left_out = set(without)
        certificates = {
            standard: [as_certificate(row) for row in rows if row.number not in left_out]
            for standard, rows in by_standard(r.record for r in book.rows(CERTIFICATES, at=at)).items()
        }
        self.on = on
        self.institutes: Mapping[str, Institute] = {r.key: r.record for r in book.rows(INSTITUTES, at=at)}
        self.standards: Mapping[str, Held] = {
            r.key: held(r.key, r.record, certificates.get(r.key, ()), on) for r in book.rows(STANDARDS, at=at)
        }

    @classmethod
    def of(cls, on: date, standards: Mapping[str, Held], institutes: Mapping[str, Institute]) -> Inventory:
        """Standards that are kept elsewhere than in the registers of a store."""
        made = cls.__new__(cls)
        made.on, made.standards, made.institutes = on, standards, institutes
        return made

    def chain(self, key: str) -> list[ChainLink]:
        """A standard and everything above it, nearest first; see `records.traceability.walk`."""
        return walk(key, self._registered, self.institutes)

    def name(self, key: str) -> Text:
        """Name of a standard or an institute; no text for what is not registered."""
        held, institute = self.standards.get(key), self.institutes.get(key)
        row = held.row if held is not None else institute
        return name_of(row) if row is not None else NO_TEXT

    def issuer(self, stated: str) -> Text:
        """Who issued a certificate: where it is an institute of the register, with its name in English."""
        return next((name_of(i) for i in self.institutes.values() if i.name == stated), Text.same(stated))

    def broken(self, key: str) -> str:
        """The first link, from the standard itself upwards, at which its chain is broken; empty for a whole chain.

        Where nothing is named above a standard, or one that is below it already, it is that standard.
        """
        last = key
        for link in self.chain(key):
            if link.kind in {"none", "circle"}:
                return last
            last = link.id
            if state_of(link, self.on) != "valid":
                return last
        return ""

    def _registered(self, key: str) -> Registered | None:
        found = self.standards.get(key)
        return registered(found.row, found.certificate) if found is not None else None

    def traceable(self) -> Iterator[Held]:
        """The standards that may be used on the day, with a whole chain above them."""
        return (found for key, found in self.standards.items() if not self.broken(key))


def name_of(row: MeasurementStandard | Institute) -> Text:
    """A name in both languages; one that exists in Chinese only stands for both."""
    return Text(row.name, row.name_en or row.name)


def held(key: str, row: MeasurementStandard, certificates: Sequence[Certificate], on: date) -> Held:
    """A standard on a day, from its row and its certificates."""
    ordered = tuple(sorted(certificates, key=lambda c: (c.valid_from, c.number)))
    found = in_force(ordered, on) if ordered else None
    days = (found.valid_until - on).days if found else None
    return Held(key, row, ordered, found, _standing(row, found, on), days)


def _standing(row: MeasurementStandard, certificate: Certificate | None, on: date) -> Standing:
    state = state_of_standard(registered(row, certificate), on)
    if state != "valid":
        return state
    due = certificate is not None and (certificate.valid_until - on).days < row.lead_days
    return "due" if due else "usable"
