"""The standards of a laboratory for a person who looks at them: what is due, chains, certificates, drift, control charts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from metrology.exact import plain, subtract
from records.entries.certificate import TableStatement
from records.traceability import state_of
from registers.errors import RegistersError
from registers.measurement_standards import Institute, MeasurementStandard
from registers.standard_checks import ASSESSMENTS
from services.laboratory.laboratory_register import OF_A_RUN, register_of
from services.register.book import opened_book
from services.standards.assessing import assess, outcome_of
from services.standards.control_chart import FEWEST, checks_of, made_of
from services.standards.inventory import Inventory, held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from metrology.decision import Outcome
    from records.certificates import Certificate, Quantity
    from records.entries import ChainLink
    from registers.book import Book
    from registers.standard_checks import Assessment
    from services.standards.assessing import Part
    from services.standards.control_chart import CheckChart
    from services.standards.inventory import Held

MOST_VALUES: Final = 8
"""Values of one quantity of which the drift is shown."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All standards on a day.

    Attributes:
        inventory: They, with their certificates.
        from_file: Whether runs take them from ``standards.toml``.
        register: Whether what is shown is the register in the store.
        assessed: Keys of the assessed measurement standards that each belongs to.
    """

    inventory: Inventory
    from_file: bool
    register: bool
    assessed: dict[str, tuple[str, ...]]

    def urgent_first(self) -> list[Held]:
        """What is not usable first, then what ends first."""
        every = self.inventory.standards.values()
        return sorted(every, key=lambda s: (s.usable, s.days is not None, s.days or 0, s.key))


class Drifted(NamedTuple):
    """What one certificate states at a value."""

    on: date
    number: str
    correction: Decimal
    uncertainty: Decimal


class Drift(NamedTuple):
    """The correction at one value, certificate by certificate, oldest first."""

    quantity: str
    value: str
    unit: str
    found: tuple[Drifted, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessed measurement standard (JJF 1033) with its parts, and the control charts of its check standard."""

    key: str
    row: Assessment
    parts: tuple[Part, ...]
    outcome: Outcome
    charts: tuple[CheckChart, ...]


@dataclass(frozen=True, slots=True)
class StandardLooked:
    """One standard.

    Attributes:
        held: It with its certificates.
        chain: The chain above it, each link with its state on the day.
        broken: The link at which the chain is broken; empty where it is whole.
        drift: Its corrections over its certificates.
        assessed: The assessed measurement standards it belongs to.
        inventory: All standards and institutes, which know their names.
    """

    held: Held
    chain: tuple[tuple[ChainLink, str], ...]
    broken: str
    drift: tuple[Drift, ...]
    assessed: tuple[Assessed, ...]
    inventory: Inventory


def shelf(url: str, laboratory: Path, on: date) -> Shelf:
    """The standards in the register of the store; where it has none, those of the laboratory's files.

    Args:
        url: The store.
        laboratory: Folder of the laboratory.
        on: The day.

    Raises:
        RecordsError: Neither can be read.
    """
    from_file = (laboratory / "standards.toml").is_file()
    with suppress(RegistersError), opened_book(url) as book:
        inventory = Inventory(book, on)
        if inventory.standards:
            return Shelf(inventory, from_file, register=True, assessed=_assessed_of(book))
    register = register_of(laboratory / "laboratory.toml")
    standards = {key: held(key, _row(found), found.certificates, on) for key, found in register.standards.items()}
    institutes = {
        key: Institute(name=i.name, name_en=i.name_en, authorisation=i.authorisation, valid_until=i.valid_until)
        for key, i in register.institutes.items()
    }
    return Shelf(Inventory.of(on, standards, institutes), from_file, register=False, assessed={})


def standard_looked(url: str, laboratory: Path, key: str, on: date) -> StandardLooked | None:
    """One standard; None where there is none.

    Args:
        url: The store.
        laboratory: Folder of the laboratory.
        key: Identity of the standard.
        on: The day.

    Raises:
        RecordsError: The standards cannot be read.
    """
    found = shelf(url, laboratory, on)
    mine = found.inventory.standards.get(key)
    if mine is None:
        return None
    chain = tuple((link, str(state_of(link, on))) for link in found.inventory.chain(key))
    assessed = tuple[Assessed, ...]()
    if names := found.assessed.get(key):
        with opened_book(url) as book:
            assessed = tuple(_assessed(book, name, on) for name in names)
    return StandardLooked(mine, chain, found.inventory.broken(key), tuple(_drift(mine)), assessed, found.inventory)


def _row(found: object) -> MeasurementStandard:
    return MeasurementStandard(**{name: getattr(found, name) for name in OF_A_RUN})


def _assessed_of(book: Book) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in book.rows(ASSESSMENTS):
        for standard in row.record.standards:
            found[standard] = (*found.get(standard, ()), row.key)
    return found


def _assessed(book: Book, key: str, on: date) -> Assessed:
    row, parts = assess(book, key, on)
    checks = [c for c in checks_of(book, key, "check") if c.on is not None and c.on <= on]
    points = dict.fromkeys(c.point for c in checks)
    groups = [[c for c in checks if c.point == point] for point in points]
    charts = tuple(made_of(row, mine) for mine in groups if len(mine) >= FEWEST)
    return Assessed(key, row, tuple(parts), outcome_of(parts), charts)


def _drift(mine: Held) -> Iterator[Drift]:
    if not mine.certificates:
        return
    for quantity in mine.certificates[-1].quantities:
        for value in list(dict.fromkeys(_values(quantity)))[:MOST_VALUES]:
            found = tuple(filter(None, (_stated(c, quantity, value) for c in mine.certificates)))
            if found:
                yield Drift(quantity.key, plain(value), quantity.shows or quantity.unit, found)


def _values(quantity: Quantity) -> Iterable[Decimal]:
    """The values of which a certificate says something: those of its tables, else the ends of its ranges."""
    from decimal import Decimal

    for one in quantity.ranges:
        if isinstance(one.correction, TableStatement):
            yield from (Decimal(x) for x, _ in one.correction.points)
        elif one.conversion is None:
            yield from (one.lower, one.upper)


def _stated(certificate: Certificate, quantity: Quantity, value: Decimal) -> Drifted | None:
    for one in certificate.quantities:
        certified = one.used().certified()
        if (one.key, one.unit) == (quantity.key, quantity.unit) and certified.covers(value) and certified.corrects:
            correction = subtract(certified.correct(value), value)
            return Drifted(
                certificate.valid_from, certificate.number, correction, certified.expanded_uncertainty(value)
            )
    return None
