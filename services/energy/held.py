"""What is known of the instrument of a measuring point on a day: by the register of instruments, else by the list itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from metrology.text import NO_TEXT, Text
from records.entries import Subject
from records.same_instrument import same_instrument, spelt
from registers.instruments import FOREVER, INSTRUMENTS, covered_until, iso
from services.covering import covers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registers.book import Book
    from registers.instruments import Instrument
    from services.energy.points import Point

SOURCES: Final = {
    "register": Text("登记簿", "register"),
    "list": Text("一览表所列", "as listed"),
    "none": Text("无", "none"),
}
REGISTERED_USE: Final = "in-use"
VERIFICATION: Final = ("verified_on", "valid_until", "result", "certificate", "accuracy_class")


@dataclass(frozen=True, slots=True)
class Held:
    """The instrument of a point.

    Attributes:
        point: The point.
        key: Its key in the register; empty where it is not registered.
        known_by: Key of `SOURCES`: where its certificate is known from.
        certificate: Number of its certificate; empty where none is known.
        since: Day of the verification; None where it is not known.
        until: Last day of its validity, ISO 8601; empty where none is known.
        valid: Whether it is valid on the day.
        accuracy_class: Its class, by the register where it is there.
        before: First and last days of the validities by earlier verifications that it passed, ISO 8601.
        remarks: What does not fit, such as a class that differs from the register.
    """

    point: Point
    key: str
    known_by: str
    certificate: str
    since: date | None
    until: str
    valid: bool
    accuracy_class: str = ""
    remarks: tuple[Text, ...] = ()
    before: tuple[tuple[str, str], ...] = ()

    def covers(self, start: date, end: date) -> bool:
        """Whether what is known of its validity covers every day from one to another."""
        spans, day = (
            [*self.before, ("" if self.since is None else self.since.isoformat(), self.until)],
            start.isoformat(),
        )
        while self.valid and day <= end.isoformat():
            until = max((last for first, last in spans if first <= day <= last), default="")
            if until >= end.isoformat():
                return True
            if not until:
                return False
            day = (date.fromisoformat(until) + timedelta(days=1)).isoformat()
        return False

    @property
    def shown_until(self) -> str:
        """The last day as it is shown; a dash for none, and for one without an end."""
        return "—" if self.until in {"", FOREVER} else self.until


def held(points: Sequence[Point], on: date, book: Book | None) -> tuple[Held, ...]:
    """What is known of the instrument of each point.

    Args:
        points: The points.
        on: The day.
        book: The registers; None where there is no store.
    """
    return tuple(_held(point, on, book) for point in points)


def _held(point: Point, on: date, book: Book | None) -> Held:
    if not (point.serial or point.label):
        return Held(point, "", "none", "", None, "", valid=False)
    rows = list(_named(point, book)) if book is not None else []
    if len(rows) == 1:
        return _of_register(point, *rows[0], on, book)
    remark = NO_TEXT
    if len(rows) > 1:
        keys = ", ".join(key for key, _ in rows)
        remark = Text(f"登记簿中有多台：{keys}", f"several instruments of the register: {keys}")
    elif book is not None:
        remark = Text("未在登记簿中", "not in the register")
    until = point.valid_until.isoformat() if point.valid_until else ""
    known = "list" if point.certificate and until else "none"
    valid = known == "list" and until >= on.isoformat() and point.installed
    return Held(
        point, "", known, point.certificate, None, until, valid, point.accuracy_class, (remark,) if remark.zh else ()
    )


def _named(point: Point, book: Book) -> list[tuple[str, Instrument]]:
    asked = spelt(point.serial)
    if asked:
        rows = book.rows(INSTRUMENTS, lambda c: c.serial_spelt == asked)
    else:
        rows = book.rows(INSTRUMENTS, lambda c: c.code == point.label)
    found = [(row.key, row.record) for row in rows if row.record.status != "merged"]
    return [(key, r) for key, r in found if same_instrument(_subject(point, r), _subject(r, point))]


def _subject(of: Point | Instrument, other: Point | Instrument) -> Subject:
    """A nameplate; what it does not say does not differ from the other one."""
    return Subject(
        name=NO_TEXT, maker=of.maker or other.maker, model=of.model or other.model, serial=of.serial or other.serial
    )


def _of_register(point: Point, key: str, now: Instrument, on: date, book: Book | None) -> Held:
    """An instrument with the verification that it had on the day, and those before it."""
    versions = [now, *(book.earlier(INSTRUMENTS, key) if book is not None else [])]
    by_day = {r.verified_on: r for r in reversed(versions) if r.verified_on is not None and r.verified_on <= on}
    if not by_day:
        return _registered(point, key, now, on)
    day = max(by_day)
    found = msgspec.structs.replace(now, **{name: getattr(by_day[day], name) for name in VERIFICATION})
    before = covers(book, key, now) if book is not None else []
    spans = tuple((c.first, c.last) for c in reversed(before) if c.first < iso(day))
    return replace(_registered(point, key, found, on), before=spans)


def _registered(point: Point, key: str, r: Instrument, on: date) -> Held:
    until, remarks = covered_until(r), list[Text]()
    if r.status != REGISTERED_USE and point.installed:
        remarks.append(Text("登记为非在用", "registered as not in use"))
    for given, kept, what in (
        (point.accuracy_class, r.accuracy_class, Text("准确度等级", "accuracy class")),
        (point.certificate, r.certificate, Text("证书编号", "certificate")),
    ):
        if given and kept and spelt(given) != spelt(kept):
            zh = f"{what.zh}：表中为 {given}，登记簿为 {kept}"
            remarks.append(Text(zh, f"{what.en}: {given} in the list, {kept} in the register"))
    if r.result == "not_conform":
        remarks.append(Text("最近一次检定不合格", "its last verification failed"))
    late = r.verified_on is not None and r.verified_on > on
    if late:
        remarks.append(Text(f"检定日期 {r.verified_on} 晚于该日", f"verified only on {r.verified_on}"))
    valid = until >= on.isoformat() and not late and r.status == REGISTERED_USE and point.installed
    return Held(
        point,
        key,
        "register",
        r.certificate,
        r.verified_on,
        until,
        valid,
        r.accuracy_class or point.accuracy_class,
        tuple(remarks),
    )
