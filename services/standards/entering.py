"""Entering a check of a measurement standard, and what its chart says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from registers.errors import NothingToShow
from registers.standard_checks import CHECKS, StandardCheck
from registers.values import made
from services.register.book import changing, opened_book, person
from services.register.changes import refusing
from services.standards.control_chart import chart_of

if TYPE_CHECKING:
    from datetime import date


class Given(NamedTuple):
    """What somebody enters of a check, as texts; see `registers.standard_checks.StandardCheck`."""

    assessment: str
    kind: str
    point: str
    readings: tuple[str, ...]
    reference: str
    reference_uncertainty: str
    others: tuple[str, ...]


def enter_check(url: str, given: Given, on: date, by: str, why: str) -> tuple[str, bool | None]:
    """Enter a check; returns its key, and whether the chart is in control (None where there is no chart yet).

    Raises:
        RegistersError: Nothing was written; every reason.
        StoreError: The store cannot be written.
    """
    with refusing():
        check = made(StandardCheck, {**given._asdict(), "on": on.isoformat(), "by": person(by)})
    key = changing(url, by, why, lambda change: change.add(CHECKS, check))
    if check.kind != "check":
        return key, None
    with opened_book(url) as book:
        try:
            return key, chart_of(book, check.assessment, check.point).in_control
        except NothingToShow:
            return key, None
