"""Certificates of measurement standards as a laboratory writes them in ``standards.toml``.

A statement over a range is a number (constant), or one of::

    { constant = "0.1", relative = "0.0002" }
    { table = [["0", "0.01"], ["50", "0.03"], ["100", "0.02"]] }
    { polynomial = ["0.1", "-0.0004"] }
    { callendar_van_dusen = { R0 = "100.012" } }            # conversion only
    { its_90 = { R_TPW = "25.5012", a = "-1.2e-4", b = "-2e-5" } }   # conversion only
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import msgspec
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from metrology.exact import plain, to_decimal
from metrology.units import unit
from records.entries.certificate import (
    CallendarVanDusenStatement,
    ITS90Statement,
    LinearStatement,
    PolynomialStatement,
    QuantityUsed,
    RangeUsed,
    Statement,
    TableStatement,
)
from records.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

IEC_60751 = {"A": "3.9083e-3", "B": "-5.775e-7", "C": "-4.183e-12"}
"""Coefficients of IEC 60751:2022, 4.2, for a certificate that states R0 alone."""
_EQUATIONS = {"callendar_van_dusen": CallendarVanDusenStatement, "its_90": ITS90Statement}


class Entry(BaseModel):
    """A table of a register; unknown fields are spelling mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def numeral(value: object) -> str:
    """The digits of a number, which is written as text so that none is lost.

    Raises:
        ValueError: It is a binary float, or no number.
    """
    if isinstance(value, float):
        raise ValueError(f'write it as text, e.g. "{value}": a binary float loses digits')  # noqa: TRY004
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f'{value!r} is no number; write it as text, e.g. "0.05"')  # noqa: TRY004
    return plain(to_decimal(value))


def statement(value: object) -> Statement:
    """What a certificate states over a range.

    Raises:
        ValueError: It is none of the forms, with the part that is wrong.
    """
    if isinstance(value, Statement):
        return value
    if not isinstance(value, Mapping):
        return LinearStatement(constant=numeral(value))
    if value and value.keys() <= {"constant", "relative"}:
        return LinearStatement(**{name: numeral(number) for name, number in value.items()})
    if len(value) == 1:
        ((form, content),) = value.items()
        if form == "table":
            return TableStatement(points=tuple(map(_point, _listed(form, content))))
        if form == "polynomial":
            return PolynomialStatement(coefficients=tuple(map(numeral, _listed(form, content))))
        if form in _EQUATIONS and isinstance(content, Mapping):
            return _equation(form, content)
    raise ValueError(
        "write a number, or a table with constant and relative, or with one of table, polynomial, "
        f"callendar_van_dusen, its_90; found {', '.join(map(str, value)) or 'nothing'}"
    )


def _listed(form: str, content: object) -> Sequence[object]:
    if not isinstance(content, list):
        raise ValueError(f"{form}: a list is needed")  # noqa: TRY004  pydantic reports a ValueError with its field
    return content


def _point(point: object) -> tuple[str, str]:
    if not isinstance(point, list) or len(point) != 2:
        raise ValueError(f"table: {point!r} is no pair of value and result")
    return numeral(point[0]), numeral(point[1])


def _equation(form: str, content: Mapping[str, object]) -> Statement:
    numbers = {name: c if isinstance(c, bool) else numeral(c) for name, c in content.items()}
    if form == "callendar_van_dusen":
        if {"A", "B", "C"} & numbers.keys() and not numbers.keys() >= {"A", "B", "C"}:
            raise ValueError(f"{form}: A, B and C are given together, or none of them for those of IEC 60751")
        numbers = {**IEC_60751, **numbers}
        numbers = {name: c if isinstance(c, bool) else numeral(c) for name, c in numbers.items()}
    try:
        found: Statement = msgspec.convert(numbers, prepared(_EQUATIONS[form]))
    except msgspec.ValidationError as error:
        raise ValueError(f"{form}: {error}") from None
    return found


def _limit(value: object) -> Statement:
    """A statement that cannot be negative: an error limit or an uncertainty."""
    found = statement(value)
    if isinstance(found, CallendarVanDusenStatement | ITS90Statement):
        raise ValueError("an equation of a thermometer converts readings; it is neither a limit nor an uncertainty")  # noqa: TRY004
    if isinstance(found, LinearStatement) and (Decimal(found.constant) < 0 or Decimal(found.relative) < 0):
        raise ValueError("it cannot be negative")
    if isinstance(found, TableStatement) and any(Decimal(y) < 0 for _, y in found.points):
        raise ValueError("it cannot be negative")
    return found


def _correction(value: object) -> Statement:
    found = statement(value)
    if isinstance(found, CallendarVanDusenStatement | ITS90Statement):
        raise ValueError("an equation of a thermometer gives the value itself: write it as conversion")  # noqa: TRY004
    return found


def nothing_as_none(correction: Statement) -> Statement | None:
    """A correction; None where it is zero everywhere, which is no correction."""
    zero = isinstance(correction, LinearStatement) and Decimal(correction.constant) == Decimal(correction.relative) == 0
    return None if zero else correction


Number = Annotated[Decimal, BeforeValidator(lambda value: Decimal(numeral(value)))]
Limit = Annotated[Statement, BeforeValidator(_limit)]
Correction = Annotated[Statement, BeforeValidator(_correction)]
Conversion = Annotated[Statement, BeforeValidator(statement)]


class Range(Entry):
    """One certified range.

    Attributes:
        lower, upper: Its ends, both included.
        maximum_permissible_error: MPE; a relative part is of the magnitude of the value.
        expanded_uncertainty: U (k = 2).
        correction: What is added to a value as shown, or to a nominal value.
        conversion: The value as a function of the reading, where the instrument shows another quantity.
    """

    lower: Number
    upper: Number
    maximum_permissible_error: Limit = LinearStatement()
    expanded_uncertainty: Limit
    correction: Correction | None = None
    conversion: Conversion | None = None

    @model_validator(mode="after")
    def _whole(self) -> Range:
        if self.lower >= self.upper:
            raise ValueError(f"lower ({plain(self.lower)}) must be below upper ({plain(self.upper)})")
        certified = self.used().certified()
        stated = {"maximum_permissible_error": certified.maximum_permissible_error,
                  "expanded_uncertainty": certified.expanded_uncertainty}  # fmt: skip
        stated |= {"correction": certified.correction} if certified.correction is not None else {}
        for name, function in stated.items():
            for end in (self.lower, self.upper):
                try:
                    found = function.at(end)
                except ValueError as error:
                    raise ValueError(f"{name}: {error}") from None
                if name != "correction" and found < 0:
                    raise ValueError(f"{name}: it is negative at {plain(end)}")
        return self

    def used(self) -> RangeUsed:
        """The form kept in the journal."""
        return RangeUsed(
            lower=plain(self.lower),
            upper=plain(self.upper),
            maximum_permissible_error=self.maximum_permissible_error,
            expanded_uncertainty=self.expanded_uncertainty,
            correction=None if self.correction is None else nothing_as_none(self.correction),
            conversion=self.conversion,
        )


class Quantity(Entry):
    """One quantity of a certificate.

    Attributes:
        key: Tells two quantities of one unit apart (DC and AC voltage); a bench file names it as ``ID/key``.
        unit: Unit of all its values.
        shows: Unit of the readings where the instrument shows another quantity, e.g. Ω; every range then
            has a conversion.
        ranges: Certified ranges, ascending; they may share an end, where the lower range holds.
    """

    key: str = ""
    unit: str
    shows: str = ""
    ranges: tuple[Range, ...] = Field(min_length=1)

    @field_validator("unit", "shows")
    @classmethod
    def _known(cls, symbol: str) -> str:
        if symbol:
            unit(symbol)
        return symbol

    @model_validator(mode="after")
    def _ascending(self) -> Quantity:
        for before, after in pairwise(self.ranges):
            if after.lower < before.upper:
                raise ValueError(f"ranges ascend without overlap: {plain(after.lower)} follows {plain(before.upper)}")
        if any((r.conversion is not None) != bool(self.shows) for r in self.ranges):
            raise ValueError("`shows` (unit of the readings) and a conversion in every range belong together")
        return self

    def used(self) -> QuantityUsed:
        """The form kept in the journal."""
        ranges = tuple(r.used() for r in self.ranges)
        return QuantityUsed(unit=self.unit, shows=self.shows, ranges=ranges, key=self.key)


class Certificate(Entry):
    """A certificate of a measurement standard.

    Attributes:
        number, issuer: As documents print them.
        valid_from, valid_until: First and last day on which it is valid.
        accuracy: Class or accuracy as documents print it.
        recalled: Why its issuer or the laboratory took it back; empty where it stands.
        quantities: What it states, one entry a quantity.
    """

    number: str = Field(min_length=1)
    issuer: str
    valid_from: date
    valid_until: date
    accuracy: str = ""
    recalled: str = ""
    quantities: tuple[Quantity, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_each(self) -> Certificate:
        if self.valid_from > self.valid_until:
            raise ValueError(f"valid_from ({self.valid_from}) is after valid_until ({self.valid_until})")
        keys = [(q.key, unit(q.unit).dimension) for q in self.quantities]
        if len(set(keys)) < len(keys):
            raise ValueError("a quantity is stated twice: write its ranges under one entry, or give each a key")
        return self

    def chosen(self, key: str) -> tuple[Quantity, ...]:
        """The quantities a bench file names: all of them, or those with a key.

        Raises:
            ValueError: None has the key, or two of those chosen have one unit.
        """
        found = tuple(q for q in self.quantities if q.key == key or not key)
        if not found:
            keys = ", ".join(sorted({q.key for q in self.quantities} - {""})) or "none"
            raise ValueError(f"certificate {self.number} has no quantity {key!r}; its keys are: {keys}")
        if len({unit(q.unit).dimension for q in found}) < len(found):
            keys = ", ".join(q.key or q.unit for q in found)
            raise ValueError(f"certificate {self.number} states several quantities of one unit, {keys}: name one")
        return found


def printed_ranges(quantities: Sequence[Quantity]) -> str:
    """Certified ranges as documents print them."""
    return "；".join(f"({plain(r.lower)}～{plain(r.upper)}) {q.unit}" for q in quantities for r in q.ranges)


def in_force(certificates: Sequence[Certificate], on: date) -> Certificate:
    """The certificate in force on a day: of those valid on it and not recalled, the one that began last.

    Where none is, a recalled one, the one that ended last before the day, or else the first: a start gate refuses each.

    Args:
        certificates: At least one.
        on: The day.
    """
    valid = [c for c in certificates if c.valid_from <= on <= c.valid_until]
    if valid:
        return max(valid, key=lambda c: (not c.recalled, c.valid_from))
    begun = [c for c in certificates if c.valid_from <= on]
    return max(begun, key=lambda c: c.valid_until) if begun else min(certificates, key=lambda c: c.valid_from)
