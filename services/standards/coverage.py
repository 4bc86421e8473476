"""Which cells of the demand are covered by traceable standards, and which are gaps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from metrology.calibration import Table
from metrology.exact import plain
from metrology.units import convert, convert_difference, unit
from registers.capabilities import DEMANDS
from registers.organisations import ORGANISATIONS
from services.rates.rates import percent as in_percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from metrology.calibration import CertifiedQuantity
    from registers.book import Book
    from registers.capabilities import Demand
    from services.standards.inventory import Held, Inventory

Serving: TypeAlias = tuple[str, ...]
Nearly: TypeAlias = tuple[tuple[str, str], ...]
CLOSED = "closed"
"""What a standard lacks whose institute serves nobody."""
DIVISOR = 3
"""A standard serves where its U is at most the MPE of the instrument divided by this."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the demand with the standards that serve it.

    Attributes:
        key, demand: The cell.
        standards: Identities of the standards that cover it, by identity.
        nearly: Standards that would serve it, and what each lacks: `U` is too large, `CLOSED`, or where its chain is broken.
    """

    key: str
    demand: Demand
    standards: tuple[str, ...]
    nearly: tuple[tuple[str, str], ...]

    @property
    def covered(self) -> bool:
        """Whether at least one standard serves it."""
        return bool(self.standards)

    def document(self) -> dict[str, Any]:
        """The cell as words and numbers."""
        d = self.demand
        return {
            "key": self.key,
            "quantity": d.quantity,
            "lower": plain(d.lower),
            "upper": plain(d.upper),
            "unit": d.unit,
            "class": d.accuracy_class,
            "limit": plain(d.limit),
            "division": d.division,
            "instruments": d.instruments,
            "covered": self.covered,
            "standards": list(self.standards),
            "nearly": [{"standard": s, "lacks": why} for s, why in self.nearly],
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of a demand.

    Attributes:
        cells: Every cell.
    """

    cells: tuple[Cell, ...]

    @property
    def gaps(self) -> tuple[Cell, ...]:
        """The cells that no standard serves."""
        return tuple(c for c in self.cells if not c.covered)

    @property
    def rate(self) -> Fraction | None:
        """Covered cells in all cells; None where there are none."""
        return Fraction(len(self.cells) - len(self.gaps), len(self.cells)) if self.cells else None

    @property
    def weighted(self) -> Fraction | None:
        """The same, each cell counted by its instruments; None where no cell has any."""
        whole = sum(c.demand.instruments for c in self.cells)
        return Fraction(sum(c.demand.instruments for c in self.cells if c.covered), whole) if whole else None


def coverage(
    book: Book, inventory: Inventory, *, at: str = "", division: str = "", without: Iterable[str] = ()
) -> Coverage:
    """The coverage of the demand in the register by the standards of an inventory.

    A cell is covered by a usable standard with a whole chain, one range of which holds the cell whole, and whose U is at
    most a third of the MPE at both ends of the cell.

    Args:
        book: The registers.
        inventory: The standards on a day.
        at: Time of which the demand is shown.
        division: First digits of the division codes that count.
        without: Institutes that are taken to serve nobody, beside those that are closed on the day; as links of a chain
            their standards hold until their certificates end.
    """
    closed = {*closed_on(book, inventory, at), *without}
    demand = [r for r in book.rows(DEMANDS, at=at) if r.record.division.startswith(division)]
    stated = list(_stated(inventory.standards.values()))
    lacks = {key: inventory.broken(key) for key in inventory.standards}
    lacks |= {key: CLOSED for key, held in inventory.standards.items() if held.row.organisation in closed}
    found: dict[tuple[object, ...], tuple[Serving, Nearly]] = {}
    cells = []
    for r in demand:
        d = r.record
        asked = (d.unit, d.lower, d.upper, d.limit)  # many regions ask for the same
        if asked not in found:
            found[asked] = _serving(d, stated, lacks)
        cells.append(Cell(r.key, d, *found[asked]))
    return Coverage(tuple(cells))


def closed_on(book: Book, inventory: Inventory, at: str = "") -> set[str]:
    """The institutes that serve nobody on the day of an inventory.

    Args:
        book: The registers.
        inventory: The standards on the day.
        at: Time of which the register is shown.
    """
    owners = sorted({held.row.organisation for held in inventory.standards.values()})
    rows = book.rows(ORGANISATIONS, lambda c: c.key.in_(owners) & c.closed.is_not(None), at=at)
    return {r.key for r in rows if r.record.closed is not None and r.record.closed <= inventory.on}


def _stated(standards: Iterable[Held]) -> Iterable[tuple[str, CertifiedQuantity]]:
    for found in standards:
        for quantity in found.certificate.quantities if found.certificate else ():
            yield found.key, quantity.used().certified()


def _serving(
    demand: Demand, stated: Sequence[tuple[str, CertifiedQuantity]], lacks: dict[str, str]
) -> tuple[Serving, Nearly]:
    """The standards that serve a cell, and what each other one lacks that holds it whole."""
    serving, nearly = set(), {}
    for standard, quantity in stated:
        if unit(quantity.unit).dimension != unit(demand.unit).dimension:
            continue
        fits = _fits(demand, quantity)
        if fits is None:
            continue
        if not fits:
            nearly[standard] = "U"
        elif lacks[standard]:
            nearly[standard] = lacks[standard]
        else:
            serving.add(standard)
    rest = tuple(sorted((s, why) for s, why in nearly.items() if s not in serving))
    return tuple(sorted(serving)), rest


def _fits(demand: Demand, quantity: CertifiedQuantity) -> bool | None:
    """Whether a quantity is good enough all over a cell; None where it does not hold the cell whole."""
    low, high = (convert(end, demand.unit, quantity.unit) for end in (demand.lower, demand.upper))
    if not _holds(quantity, low, high):
        return None
    limit = convert_difference(demand.limit, demand.unit, quantity.unit)
    return all(DIVISOR * quantity.expanded_uncertainty(x) <= limit for x in _tried(quantity, low, high))


def _holds(quantity: CertifiedQuantity, low: Decimal, high: Decimal) -> bool:
    """Whether certified ranges that join each other hold everything from a value to another."""
    reached = None
    for r in quantity.ranges:
        if reached is None:
            reached = r.upper if r.lower <= low <= r.upper else None
        elif r.lower == reached:
            reached = r.upper
        if reached is not None and high <= reached:
            return True
    return False


def _tried(quantity: CertifiedQuantity, low: Decimal, high: Decimal) -> set[Decimal]:
    """Where U has to be looked at: it is straight in between."""
    ends = {end for r in quantity.ranges for end in (r.lower, r.upper)}
    tables = [r.expanded_uncertainty for r in quantity.ranges if isinstance(r.expanded_uncertainty, Table)]
    inside = ends | {x for table in tables for x, _ in table.points}
    return {low, high, *(x for x in inside if low < x < high)}


def percent(share: Fraction | None) -> str:
    """A share in per cent with two places, cut and never rounded up; a dash for none."""
    return "–" if share is None else f"{in_percent(share.numerator, share.denominator)} %"
