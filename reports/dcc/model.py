"""What a DCC states, whatever its version: numbers as the texts that stand there, units as D-SI expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.dcc.names import Words


@dataclass(frozen=True, slots=True)
class Spread:
    """The uncertainty of numbers: one entry for each, or one for all.

    Attributes:
        form: ``expanded``, ``standard`` or ``interval``.
        values: U, or u.
        k, p, distribution: Coverage factor, coverage probability, distribution, where they are stated.
        lower, upper: Ends of the coverage interval.
    """

    form: str
    values: tuple[str, ...]
    k: tuple[str, ...] = ()
    p: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()

    def at(self, index: int) -> str:
        """U or u of a number; empty where none is stated."""
        return one(self.values, index)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of one unit, or each with its own.

    Attributes:
        values: As they stand in the file.
        units: D-SI expressions: one for each, or one for all.
        spread: Their uncertainty.
        labels, times: What tells them apart, where it is stated.
        single: Whether it is one number rather than a list, which may have one entry.
    """

    values: tuple[str, ...]
    units: tuple[str, ...]
    spread: Spread | None = None
    labels: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    single: bool = False

    def unit(self, index: int = 0) -> str:
        """The unit of a number."""
        return one(self.units, index)

    def figures(self) -> Iterator[str]:
        """Every figure, those of the uncertainty included."""
        yield from self.values
        if self.spread is not None:
            yield from (*self.spread.values, *self.spread.k, *self.spread.p, *self.spread.lower, *self.spread.upper)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: a column of a table, or a single value.

    Attributes:
        name, kinds: What it is, in words and as `refType`.
        numbers: The same numbers in one or more units; empty where it is no number.
        text: What stands in place of numbers.
        texts: A text for each point in place of numbers, such as limits with a sign.
        relative: Relative uncertainty, where it is stated beside.
        conformity: ``pass``, ``fail`` and so on, for each number or for all.
        details: Further quantities in its metadata and conditions, such as the nominal values.
        line: Line of the file.
    """

    name: Words = ()
    kinds: tuple[str, ...] = ()
    numbers: tuple[Numbers, ...] = ()
    text: Words = ()
    texts: tuple[str, ...] = ()
    relative: tuple[Numbers, ...] = ()
    conformity: tuple[str, ...] = ()
    details: tuple[Quantity, ...] = ()
    line: int = 0

    def figures(self) -> Iterator[str]:
        """Every figure of it."""
        for numbers in (*self.numbers, *self.relative):
            yield from numbers.figures()
        for detail in self.details:
            yield from detail.figures()


@dataclass(frozen=True, slots=True)
class Table:
    """A list of quantities that belong together, point by point; it may hold further lists."""

    name: Words = ()
    kinds: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    tables: tuple[Table, ...] = ()
    details: tuple[Quantity, ...] = ()
    line: int = 0

    def every(self) -> Iterator[Quantity]:
        """The quantities of it and of what it holds."""
        yield from (*self.quantities, *self.details)
        for table in self.tables:
            yield from table.every()

    def leaves(self) -> Iterator[Table]:
        """The tables with quantities of their own."""
        if self.quantities:
            yield self
        for table in self.tables:
            yield from table.leaves()


@dataclass(frozen=True, slots=True)
class Told:
    """Something stated in words: a method, a condition, a statement.

    Attributes:
        name, kinds: What it is.
        said: The statement.
        norms, references: The document and its clause.
        conformity: ``pass``, ``fail`` and so on; empty where it is no statement of conformity.
        date: ISO date that belongs to it.
        status: Before or after adjustment or repair.
        quantities: Its quantities.
        unit, definition: A unit that is none of D-SI, and what it means.
    """

    name: Words = ()
    kinds: tuple[str, ...] = ()
    said: Words = ()
    norms: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    conformity: tuple[str, ...] = ()
    date: str = ""
    status: str = ""
    quantities: tuple[Quantity, ...] = ()
    unit: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A laboratory, a customer, a maker."""

    name: Words = ()
    code: str = ""
    mail: str = ""
    phone: str = ""
    city: str = ""
    country: str = ""
    post_code: str = ""
    street: str = ""
    further: Words = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """An item that was calibrated, or a standard that was used.

    Attributes:
        numbers: Issuer of an identification (``manufacturer``, ``owner``, …), and the number.
        certificate: Number of the certificate of a standard, where one is referred to.
        said: What else is said of it.
    """

    name: Words = ()
    kinds: tuple[str, ...] = ()
    said: Words = ()
    maker: Words = ()
    model: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    certificate: str = ""
    quantities: tuple[Quantity, ...] = ()

    def number(self, issuer: str = "manufacturer") -> str:
        """The number by an issuer; empty where there is none."""
        return next((number for by, number in self.numbers if by == issuer), "")


@dataclass(frozen=True, slots=True)
class Result:
    """One result: its tables, and what stands beside them; quantities outside a list are a table of their own."""

    name: Words = ()
    kinds: tuple[str, ...] = ()
    said: Words = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Measurement:
    """Results with the methods, the standards and the conditions that they share."""

    name: Words = ()
    kinds: tuple[str, ...] = ()
    methods: tuple[Told, ...] = ()
    software: tuple[tuple[Words, str], ...] = ()
    equipment: tuple[Thing, ...] = ()
    conditions: tuple[Told, ...] = ()
    results: tuple[Result, ...] = ()
    remarks: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Dcc:
    """A certificate.

    Attributes:
        version: Version of the schema that it follows.
        number: Its number.
        country, languages, mandatory: Where and in which languages it is issued.
        begin, end, issued, received: ISO dates; empty where they are not stated.
        place: ``laboratory``, ``customer`` and so on.
        replaces: Number of the certificate that it replaces.
        software: Name and release of what made it.
        people: Names of the responsible persons, with their role.
        signed: Whether it bears a signature.
    """

    version: str
    number: str
    country: str
    languages: tuple[str, ...]
    mandatory: tuple[str, ...]
    begin: str
    end: str
    laboratory: Contact
    customer: Contact
    items: tuple[Thing, ...]
    measurements: tuple[Measurement, ...]
    place: str = "laboratory"
    issued: str = ""
    received: str = ""
    replaces: str = ""
    software: tuple[tuple[Words, str], ...] = ()
    people: tuple[tuple[Words, str], ...] = ()
    statements: tuple[Told, ...] = ()
    signed: bool = False

    def figures(self) -> Iterator[str]:
        """Every figure of the certificate."""
        for quantity in self.every():
            yield from quantity.figures()

    def every(self) -> Iterator[Quantity]:
        """Every quantity of the certificate."""
        for told in self.statements:
            yield from told.quantities
        for thing in self.items:
            yield from thing.quantities
        for measurement in self.measurements:
            for told in (*measurement.methods, *measurement.conditions, *measurement.remarks):
                yield from told.quantities
            for thing in measurement.equipment:
                yield from thing.quantities
            for table in (table for result in measurement.results for table in result.tables):
                yield from table.every()

    def tables(self) -> Iterator[tuple[Result, Table]]:
        """Every table of results."""
        for result in (result for measurement in self.measurements for result in measurement.results):
            yield from ((result, leaf) for table in result.tables for leaf in table.leaves())


def one(values: tuple[str, ...], index: int) -> str:
    """The entry of a number, where there is one for each or one for all; empty where there is none."""
    if len(values) == 1:
        return values[0]
    return values[index] if index < len(values) else ""
