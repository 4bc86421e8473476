"""Rates of compulsory verification, and the account of verifications that are free of charge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from metrology.sampling import clopper_pearson
from metrology.text import Text
from records.errors import StoreError
from registers import rate_groups, rates
from registers.change import parts_of
from registers.codes import LEVELS
from registers.errors import RegistersError
from registers.funding import funding
from registers.organisations import DIVISIONS, NO_DIVISION, ORGANISATIONS
from registers.rollup_engine import rolling
from registers.rollup_files import folder_of, outdated, write
from services.catalogue.relied import relied
from services.demonstration import is_demonstration
from services.register.book import end_of, opened_book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from registers.book import Book
    from registers.rate_groups import Choice
    from registers.rates import Rate
    from registers.register import Register

TARGET = Decimal(95)
CONFIDENCE = 0.95
INTERVAL = Text(
    "专项行动检查的是一部分，其率附 95 % Clopper–Pearson 区间（双侧）；是否达标按率本身比较。",
    "A campaign looks at a part of all: its rates have their two-sided 95 % Clopper–Pearson intervals; the target is compared with"
    " the rate itself.",
)
PLACES = Decimal("0.01")
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
        rows, simulated = _rows(book, found, target, of), is_demonstration(book)
        catalogue, older = relied(book, end_of(as_of), of.division)._asdict(), outdated(folder_of(book.store))
    return {
        "definition": _definition(rates.COVERAGE, of),
        "simulated": simulated,
        "on": on.isoformat(),
        "by": list(of.by),
        "target": str(target),
        "catalogue": catalogue,
        "files_outdated": older,
        "rows": rows,
    }


def flow(url: str, of_period: Period, as_of: date | None, of: Choice, target: Decimal = TARGET) -> dict[str, Any]:
    """The coverage (flow) of a period: what falls due by the registers before it, and was verified as they are known."""
    with opened_book(url) as book, rolling(book.store) as connection:
        found = rates.flow(connection, of_period.start, of_period.end, of_period.before, of, end_of(as_of))
        rows, simulated = _rows(book, found, target, of), is_demonstration(book)
        older = outdated(folder_of(book.store))
    days = {"from": of_period.start.isoformat(), "to": of_period.end.isoformat()}
    return {
        "definition": _definition(rates.FLOW, of),
        "simulated": simulated,
        **days,
        "by": list(of.by),
        "target": str(target),
        "files_outdated": older,
        "rows": rows,
    }


def passes(url: str, of_period: Period, as_of: date | None, of: Choice, target: Decimal = TARGET) -> dict[str, Any]:
    """The pass rates of a period, as found and as left."""
    with opened_book(url) as book, rolling(book.store) as connection:
        found = rates.passes(connection, of_period.start, of_period.end, end_of(as_of), of)
        sides = [_rows(book, [pair[n] for pair in found], target, of) for n in (0, 1)]
        rows, simulated = [{"as_found": a, "as_left": b} for a, b in zip(*sides, strict=True)], is_demonstration(book)
        older = outdated(folder_of(book.store))
    days = {"from": of_period.start.isoformat(), "to": of_period.end.isoformat()}
    said = (
        Text(f"{rates.PASSES.zh}{INTERVAL.zh}", f"{rates.PASSES.en} {INTERVAL.en}")
        if of.uses("campaign")
        else rates.PASSES
    )
    return {
        "definition": said.to_dict(),
        "simulated": simulated,
        **days,
        "by": list(of.by),
        "target": str(target),
        "files_outdated": older,
        "rows": rows,
    }


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
    zh, en = (f"{rates.CAMPAIGN.zh}{INTERVAL.zh}", f"{rates.CAMPAIGN.en} {INTERVAL.en}")
    return Text(f"{text.zh}{zh}", f"{text.en} {en}").to_dict()


def _rows(book: Book, found: Sequence[Rate], target: Decimal, of: Choice) -> list[dict[str, Any]]:
    """The rates as plain values; those of campaigns, which are samples, with their bounds."""
    called = _names(book, found, of)
    rows = [_row(r, target, [called.get((n, v), "") for n, v in zip(of.by, r.group, strict=False)]) for r in found]
    if not of.uses("campaign"):
        return rows
    place = list(of.by).index("campaign") if "campaign" in of.by else -1
    sampled = [bool(of.campaign or (r.group and r.group[place])) for r in found]
    return [
        {**row, **bounds(row["part"], row["whole"] if is_sample else 0)}
        for row, is_sample in zip(rows, sampled, strict=True)
    ]


def bounds(part: int, whole: int) -> dict[str, str]:
    """The two-sided 95 % Clopper–Pearson interval of a sample, in per cent, widened to two places; empty for no sample.

    >>> bounds(18, 20)
    {'lower': '68.30', 'upper': '98.77'}
    """
    if not whole:
        return {"lower": "", "upper": ""}
    found = clopper_pearson(part, whole, CONFIDENCE)
    lower, upper = (Decimal(repr(100 * x)) for x in (found.lower, found.upper))
    ends = {"lower": lower.quantize(PLACES, ROUND_DOWN), "upper": upper.quantize(PLACES, ROUND_UP)}
    return {name: str(value) for name, value in ends.items()}


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


def _names(book: Book, found: Sequence[Rate], of: Choice) -> dict[tuple[str, str], str]:
    """What the values of groups are called, by dimension and value, where a register has a name for them."""
    called: dict[tuple[str, str], str] = {}
    with book.store.reporting(), book.store.engine.connect() as connection:
        for n, name in enumerate(of.by):
            if (register := NAMED.get(name)) is not None:
                c = register.now.c
                for part in parts_of(sorted({r.group[n] for r in found if r.group} - {""})):
                    rows = connection.execute(select(c.key, c.name).where(c.key.in_(part)))
                    called |= {(name, key): str(text or "") for key, text in rows}
    return called
