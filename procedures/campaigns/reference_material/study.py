"""What the parts of a study say, from the results of their cells. A part whose cells are not all there says nothing yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.material_studies import Laboratories, Trend, laboratories, trend
from metrology.reference_materials import CombinedUncertainty, Homogeneity, combine_uncertainties, homogeneity
from metrology.statistics import OneWayAnova, mean, one_way_anova
from procedures.campaigns.reference_material.planning import tables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.campaigns.plan import Cell, Plan
    from procedures.campaigns.reference_material.tables import Tables
    from procedures.campaigns.results import CellResult, Results

ITEM, COLUMN = "measurement", "result"


@dataclass(frozen=True)
class Study:
    """A study as far as it has come.

    Attributes:
        plan: Its plan.
        results: What counts so far.
    """

    plan: Plan
    results: Results

    @cached_property
    def tables(self) -> Tables:
        """What the plan was made from."""
        return tables_of(self.plan)

    def cells(self, item: str) -> tuple[Cell, ...]:
        """Cells of a part, in the order of the plan."""
        return tuple(c for c in self.plan.cells if c.item == item)

    def complete(self, item: str) -> bool:
        """Whether a part is planned and all of its cells are there."""
        mine = self.cells(item)
        return bool(mine) and all(c.key in self.results for c in mine)

    def units(self, cell: Cell) -> dict[str, list[Decimal]]:
        """Results of a cell by unit, in the order of the plan."""
        return by_unit(self.results[cell.key])

    @cached_property
    def groups(self) -> dict[str, list[Decimal]]:
        """Results of the homogeneity study by unit, units ascending; a unit of which nothing is left is not there."""
        (cell,) = self.cells("homogeneity")
        return dict(sorted(self.units(cell).items()))

    @cached_property
    def variance(self) -> OneWayAnova | None:
        """Analysis of variance; None while the part is not complete or where it cannot be made."""
        if not self.complete("homogeneity"):
            return None
        try:
            return one_way_anova(list(self.groups.values()))
        except ValueError:
            return None

    @cached_property
    def between(self) -> Homogeneity | None:
        """Homogeneity; None as `variance`."""
        return homogeneity(list(self.groups.values())) if self.variance is not None else None

    @cached_property
    def in_order(self) -> Trend | None:
        """Trend of the homogeneity results over the order in which they were measured."""
        if self.variance is None:
            return None
        (cell,) = self.cells("homogeneity")
        at = placed(self.results[cell.key])
        order = [n for n, place in enumerate(cell.fields["order"], 1) if place in at]
        return _trend(order, [at[place] for place in cell.fields["order"] if place in at])

    @cached_property
    def in_filling(self) -> Trend | None:
        """Trend of the unit means over the numbers of the units, which are those of filling."""
        if self.variance is None:
            return None
        return _trend([Decimal(u) for u in self.groups], [_mean(v) for v in self.groups.values()])

    def over_time(self, item: str) -> list[tuple[Decimal, Decimal]]:
        """Time and mean of each unit of a stability study."""
        points = []
        for cell in self.cells(item):
            time = Decimal(cell.levels[0].value)
            points += [(time, _mean(values)) for values in self.units(cell).values()]
        return points

    def stability(self, item: str) -> Trend | None:
        """Trend of a stability study over its times; None while it is not complete or where there is none."""
        if not self.complete(item):
            return None
        points = self.over_time(item)
        return _trend([t for t, _ in points], [v for _, v in points])

    def instability(self, item: str) -> float:
        """u_s of a part: s(b) times how long; 0 where the part is not planned."""
        found = self.stability(item)
        claims = self.tables.claims
        return (
            0.0
            if found is None
            else found.slope_uncertainty
            * float(claims.transport_days if item == "short_term" else claims.validity_months)
        )

    @cached_property
    def laboratories(self) -> Laboratories | None:
        """What the laboratories found; None while one is missing."""
        if not self.complete("characterisation"):
            return None
        found = {
            c.fields["laboratory"]: list(placed(self.results[c.key]).values()) for c in self.cells("characterisation")
        }
        return laboratories(found) if all(found.values()) else None

    @cached_property
    def combined(self) -> CombinedUncertainty | None:
        """Uncertainty of the certified value; None while a part is missing."""
        if self.laboratories is None or self.between is None or self.stability("long_term") is None:
            return None
        if self.cells("short_term") and self.stability("short_term") is None:
            return None
        return combine_uncertainties(
            self.laboratories.uncertainty,
            self.between.standard_uncertainty,
            self.instability("long_term"),
            self.instability("short_term"),
            float(self.tables.claims.coverage_factor),
        )

    def lost(self) -> list[tuple[Cell, str]]:
        """Portions that were lost: the cell, and where with the reason."""
        found = []
        for cell in self.plan.cells:
            if cell.key in self.results:
                points = self.results[cell.key].of(ITEM)
                found += [(cell, f"{p.label.en}: {p.reason.en}") for p in points if p.outcome is Outcome.NOT_APPLICABLE]
        return found


def placed(result: CellResult) -> dict[str, Decimal]:
    """Results of a run by unit and portion, as the order of the plan names them: ``7/3``."""
    found = {}
    for point in result.of(ITEM):
        if COLUMN in point.values:
            *_, unit, portion = point.address.split("/")
            found[f"{unit.removeprefix('u')}/{portion.removeprefix('p')}"] = point.values[COLUMN]
    return found


def by_unit(result: CellResult) -> dict[str, list[Decimal]]:
    """Results of a run by unit."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for place, value in placed(result).items():
        found[place.partition("/")[0]].append(value)
    return dict(found)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return Decimal(repr(mean(values)))


def _trend(times: Sequence[Decimal | int], values: Sequence[Decimal]) -> Trend | None:
    try:
        return trend(times, values)
    except ValueError:
        return None
