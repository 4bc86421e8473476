"""The plan for a lot: its sample, the deficiencies that are tolerated, and how many packages may exceed them.

All of it follows from the lot and the edition before the first package is weighed; there is a reading for each package
of the sample and for no other. An edition gives ``[tables.plan]`` by the smallest lot with `n` (0: all packages), `c`
and `k`, or `a` where the mean is raised by the range, and ``[tables.T_…]``, the tolerated deficiencies.
"""

from decimal import Decimal
from functools import cached_property

from procedures.kit import KitProcedure, Value
from procedures.packages.lot import Lot, deficiency, drawn, package, row_of


class Planned(KitProcedure[Lot]):
    """The part of an inspection that is fixed before anything is measured."""

    subject_model = Lot

    def prepare(self) -> None:
        """The plan for this lot."""
        s = self.subject
        self.unit, self.qn = s.display, Value.constant(s.size, "Qn")
        self.row = row_of(self.facts.table(self.plan()), s.lot_size)
        size = int(self.row["n"]) if self.row else 0
        self.sample = min(size or s.lot_size, s.lot_size)
        self.found: dict[int, Value] = {}

    @cached_property
    def numbers(self) -> list[int]:
        """Numbers in the lot of the packages of the sample; empty where no seed is stated."""
        seed = self.subject.draw_seed
        return drawn(self.subject.lot_size, self.sample, seed) if seed else []

    def package(self, number: int) -> dict[str, str]:
        """Words for a package of the sample."""
        return package(number, self.numbers[number - 1] if self.numbers else None)

    def plan(self) -> str:
        """Table of the sampling plans for this lot."""
        return "plan"

    def tolerance(self) -> str:
        """Table of the tolerated deficiencies for this lot."""
        return f"T_{'mass' if self.subject.weighed else self.subject.content}"

    def rounding(self) -> str:
        """Row of ``[tables.rounding]`` for this lot."""
        return "mass" if self.subject.weighed else self.subject.content

    @cached_property
    def T(self) -> Decimal:
        """The tolerated deficiency, which a few packages may exceed."""
        return deficiency(self.facts, self.tolerance(), self.rounding(), self.subject.size)

    @cached_property
    def T_most(self) -> Decimal:
        """The deficiency that no package may exceed; by default twice T."""
        return 2 * self.T

    def allowed(self) -> Decimal:
        """How many packages of the sample may exceed T."""
        return self.row.get("c", Decimal(0)) if self.row else Decimal(0)

    def exceeds(self, short: Decimal) -> bool:
        """Whether a package counts among those that exceed T; one that exceeds what no package may is not counted."""
        return self.T < short <= self.T_most

    def factor(self) -> Decimal:
        """What the mean is raised by: λ of the standard deviation, or a of the range."""
        row = self.row or {}
        return row.get("k", row.get("a", Decimal(0)))
