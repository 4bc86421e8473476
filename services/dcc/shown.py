"""What a certificate states, for a screen and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.text import Text
from metrology.units import UnknownUnit
from metrology.units.dsi import unit_of
from reports.dcc.names import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.dcc.model import Contact, Dcc, Numbers, Quantity, Spread, Table, Thing, Told
    from reports.dcc.opening import Opened
    from reports.dcc.schemas import Problem
    from reports.dcc.signature import Signed

NO_NAME = Text("–", "–")
CONFORMITY = Text("符合性", "Conformity")


class Column(NamedTuple):
    """A column of a table: its title, its unit, and a text for each point."""

    title: Text
    unit: str
    cells: tuple[str, ...]


def columns(table: Table) -> Iterator[Column]:
    """The columns of a table, U and k behind the result that they belong to."""
    for quantity in table.quantities:
        title = said(quantity.name) if quantity.name else NO_NAME
        for numbers in quantity.numbers:
            unit = _unit(numbers)
            yield Column(title, unit, numbers.values)
            if numbers.spread is not None:
                yield from _uncertainty(numbers.spread, unit, len(numbers.values))
        if quantity.texts:
            yield Column(title, "", quantity.texts)
        elif not quantity.numbers:
            yield Column(title, "", (said(quantity.text).zh,) if quantity.text else ())
        if quantity.conformity:
            yield Column(CONFORMITY, "", quantity.conformity)


def _uncertainty(spread: Spread, unit: str, count: int) -> Iterator[Column]:
    symbol = "u" if spread.form == "standard" else "U"
    parts = [(symbol, unit, spread.values), ("k", "", spread.k), ("p", "", spread.p)]
    for name, of, values in parts:
        if values:
            cells = values * count if len(values) == 1 else values
            yield Column(Text.same(name), of, cells)


def _unit(numbers: Numbers) -> str:
    """The symbols of its units; the expressions of those that are none of ours."""
    return ", ".join(dict.fromkeys(symbol(unit) for unit in numbers.units))


def symbol(expression: str) -> str:
    """The symbol of a D-SI expression; the expression where it has none here."""
    try:
        found = unit_of(expression).symbol
    except UnknownUnit:
        return expression
    return "" if found == "1" else found


def document(opened: Opened) -> dict[str, Any]:
    """The certificate as one JSON document."""
    dcc = opened.dcc
    return {
        "number": dcc.number,
        "version": dcc.version,
        "begin": dcc.begin,
        "end": dcc.end,
        "issued": dcc.issued,
        "replaces": dcc.replaces,
        "laboratory": _contact(dcc.laboratory),
        "customer": _contact(dcc.customer),
        "items": [_thing(thing) for thing in dcc.items],
        "signature": opened.signature,
        "signatures": [_signed(signed) for signed in opened.signatures],
        "statements": [_told(told) for told in dcc.statements],
        "measurements": [
            {
                "name": _text(m.name),
                "methods": [_told(told) for told in m.methods],
                "conditions": [_told(told) for told in m.conditions],
                "standards": [_thing(thing) for thing in m.equipment],
                "results": [
                    {"name": _text(r.name), "said": _text(r.said), "tables": [_table(t) for t in r.tables]}
                    for r in m.results
                ],
            }
            for m in dcc.measurements
        ],
        "remarks": [_problem(problem) for problem in opened.remarks],
    }


def heading(dcc: Dcc) -> dict[str, str]:
    """What the first line on a screen says."""
    return {"number": dcc.number, "version": dcc.version, "date": dcc.end}


def _text(words: Any) -> dict[str, str]:
    return said(words).to_dict()


def _contact(contact: Contact) -> dict[str, Any]:
    return {"name": _text(contact.name), "code": contact.code, "city": contact.city, "country": contact.country}


def _thing(thing: Thing) -> dict[str, Any]:
    return {
        "name": _text(thing.name),
        "maker": _text(thing.maker),
        "model": thing.model,
        "numbers": [{"by": by, "number": number} for by, number in thing.numbers],
        "certificate": thing.certificate,
        "quantities": [_quantity(q) for q in thing.quantities],
    }


def _told(told: Told) -> dict[str, Any]:
    return {
        "name": _text(told.name),
        "kinds": list(told.kinds),
        "said": _text(told.said),
        "norms": list(told.norms),
        "conformity": list(told.conformity),
        "date": told.date,
        "quantities": [_quantity(q) for q in told.quantities],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": _text(table.name),
        "kinds": list(table.kinds),
        "quantities": [_quantity(q) for q in table.quantities],
        "details": [_quantity(q) for q in table.details],
        "tables": [_table(t) for t in table.tables],
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "name": _text(quantity.name),
        "kinds": list(quantity.kinds),
        "numbers": [_numbers(n) for n in quantity.numbers],
        "relative": [_numbers(n) for n in quantity.relative],
        "text": _text(quantity.text),
        "texts": list(quantity.texts),
        "conformity": list(quantity.conformity),
        "details": [_quantity(q) for q in quantity.details],
    }


def _numbers(numbers: Numbers) -> dict[str, Any]:
    spread = numbers.spread
    uncertainty = None if spread is None else {
        "form": spread.form, "values": list(spread.values), "k": list(spread.k), "p": list(spread.p),
        "distribution": list(spread.distribution), "lower": list(spread.lower), "upper": list(spread.upper),
    }  # fmt: skip
    return {"values": list(numbers.values), "units": list(numbers.units), "uncertainty": uncertainty}


def _signed(signed: Signed) -> dict[str, str]:
    return {"state": signed.state, "name": signed.name, "organisation": signed.organisation, "time": signed.time,
            "why": signed.why}  # fmt: skip


def _problem(problem: Problem) -> dict[str, Any]:
    return {"kind": problem.kind, "line": problem.line, "said": problem.said}
