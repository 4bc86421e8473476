"""What a scanned code is: a job, an order, an instrument; and what is next with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_

from metrology.text import Text
from registers.errors import NotRegistered, RegistersError
from registers.instruments import INSTRUMENTS
from registers.steps import WAITING
from registers.values import narrowed
from registers.work import JOBS, ORDERS
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement

    from registers.book import Book
    from registers.change import Row
    from registers.instruments import Instrument
    from registers.work import Job

SYMBOLOGY = re.compile(r"^\][A-Za-z]\d")
"""What a reader may put before a code: the symbology identifier of ISO/IEC 15424, such as ``]C0`` for Code 128."""
IN_ADDRESS = re.compile(r"^https?://[^\s]*[/=]([^/=\s]+)$")
"""A code that is an address: its last part is looked up."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a code is.

    Attributes:
        code: The code, without what the reader added.
        kind: ``job``, ``order`` or ``instrument``.
        key: Key of the row.
        instrument: The instrument; None for an order.
        jobs: Keys of the jobs that can still be measured.
    """

    code: str
    kind: str
    key: str
    instrument: Row[Instrument] | None
    jobs: tuple[str, ...]


def scanned(url: str, code: str) -> Scanned:
    """Look a code up: as a job, an order, then the label, key, serial number or document number of an instrument.

    Raises:
        NotRegistered: It is nothing that is registered.
        RegistersError: Several instruments have it.
    """
    text = plain_code(code)
    with opened_book(url) as book:
        job = book.find(JOBS, text)
        if job is not None:
            instrument = book.get(INSTRUMENTS, job.record.instrument)
            return Scanned(text, "job", text, instrument, _open([job]))
        if book.find(ORDERS, text) is not None:
            return Scanned(text, "order", text, None, _open(book.rows(JOBS, lambda c: c.order == text)))
        row = _instrument(book, text)
        return Scanned(text, "instrument", row.key, row, _open(book.rows(JOBS, lambda c: c.instrument == row.key)))


def plain_code(code: str) -> str:
    """A code without what a reader or an input method added, and without the address around it.

    >>> plain_code("]C0２０２６－00017/1 "), plain_code("https://example.org/i?code=SC-0001")
    ('2026-00017/1', 'SC-0001')
    """
    text = SYMBOLOGY.sub("", narrowed(code))
    found = IN_ADDRESS.match(text)
    return found[1] if found else text


def _instrument(book: Book, text: str) -> Row[Instrument]:
    for names in (("code", "key"), ("serial",), ("certificate",)):
        rows = list(book.rows(INSTRUMENTS, partial(_named, names, text), limit=6))
        if len(rows) == 1:
            return rows[0]
        if rows:
            keys = ", ".join(r.key for r in rows)
            raise RegistersError([Text(f"{text} 对应多台：{keys}", f"{text} is on several instruments: {keys}")])
    raise NotRegistered([Text(f"登记中没有 {text}", f"{text} is not registered: no order, job or instrument")])


def _named(names: Sequence[str], text: str, c: Any) -> ColumnElement[bool]:
    return and_(or_(*(c[n] == text for n in names)), c.status != "merged")


def _open(rows: Iterable[Row[Job]]) -> tuple[str, ...]:
    return tuple(row.key for row in rows if row.record.state in WAITING)
