"""Stepped limits: rows of a table, each with its upper edge and the statement who owns the edge."""
# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from metrology.exact import Number, multiply, plain, to_decimal
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit, OutOfTable
from metrology.limits.text import Pair, with_unit
from metrology.status import Source


@dataclass(frozen=True)
class Band:
    """One row of a stepped table: the limit that holds up to an edge.

    Attributes:
        upto: upper edge of the row, in the unit of the point.
        limit: the limit within the row.
        closed: whether the edge itself belongs to this row ("≤", the rule unless the text says otherwise) or to the
            next one ("<").
    """

    limit: Limit
    upto: ExactField = ExactField()
    closed: bool = True

    def __init__(self, upto: Number, limit: Limit, closed: bool = True) -> None:  # noqa: FBT001, FBT002  # as tables read
        object.__setattr__(self, "upto", to_decimal(upto))
        object.__setattr__(self, "limit", limit)
        object.__setattr__(self, "closed", closed)

    def holds(self, point: Decimal) -> bool:
        """Whether a point that lies above the previous rows belongs to this one."""
        return point <= self.upto if self.closed else point < self.upto

    def __repr__(self) -> str:
        edge = "" if self.closed else ", closed=False"
        return f"Band('{plain(self.upto)}', {self.limit!r}{edge})"


@dataclass(frozen=True, repr=False, init=False)
class Bands(Limit):
    """A table of rows in ascending order. Below its start and beyond its last row there is no limit.

    Attributes:
        bands: the rows.
        start: lower end of the first row; None where the table has none.
        start_closed: whether the start itself belongs to the table.
    """

    bands: tuple[Band, ...]
    start: Decimal | None
    start_closed: bool

    def __init__(
        self,
        bands: Iterable[Band],
        start: Number | None = 0,
        start_closed: bool = True,  # noqa: FBT001, FBT002  # as tables read
        *,
        source: Source | None = None,
    ) -> None:
        object.__setattr__(self, "bands", tuple(bands))
        object.__setattr__(self, "start", None if start is None else to_decimal(start))
        object.__setattr__(self, "start_closed", start_closed)
        object.__setattr__(self, "source", source)
        if not self.bands:
            raise ValueError("a table of bands needs at least one row")
        edges = self._edges()
        for below, above in pairwise(edges):
            if below >= above:
                raise ValueError(f"the edges of a table must ascend, but {plain(above)} follows {plain(below)}")

    def _row(self, point: Number) -> Band:
        number = to_decimal(point)
        if self.start is not None and (number < self.start or (number == self.start and not self.start_closed)):
            raise self.outside(number)
        for band in self.bands:
            if band.holds(number):
                return band
        raise self.outside(number)

    def outside(self, point: Decimal) -> OutOfTable:
        """Return the error that names a point, this table's clause and the range it covers."""
        return OutOfTable(point, self.source.clause if self.source else "", self._covered())

    def _covered(self) -> str:
        low = "(−∞" if self.start is None else f"{'[' if self.start_closed else '('}{plain(self.start)}"
        last = self.bands[-1]
        return f"{low}, {plain(last.upto)}{']' if last.closed else ')'}"

    def at(self, point: Number) -> Pair:
        """Return the limit of the row to which the point belongs."""
        return self._row(point).limit.at(point)

    def source_at(self, point: Number) -> Source | None:
        """Return the pedigree of the row, else that of the table."""
        return self._row(point).limit.source_at(point) or self.source

    def breaks(self) -> tuple[Decimal, ...]:
        """Return the start and every edge, those of tables within the rows among them."""
        edges = self._edges()
        below = (None, *edges) if self.start is None else edges
        found = [edges[0]] if self.start is not None else []
        for row, low in zip(self.bands, below, strict=False):
            found += [b for b in row.limit.breaks() if (low is None or b > low) and b < row.upto]
            found.append(row.upto)
        return tuple(found)

    def _edges(self) -> tuple[Decimal, ...]:
        return (() if self.start is None else (self.start,)) + tuple(band.upto for band in self.bands)

    def stretched(self, factor: Decimal) -> "Bands":
        """Return the table with edges and limits times the factor."""
        rows = [Band(multiply(row.upto, factor), row.limit.stretched(factor), row.closed) for row in self.bands]
        start = None if self.start is None else multiply(self.start, factor)
        return Bands(rows, start, self.start_closed, source=self.source)

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the rows, each with its range."""
        rows, below = [], self._opening(unit)
        for band in self.bands:
            limit = band.limit.formula(language, unit=unit, variable=variable)
            edge = with_unit(band.upto, unit)
            rows.append(f"{limit}, {below}{variable} {'≤' if band.closed else '<'} {edge}")
            below = f"{edge} {'<' if band.closed else '≤'} "
        return "; ".join(rows)

    def _opening(self, unit: str) -> str:
        if self.start is None:
            return ""
        return f"{with_unit(self.start, unit)} {'≤' if self.start_closed else '<'} "
