"""Which confirmation an instrument had on a day, and why none where it had none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from metrology.text import NO_TEXT, Text
from records.same_instrument import spelt
from registers.confirmations import CONFIRMATIONS, REQUIREMENTS, result_of
from registers.instruments import INSTRUMENTS

if TYPE_CHECKING:
    from datetime import date

    from registers.book import Book
    from registers.confirmations import Confirmation, Requirement
    from registers.instruments import Instrument

AMBIGUOUS: Final = Text("编号对应多台器具：{keys}", "names several instruments: {keys}")
UNKNOWN: Final = Text("没有登记的器具", "is no registered instrument")
NEVER: Final = Text("从未确认", "never confirmed")
REFUSED: Final = Text("确认不合格：{key}", "not confirmed: {key}")
EXPIRED: Final = Text("确认 {key} 于 {day} 到期", "confirmation {key} ended on {day}")
EARLY: Final = Text("{day} 才确认：{key}", "confirmed on {day} only: {key}")
WITHDRAWN: Final = Text("确认 {key} 于 {day} 撤销", "confirmation {key} was withdrawn on {day}")
FAILED: Final = Text(
    "{day} 检定未合格，确认 {key} 失效", "the verification of {day} did not conform and ended confirmation {key}"
)
REPLACED: Final = Text("已由确认 {key} 取代", "replaced by confirmation {key}")
TIGHTER: Final = Text(
    "计量要求 {requirement} 已比确认 {key} 时严", "requirement {requirement} is tighter now than when {key} was made"
)


class Covered(NamedTuple):
    """How an instrument stood on a day.

    Attributes:
        instrument: Its key; empty for none.
        key: The confirmation that covered it; empty for none.
        why: Why none.
    """

    instrument: str
    key: str = ""
    why: Text = NO_TEXT


class Confirmations:
    """The confirmations of all instruments.

    Args:
        book: The registers.
        at: Time of which they are read; empty for now.
    """

    def __init__(self, book: Book, at: str = "") -> None:
        self._of: dict[str, list[tuple[str, Confirmation]]] = defaultdict(list)
        for row in book.rows(CONFIRMATIONS, at=at, order=("on", "key")):
            self._of[row.record.instrument].append((row.key, row.record))
        self._requirements: dict[str, Requirement] = {r.key: r.record for r in book.rows(REQUIREMENTS, at=at)}
        self._book, self._at = book, at
        self._keys: dict[str, Covered] = {}
        self._instruments: dict[str, Instrument | None] = {}

    def named(self, gauge: str) -> Covered:
        """The instrument that a gauge number names: its key, its label or its serial number."""
        text = gauge.strip()
        if (known := self._keys.get(text)) is None:
            known = self._keys[text] = self._found(text)
        return known

    def _found(self, text: str) -> Covered:
        if not text:
            return Covered("", why=UNKNOWN)
        if self._book.find(INSTRUMENTS, text, self._at) is not None:
            return Covered(text)
        alike = spelt(text)
        rows = [
            row.key
            for row in self._book.rows(
                INSTRUMENTS,
                lambda c: ((c.code == text) | (c.serial_spelt == alike)) & (c.status != "merged"),
                at=self._at,
            )
        ]
        if len(rows) > 1:
            keys = ", ".join(rows)
            return Covered("", why=Text(AMBIGUOUS.zh.format(keys=keys), AMBIGUOUS.en.format(keys=keys)))
        return Covered(rows[0]) if rows else Covered("", why=UNKNOWN)

    def on(self, instrument: str, day: date, requirement: str = "") -> Covered:
        """How an instrument stood on a day: the newest confirmation made by then decides for each requirement.

        Args:
            instrument: Its key.
            day: The day.
            requirement: Confirmed for this one; empty for any.
        """
        mine = [(k, c) for k, c in self._of.get(instrument, ()) if requirement in {"", c.requirement}]
        newest: dict[str, tuple[str, Confirmation]] = {}
        for key, one in mine:
            if one.on is not None and one.on <= day:
                newest[one.requirement] = (key, one)
        why = NEVER
        for key, one in newest.values():
            found = self._wrong(key, one, day) or self._failed(instrument, key, one, day)
            if found is None:
                return Covered(instrument, key)
            why = found
        if not newest and mine:
            key, first = mine[0]
            why = _said(EARLY, key=key, day=str(first.on))
        return Covered(instrument, why=why)

    def ended(self, key: str, one: Confirmation, day: date) -> Text | None:
        """Why a confirmation does not hold on a day, also where a newer one for the same replaced it; None where it does."""
        if one.on is None or one.on > day:
            return _said(EARLY, key=key, day=str(one.on))
        if (found := self._wrong(key, one, day) or self._failed(one.instrument, key, one, day)) is not None:
            return found
        newest = key
        for other, later in self._of.get(one.instrument, ()):  # in the order of their days
            if later.requirement == one.requirement and later.on is not None and later.on <= day:
                newest = other
        return None if newest == key else _said(REPLACED, key=newest)

    def _failed(self, instrument: str, key: str, one: Confirmation, day: date) -> Text | None:
        """A verification after the confirmation that the instrument did not pass ends it."""
        if instrument not in self._instruments:
            found = self._book.find(INSTRUMENTS, instrument, self._at)
            self._instruments[instrument] = None if found is None else found.record
        of = self._instruments[instrument]
        if of is None or of.verified_on is None or one.on is None or of.result in {"", "conform"}:
            return None
        return _said(FAILED, key=key, day=str(of.verified_on)) if one.on <= of.verified_on <= day else None

    def _wrong(self, key: str, one: Confirmation, day: date) -> Text | None:
        if one.withdrawn_on is not None and one.withdrawn_on <= day:
            return _said(WITHDRAWN, key=key, day=str(one.withdrawn_on))
        if result_of(one) != "confirmed":
            return _said(REFUSED, key=key)
        if one.until is None or one.until < day:
            return _said(EXPIRED, key=key, day=str(one.until))
        asked = self._requirements.get(one.requirement)
        if asked is not None and (asked.unit, asked.tolerance < one.tolerance) != (one.unit, False):
            return _said(TIGHTER, key=key, requirement=one.requirement)
        return None


def _said(text: Text, **values: str) -> Text:
    return Text(text.zh.format(**values), text.en.format(**values))
