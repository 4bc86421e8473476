"""Which verifications and calibrations covered an instrument, and from when until when: the one answer for all services."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from registers.documents import DOCUMENTS
from registers.instruments import FOREVER, INSTRUMENTS, covered_until, iso

if TYPE_CHECKING:
    from datetime import date

    from registers.book import Book
    from registers.instruments import Instrument

STANDING: Final = ("issued", "superseded")
CONFORM: Final = ("", "conform")
CERTIFICATE, CALIBRATION = "certificate", "calibration"


class Cover(NamedTuple):
    """A certificate and the days on which it covers an instrument.

    Attributes:
        number: Its number; empty where the register has none.
        first, last: The days, ISO 8601; `last` is `FOREVER` for one without an end.
    """

    number: str
    first: str
    last: str

    def on(self, day: str) -> bool:
        """Whether it covers a day, ISO 8601."""
        return self.first <= day <= self.last


def covers(book: Book, key: str, now: Instrument) -> list[Cover]:
    """Every cover that an instrument had or has, oldest first.

    A verification ends what the one before it said, also where the instrument failed. Certificates of the laboratory's own
    documents count beside what the register says of verifications; a calibration ends nothing.

    Args:
        book: The registers.
        key: Key of the instrument.
        now: The instrument as it is registered now.
    """
    verified = _verified(now, book.earlier(INSTRUMENTS, key))
    found = [(day, r.certificate, covered_until(r)) for day, r in verified.items()]
    known = {number for _, number, _ in found}
    calibrated = list[Cover]()
    for document in book.rows(
        DOCUMENTS, lambda c: (c.instrument == key) & c.state.in_(STANDING) & c.kind.in_((CERTIFICATE, CALIBRATION))
    ):
        d = document.record
        if d.on is None or d.outcome not in CONFORM or document.key in known:
            continue
        if d.kind == CERTIFICATE:
            found.append((d.on, document.key, iso(d.valid_until) or FOREVER))
        else:
            calibrated.append(Cover(document.key, iso(d.on), iso(d.valid_until) or FOREVER))
    days = sorted({day for day, _, _ in found})
    following = {day: iso(then - timedelta(days=1)) for day, then in pairwise(days)}
    cut = [Cover(number, iso(day), min(last, following.get(day, FOREVER))) for day, number, last in found if last]
    return sorted([*cut, *calibrated], key=lambda c: (c.first, c.last))


def _verified(now: Instrument, earlier: list[Instrument]) -> dict[date, Instrument]:
    """The instrument by the days of its verifications, each as it was registered last with that day."""
    return {r.verified_on: r for r in reversed([now, *earlier]) if r.verified_on is not None}
