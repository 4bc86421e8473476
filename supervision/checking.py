"""What a platform tells anybody of a document whose number he has: is it known, unaltered and current."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from exchange.forms import Result
from metrology.text import Text
from supervision.tables import result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from supervision.store import PlatformStore

STATES: Final = {
    "VALID": Text("有效", "Valid"),
    "EXPIRED": Text("已过有效期", "Expired"),
    "CANCELLED": Text("已注销", "Cancelled"),
    "SUPERSEDED": Text("已被替代", "Superseded"),
    "UNKNOWN": Text("无法确认", "Not known"),
}
"""What a document is today; the words of `steelyard check`."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document as an institute reported it.

    Attributes:
        number, institute: Of the document.
        state: A key of `STATES`.
        result: The newest result with this number.
        replaced_by: Number of the document that took its place; empty for none.
        digests: SHA-256 of the documents that were reported with it, as hexadecimal digits; without the original record.
    """

    number: str
    institute: str
    state: str
    result: Result
    replaced_by: str
    digests: frozenset[str]


def documents(store: PlatformStore, number: str, on: date) -> list[Known]:
    """The documents that bear a number, of every institute that reported one.

    Args:
        store: The platform.
        number: Number of the document.
        on: The day.
    """
    of = result.c
    query = select(of.institute, of.statement).where(of.res_id == number).order_by(of.n)
    found: dict[str, list[Result]] = {}
    with store.reading() as connection:
        for institute, stated in connection.execute(query):
            record = json.loads(stated)["record"]
            found.setdefault(institute, []).append(Result.model_validate(record))
    return [_known(number, institute, results, on) for institute, results in found.items()]


def _known(number: str, institute: str, results: Sequence[Result], on: date) -> Known:
    newest = results[-1]
    digests = frozenset(a.sha256 for r in results for a in r.attachments)
    return Known(number, institute, _state(newest, on), newest, newest.replaced_by, digests)


def _state(of: Result, on: date) -> str:
    if of.event != "issued":
        return "SUPERSEDED" if of.event == "superseded" else "CANCELLED"
    return "EXPIRED" if of.valid_until and of.valid_until < on.isoformat() else "VALID"
