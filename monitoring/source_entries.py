"""What a monitor file says of points that an OPC UA server or a database has, and what does not fit together there."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Protocol

from pydantic import Field, field_validator

from drivers.bench_tables import Strict
from drivers.roles import QUANTITIES
from metrology.units import UnitError, convert

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OPC_UA, SQL = "opcua", "sql"
"""Drivers of meters whose values another system has."""
SCHEMES: Final = {"opc.tcp": OPC_UA, "sqlite": SQL, "postgresql": SQL}
"""Beginning of an address and the driver of the meters there."""
NAMES: Final = ("instant", "seconds", "local", "utc")
"""Parameters that a query gets for the instant it is asked for, see `monitoring.sql_source`."""
_SELECT = re.compile(r"\s*(SELECT|WITH)\b", re.IGNORECASE)
_PARAMETER = re.compile(r"(?<![:\w]):(\w+)")
Scalar = str | int


def kind_of(address: str) -> str:
    """The driver of the meters at an address; empty for a wire."""
    return SCHEMES.get(address.partition("://")[0].partition("+")[0].lower(), "") if "://" in address else ""


def parameters_of(query: str) -> set[str]:
    """Names of the parameters of a query, written ``:name``."""
    return set(_PARAMETER.findall(query))


class Where(Strict):
    """Where a quantity is.

    Attributes:
        unit: Unit in which it is given; empty for that of the quantity.
        node: Node of an OPC UA server, as ``ns=2;s=Meter1.Energy``.
        query: Query of a database for this quantity, where it is not that of the line.
        parameters: Its parameters.
    """

    unit: Annotated[str, Field(max_length=20)] = ""
    node: Annotated[str, Field(max_length=500)] = ""
    query: Annotated[str, Field(max_length=10_000)] = ""
    parameters: dict[str, Scalar] = Field(default_factory=dict)

    @field_validator("query")
    @classmethod
    def _reads(cls, query: str) -> str:
        return reading(query)


def reading(query: str) -> str:
    """A query that only reads.

    Raises:
        ValueError: It begins otherwise, or goes on behind a semicolon.
    """
    if query and (not _SELECT.match(query) or ";" in query.rstrip().rstrip(";")):
        raise ValueError("write one query that begins with SELECT or WITH")
    return query


class Line(Protocol):
    """What is looked at of a line of the file."""

    address: str
    query: str


class Meter(Protocol):
    """What is looked at of a meter of the file."""

    driver: str
    line: str
    read: dict[str, Any]
    where: dict[str, Where]


def wrong_sources(lines: Mapping[str, Line], meters: Mapping[str, Meter]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What does not fit together, each with its place in the file."""
    for name, m in meters.items():
        line = lines.get(m.line)
        kind = kind_of(line.address) if line is not None else ""
        if (kind or m.driver in {OPC_UA, SQL}) and kind != m.driver:
            said = f"the meters on it have the driver {kind!r}" if kind else "no OPC UA server or database is there"
            yield ("meters", name, "driver"), f"line {m.line!r} is at {line.address if line else ''!r}: {said}"
            continue
        if not kind:
            if m.where:
                yield ("meters", name, "where"), "only a meter of an OPC UA server or a database has it"
            continue
        for quantity in m.read:
            if quantity not in m.where:
                yield (
                    ("meters", name, "read"),
                    f"where {quantity} is, is missing; write where = {{ {quantity} = {{ … }} }}",
                )
        for quantity, of in m.where.items():
            for what in _wrong(quantity, of, kind, line.query if line is not None else ""):
                yield ("meters", name, "where", quantity), what


def _wrong(quantity: str, of: Where, kind: str, usual: str) -> Iterator[str]:
    if quantity not in QUANTITIES:
        yield f"there is no quantity {quantity}"
        return
    try:
        convert(Decimal(1), of.unit or QUANTITIES[quantity], QUANTITIES[quantity])
    except UnitError:
        yield f"{of.unit!r} is no unit of {quantity}"
    if kind == OPC_UA:
        if not of.node:
            yield 'the node is missing; write node = "ns=2;s=…"'
        return
    query = of.query or usual
    if not query:
        yield 'the query is missing; write query = "SELECT …" here or at its line'
        return
    for missing in sorted(parameters_of(query) - set(of.parameters) - set(NAMES)):
        yield f"the parameter {missing} of the query is missing"
    for unknown in sorted(set(of.parameters) - parameters_of(query)):
        yield f"the query has no parameter {unknown}"
