"""Rates of compulsory verification, and the account of verifications that are free of charge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from records.errors import StoreError
from registers import rate_groups, rates
from registers.codes import LEVELS
from registers.errors import RegistersError
from registers.funding import funding
from registers.organisations import DIVISIONS, NO_DIVISION, ORGANISATIONS
from registers.rollup_engine import rolling
from registers.rollup_files import folder_of, write
from services.register_book import end_of, opened_book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from registers.book import Book
    from registers.rate_groups import Choice
    from registers.rates import Rate
    from registers.register import Register

TARGET = Decimal(95)
NAMED: dict[str, Register[Any]] = {"region": DIVISIONS, "owner": ORGANISATIONS}
"""Registers that have names for the values of a dimension."""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day."""

    start: date
    end: date

    @property
    def before(self) -> str:
        """The time before it, as registers keep time."""
        return end_of(self.start - timedelta(days=1))


def choice(by: Sequence[str], level: str, division: str, campaign: str) -> Choice:
    """What rates are computed of.

    Raises:
        RegistersError: A dimension or a level is none.
    """
    for given, known in ((by, rate_groups.DIMENSIONS), ([level], LEVELS)):
        if unknown := [name for name in given if name not in known]:
            names = ", ".join(known)
            zh, en = f"不能按 {'、'.join(unknown)}；可用 {names}", f"not by {', '.join(unknown)}; there are {names}"
            raise RegistersError([Text(zh, en)])
    return rate_groups.Choice(tuple(by), LEVELS[level], beginning(division), campaign)


def beginning(division: str) -> str:
    """The beginning of division codes, as a person gives it.

    Raises:
        RegistersError: It is none.
    """
    if division and not (division.isascii() and division.isdigit() and len(division) <= LEVELS["village"]):
        raise RegistersError([NO_DIVISION])
    return division


def coverage(url: str, on: date, as_of: date | None, of: Choice, target: Decimal = TARGET) -> dict[str, Any]:
    """The coverage (stock) of a day."""
    with opened_book(url) as book, rolling(book.store) as connection:
        found = rates.coverage(connection, on, end_of(as_of), of)
        rows = [_row(r, target, _names(book, r.group, of)) for r in found]
    return {
        "definition": _definition(rates.COVERAGE, of),
        "on": on.isoformat(),
        "by": list(of.by),
        "target": str(target),
        "rows": rows,
    }


def flow(url: str, of_period: Period, as_of: date | None, of: Choice, target: Decimal = TARGET) -> dict[str, Any]:
    """The coverage (flow) of a period: what falls due by the registers before it, and was verified as they are known."""
    with opened_book(url) as book, rolling(book.store) as connection:
        found = rates.flow(connection, of_period.start, of_period.end, of_period.before, of, end_of(as_of))
        rows = [_row(r, target, _names(book, r.group, of)) for r in found]
    days = {"from": of_period.start.isoformat(), "to": of_period.end.isoformat()}
    return {"definition": _definition(rates.FLOW, of), **days, "by": list(of.by), "target": str(target), "rows": rows}


def passes(url: str, of_period: Period, as_of: date | None, of: Choice, target: Decimal = TARGET) -> dict[str, Any]:
    """The pass rates of a period, as found and as left."""
    with opened_book(url) as book, rolling(book.store) as connection:
        found = rates.passes(connection, of_period.start, of_period.end, end_of(as_of), of)
        rows = []
        for as_found, as_left in found:
            names = _names(book, as_found.group, of)
            rows.append({"as_found": _row(as_found, target, names), "as_left": _row(as_left, target, names)})
    days = {"from": of_period.start.isoformat(), "to": of_period.end.isoformat()}
    return {"definition": rates.PASSES.to_dict(), **days, "by": list(of.by), "target": str(target), "rows": rows}


def account(url: str, of_period: Period, as_of: date | None) -> dict[str, Any]:
    """What verifications cost in a period, by funding and township, and which jobs say not who pays."""
    with opened_book(url) as book:
        return funding(book, of_period.start, of_period.end, end_of(as_of))


def prepare(url: str) -> dict[str, Any]:
    """Write what roll-ups read to Parquet files, so that DuckDB computes them from now on.

    Raises:
        StoreError: DuckDB is missing, or the store cannot be read.
        OSError: The files cannot be written.
    """
    if find_spec("duckdb") is None:
        raise StoreError("roll-ups over files need the package duckdb: pip install 'steelyard[heavy]'")
    with opened_book(url) as book:
        made = write(book.store, folder_of(book.store))
    size = sum(path.stat().st_size for path in made.folder.iterdir())
    return {"folder": str(made.folder), "ledger": made.n, "bytes": size}


def percent(part: int, whole: int) -> str:
    """A rate in per cent with two places, cut and never rounded up; empty where there is nothing to count.

    >>> percent(9496, 10000), percent(94999, 100000), percent(0, 0)
    ('94.96', '94.99', '')
    """
    if not whole:
        return ""
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_DOWN))


def _definition(text: Text, of: Choice) -> dict[str, str]:
    """The definition, with that of the campaign of an instrument where it is used."""
    if not of.uses("campaign"):
        return text.to_dict()
    return Text(f"{text.zh}{rates.CAMPAIGN.zh}", f"{text.en} {rates.CAMPAIGN.en}").to_dict()


def _row(rate: Rate, target: Decimal, names: list[str]) -> dict[str, Any]:
    return {
        "group": list(rate.group),
        "names": names,
        "part": rate.part,
        "whole": rate.whole,
        "percent": percent(rate.part, rate.whole),
        "met": rate.meets(Fraction(target) / 100) if rate.whole else None,
        **rate.more,
    }


def _names(book: Book, group: Sequence[str], of: Choice) -> list[str]:
    """What the values of a group are called, where a register has a name for them."""
    found = []
    for name, value in zip(of.by, group, strict=False):
        register: Register[Any] | None = NAMED.get(name)
        row = book.find(register, value) if register is not None and value else None
        found.append(row.record.name if row is not None else "")
    return found
