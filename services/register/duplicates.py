"""Instruments that may be registered twice: proposed to a person, who merges them or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from metrology.text import Text
from records.journal import utc_now
from records.same_instrument import spelt
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, Instrument
from registers.verifications import VERIFICATIONS
from services.register.book import changing, opened_book

if TYPE_CHECKING:
    from registers.change import Change, Row

Line = tuple[str, str, str, str, str]
NEWEST = ("verified_on", "valid_until", "result", "run", "certificate")
"""What the row that stays takes from the other one where that was verified later."""
SHORTEST = 2
"""Characters of the shortest abbreviation of a maker or a model."""


def proposals(url: str) -> list[list[Line]]:
    """Groups of instruments with one serial number, whose makers and models are alike as far as they are given.

    Returns:
        Key, serial number, maker, model and place of each.
    """
    table = INSTRUMENTS.now
    counted = (
        select(table.c.serial_spelt)
        .where(table.c.serial_spelt != "", table.c.status != "merged")
        .group_by(table.c.serial_spelt)
        .having(func.count() > 1)
    )
    with opened_book(url) as book:
        rows = book.rows(
            INSTRUMENTS, lambda c: c.serial_spelt.in_(counted) & (c.status != "merged"), order=("serial_spelt", "key")
        )
        groups: list[list[Row[Instrument]]] = []
        for row in rows:
            alike = next((g for g in groups[-20:] if all(_alike(row.record, other.record) for other in g)), None)
            if alike is None:
                groups.append([row])
            else:
                alike.append(row)
    return [
        [(r.key, r.record.serial, r.record.maker, r.record.model, r.record.place) for r in group]
        for group in groups
        if len(group) > 1
    ]


def merge(url: str, key: str, into: str, by: str, why: str) -> None:
    """State that two rows are one instrument.

    Raises:
        RegistersError: No reason is given, or they are one row, or one of them is merged already.
    """
    if not why.strip() or key == into:
        zh, en = "合并须写明理由（--reason），且不能与自身合并", "a merge needs --reason and two different instruments"
        raise RegistersError([Text(zh, en)])

    def work(change: Change) -> None:
        target = change.get(INSTRUMENTS, into).record
        if "merged" in {target.status, change.get(INSTRUMENTS, key).record.status}:
            raise RegistersError([Text("其中一台已被合并", "one of them is merged already")])
        today = utc_now().astimezone().date()
        other = change.get(INSTRUMENTS, key).record
        change.edit(INSTRUMENTS, key, status="merged", status_reason=why, status_since=today, merged_into=into)
        if other.verified_on is not None and (target.verified_on is None or other.verified_on > target.verified_on):
            change.edit(INSTRUMENTS, into, **{name: getattr(other, name) for name in NEWEST})
        table = VERIFICATIONS.now
        for run in change.connection.scalars(select(table.c.key).where(table.c.instrument == key)).all():
            change.edit(VERIFICATIONS, run, instrument=into)

    changing(url, by, why, work)


def _alike(one: Instrument, other: Instrument) -> bool:
    return spelt(one.serial) == spelt(other.serial) and all(
        _abbreviates(getattr(one, name), getattr(other, name)) for name in ("maker", "model")
    )


def _abbreviates(one: str, other: str) -> bool:
    short, long = sorted((spelt(one), spelt(other)), key=len)
    return not short or short == long or (len(short) >= SHORTEST and short in long)
