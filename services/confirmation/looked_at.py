"""Confirmations as somebody looks at them at the console, with what was used outside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from registers.confirmations import CONFIRMATIONS, REQUIREMENTS, result_of
from registers.instruments import INSTRUMENTS
from services.confirmation.covering import Confirmations
from services.confirmation.outside import audited
from services.register.book import opened_book, records_of

if TYPE_CHECKING:
    from datetime import date

    from metrology.text import Text
    from registers.change import Row
    from registers.confirmations import Confirmation, Requirement
    from services.confirmation.outside import Audited


class LookedConfirmations(NamedTuple):
    """All confirmations.

    Attributes:
        rows: The confirmations, the newest first.
        requirements, serials: What they are for, and serial number or label of their instruments, by key.
        audited: What was used outside them in a period.
        ended: Why a confirmation that its own figures and days allow does not hold today, by key.
    """

    rows: list[Row[Confirmation]]
    requirements: dict[str, Requirement]
    serials: dict[str, str]
    audited: Audited
    ended: dict[str, Text]


def confirmations(url: str, first: date, last: date, today: date) -> LookedConfirmations:
    """All confirmations, and the registered uses of a period outside them.

    Raises:
        RegistersError: The period ends before it begins.
        StoreError: The store cannot be read.
    """
    with opened_book(url) as book:
        known = Confirmations(book)
        rows = sorted(book.rows(CONFIRMATIONS), key=lambda r: (str(r.record.on), r.key), reverse=True)
        asked = records_of(book, REQUIREMENTS, (r.record.requirement for r in rows))
        of = records_of(book, INSTRUMENTS, (r.record.instrument for r in rows))
        standing = [(r.key, r.record) for r in rows if state_of(r.record, today) == "now"]
        ended = {key: why for key, one in standing if (why := known.ended(key, one, today)) is not None}
    serials = {key: one.serial or one.code for key, one in of.items()}
    return LookedConfirmations(rows, asked, serials, audited(url, first, last), ended)


def state_of(of: Confirmation, day: date) -> str:
    """How a confirmation stands on a day: ``refused``, ``withdrawn``, ``over`` or ``now``."""
    if result_of(of) != "confirmed":
        return "refused"
    if of.withdrawn_on is not None and of.withdrawn_on <= day:
        return "withdrawn"
    return "over" if of.until is None or of.until < day else "now"
