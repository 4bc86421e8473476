"""The file of a site: who it is, and where the lists of its points and of their values lie."""

from __future__ import annotations

import re
from datetime import datetime  # noqa: TC003  msgspec reads it
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from inputs.bounded import BadFile, clip, read_toml
from metrology.text import Text
from procedures.energy_metering.equipping import kinds
from records.errors import RegisterError

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_ID = 40
SHORT = re.compile(rf"[\w.-]{{1,{LONGEST_ID}}}")
FIGURES = "figures"
"""Folder beside the file of a site with figures that were read in print."""


class Estimate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quantity of energy that is not metered but known otherwise, such as the losses of a transformer.

    Attributes:
        kind, unit: Kind of energy, and unit of the quantity.
        source, target: Nodes of the balance.
        quantity: In the whole period.
        u: Its standard uncertainty.
        reason: How it is known.
    """

    kind: str
    unit: str
    source: str
    target: str
    quantity: Decimal
    u: Decimal
    reason: str


class Coefficient(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coefficient of the site's own, such as of a measured heating value, in place of that of the edition.

    Attributes:
        of: ``coal`` for standard coal, ``co2`` for carbon dioxide.
        kind: Kind of energy.
        value, unit: The coefficient, such as 650 kgce/t or 1.9 kg/m³.
        basis, status: How it is known, and how far that was checked.
    """

    of: Literal["coal", "co2"]
    kind: str
    value: Decimal
    unit: str
    basis: str
    status: Literal["verified", "secondary", "unverified"]


class Product(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was produced in the period, and how much energy a unit of it may take.

    Attributes:
        name, name_en: The product.
        quantity, unit, u: How much, with its standard uncertainty.
        quota: Comprehensive energy of one unit that is allowed, in kgce; None where none is set.
        basis, status: Where the quota is printed, and how far that was checked.
    """

    name: str
    unit: str
    quantity: Decimal
    u: Decimal = Decimal(0)
    name_en: str = ""
    quota: Decimal | None = None
    basis: str = ""
    status: Literal["verified", "secondary", "unverified"] = "unverified"


class Driver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A further quantity that a use depends on: its column in the tables, its name and unit."""

    column: str
    name: str
    unit: str
    name_en: str = ""


class Savings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a saving is computed from.

    Attributes:
        kind, unit: Kind of energy, and unit of the use.
        driver, driver_en, driver_unit: What the use depends on.
        baseline, reporting: Tables with the columns ``period``, ``use``, ``driver``.
        points: Measuring points of the use.
        more_drivers: What else the use depends on.
    """

    kind: str
    unit: str
    driver: str
    driver_unit: str
    baseline: str
    reporting: str
    points: tuple[str, ...]
    driver_en: str = ""
    more_drivers: tuple[Driver, ...] = ()

    @property
    def drivers(self) -> tuple[tuple[Text, str], ...]:
        """Name and unit of each driver."""
        first = Text(self.driver, self.driver_en or self.driver), self.driver_unit
        return (first, *((Text(d.name, d.name_en or d.name), d.unit) for d in self.more_drivers))


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Start and end of a balance, with their offsets from UTC."""

    start: datetime
    end: datetime


class Identity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who the site is.

    Attributes:
        id: Short name for numbers of reports and files.
        name, name_en, code, address: As documents name it; `code` is its 统一社会信用代码.
        simulated: Whether its data are simulated; every page is marked then.
        points: List of its measuring points, beside the file.
        samples: Values of its meters, beside the file; empty where there are none.
        monitor: A monitor file instead, beside the file, whose meters are named as the points.
        reads: Of a monitor only values read at this period, such as ``15min``; empty for all.
        outside: Nodes outside the site, such as the grid; empty for those into which nothing flows.
    """

    id: str
    name: str
    points: str
    name_en: str = ""
    code: str = ""
    address: str = ""
    simulated: bool = False
    samples: str = ""
    monitor: str = ""
    reads: str = ""
    outside: tuple[str, ...] = ()


class Site(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of a site."""

    site: Identity
    period: Period | None = None
    product: Product | None = None
    estimates: tuple[Estimate, ...] = ()
    coefficients: tuple[Coefficient, ...] = ()
    savings: Savings | None = None


def read_site(path: Path) -> Site:
    """Read the file of a site.

    Raises:
        RegisterError: It cannot be used; what is wrong is named.
    """
    try:
        content = read_toml(path)
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error
    if floats := list(_floats(content, "")):
        raise RegisterError(path, [f'{field}: write the number as a text, "{value}"' for field, value in floats])
    try:
        found = msgspec.convert(content, Site)
    except msgspec.ValidationError as error:
        raise RegisterError(path, [str(error)]) from error
    if problems := list(_problems(found)):
        raise RegisterError(path, problems)
    return found


def _floats(value: Any, field: str) -> list[tuple[str, float]]:
    if isinstance(value, float):
        return [(field, value)]
    if isinstance(value, dict):
        return [f for key, inner in value.items() for f in _floats(inner, f"{field}.{key}".lstrip("."))]
    if isinstance(value, list):
        return [f for inner in value for f in _floats(inner, field)]
    return []


def _problems(site: Site) -> list[str]:
    return [*_of_period(site), *_of_kinds(site), *_of_product(site)]


def _of_period(site: Site) -> list[str]:
    found = []
    if site.site.samples and site.site.monitor:
        found.append("site: name samples or a monitor, not both")
    if site.period is not None:
        if site.period.start.tzinfo is None or site.period.end.tzinfo is None:
            found.append("period: start and end need an offset, such as 2026-11-02T00:00:00+08:00")
        elif site.period.start >= site.period.end:
            found.append("period: ends before it starts")
    return found


def _of_kinds(site: Site) -> list[str]:
    found, known = [], ", ".join(kinds())
    for n, e in enumerate(site.estimates, 1):
        if e.kind not in kinds():
            found.append(f"estimates {n}.kind: {e.kind!r} is none of {known}")
    for n, c in enumerate(site.coefficients, 1):
        if c.kind not in kinds() or c.value <= 0:
            found.append(f"coefficients {n}: needs a kind of energy and a value above 0")
    if site.savings is not None and site.savings.kind not in kinds():
        found.append(f"savings.kind: {site.savings.kind!r} is none of {known}")
    found += [f"estimates {n}.u: is negative" for n, e in enumerate(site.estimates, 1) if e.u < 0]
    found += [f"estimates {n}.quantity: is negative" for n, e in enumerate(site.estimates, 1) if e.quantity < 0]
    if not SHORT.fullmatch(site.site.id):
        found.append(
            f"site.id: {clip(site.site.id)!r} needs 1 to {LONGEST_ID} letters, digits, dots, hyphens or underscores"
        )
    return found


def _of_product(site: Site) -> list[str]:
    found = []
    if site.product is not None and (site.product.quantity <= 0 or site.product.u < 0):
        found.append("product.quantity: must be above 0, its uncertainty not negative")
    if site.product is not None and site.product.quota is not None and not site.product.basis:
        found.append("product.basis: is missing; a quota names where it is printed")
    return found
