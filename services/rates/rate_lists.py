"""The rows behind a figure of a rate: which instruments, which verifications it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from registers import rates
from registers.change import parts_of
from registers.cover_on_day import until_of
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS
from registers.organisations import ORGANISATIONS
from registers.rollup_engine import rolling
from registers.verifications import VERIFICATIONS
from services.register.book import end_of, opened_book, records_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from registers.book import Book
    from registers.change import Row
    from registers.rate_groups import Choice
    from registers.rates import Question
    from registers.register import R, Register
    from services.rates.rates import Period

UNKNOWN: Final = "-"
"""How a person names the group of what is not known."""
COVERAGE: Final = {
    "uncovered": ("whole", "part"),
    "covered": ("part", ""),
    "in-use": ("whole", ""),
    "overdue": ("overdue", ""),
    "never": ("never", ""),
    "failed": ("failed", ""),
    "stopped": ("stopped", ""),
    "mode-unknown": ("mode_unknown", ""),
}
"""What can be listed of the coverage: the figure, and the figure whose rows are left out. The first is listed by default."""
FLOW: Final = {"missed": ("whole", "part"), "verified": ("part", ""), "due": ("whole", "")}
PASSES: Final = {
    "as-found-failed": ("whole", "part"),
    "as-found-passed": ("part", ""),
    "as-found": ("whole", ""),
    "as-left-failed": ("left_whole", "left_part"),
    "as-left-passed": ("left_part", ""),
    "as-left": ("left_whole", ""),
    "simulated": ("simulated", ""),
}


def coverage(
    url: str, on: date, as_of: date | None, of: Choice, cell: Sequence[str], count: str = ""
) -> list[dict[str, Any]]:
    """The instruments that a figure of the coverage counts.

    Args:
        url: The store.
        on: The day.
        as_of: The day of which the registers are read; None for now.
        of: What the rate is computed of.
        cell: A value for each dimension, `UNKNOWN` for what is not known; empty for all.
        count: A key of `COVERAGE`; empty for the first.

    Raises:
        RegistersError: There is no such figure, or the cell does not fit the dimensions.
    """
    at = end_of(as_of)
    with opened_book(url) as book:
        keys = _keys(book, rates.covered(on, at, of), of, cell, _figure(COVERAGE, count))
        with rolling(book.store) as connection:
            until = {k: v for part in parts_of(keys) for k, v in until_of(connection, at, on, part).items()}
        return [{**row, "until": until.get(row["key"]) or ""} for row in _instruments(book, keys, at)]


def flow(
    url: str, period: Period, as_of: date | None, of: Choice, cell: Sequence[str], count: str = ""
) -> list[dict[str, Any]]:
    """The instruments that a figure of the coverage (flow) counts, as they were before the period; see `coverage`."""
    question = rates.fallen_due(period.start, period.end, period.before, of, end_of(as_of))
    with opened_book(url) as book:
        return _instruments(book, _keys(book, question, of, cell, _figure(FLOW, count)), period.before)


def passes(
    url: str, period: Period, as_of: date | None, of: Choice, cell: Sequence[str], count: str = ""
) -> list[dict[str, Any]]:
    """The verifications that a figure of the pass rates counts, each with its instrument; see `coverage`."""
    at = end_of(as_of)
    with opened_book(url) as book:
        keys = _keys(book, rates.verified(period.start, period.end, at, of), of, cell, _figure(PASSES, count))
        done = list(_rows(book, VERIFICATIONS, keys, at))
        known = {r["key"]: r for r in _instruments(book, sorted({r.record.instrument for r in done}), at)}
        return [
            {**known.get(r.record.instrument, {"key": r.record.instrument}), "verification": r.key,
             "on": r.record.on.isoformat() if r.record.on else "", "outcome": r.record.outcome}
            for r in done
        ]  # fmt: skip


def _figure(known: dict[str, tuple[str, str]], count: str) -> tuple[str, str]:
    if count and count not in known:
        names = ", ".join(known)
        zh, en = f"没有“{count}”这一项；可用 {names}", f"{count!r} is no figure of it; there are {names}"
        raise RegistersError([Text(zh, en)])
    return known[count or next(iter(known))]


def _keys(book: Book, question: Question, of: Choice, cell: Sequence[str], figure: tuple[str, str]) -> list[str]:
    if cell and len(cell) != len(of.by):
        zh = f"--cell 有 {len(cell)} 个，--by 有 {len(of.by)} 个；每个 --by 写一个 --cell，不详写 {UNKNOWN}"
        en = f"{len(cell)} --cell for {len(of.by)} --by; give one for each, {UNKNOWN} for what is not known"
        raise RegistersError([Text(zh, en)])
    values = ["" if value == UNKNOWN else value for value in cell]
    with rolling(book.store) as connection:
        return rates.keys_of(connection, question, of, values, *figure)


def _instruments(book: Book, keys: Sequence[str], at: str) -> list[dict[str, Any]]:
    found = list(_rows(book, INSTRUMENTS, keys, at))
    users = records_of(book, ORGANISATIONS, (r.record.owner for r in found))
    return [
        {"key": r.key, "name": r.record.name, "model": r.record.model, "serial": r.record.serial,
         "owner": r.record.owner, "owner_name": users[r.record.owner].name if r.record.owner in users else "",
         "division": r.record.division, "status": r.record.status,
         "until": INSTRUMENTS.derived["covered_until"](r.record)}
        for r in found
    ]  # fmt: skip


def _rows(book: Book, register: Register[R], keys: Sequence[str], at: str) -> Iterator[Row[R]]:
    """Rows by key, in the order of their keys."""
    for part in parts_of(keys):
        yield from book.rows(register, lambda c, part=part: c.key.in_(part), at=at)  # type: ignore[misc]
