"""Meters of insulation and of earth resistance: their indication of a resistance box, and how little else changes it."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Annotated, TypeVar

from drivers.roles import AppliedStandard, MultiDisplay
from metrology.units import Quantity
from procedures.kit import Kept, KitProcedure, Value, at_least, quantity, within
from procedures.subject import Subject

S = TypeVar("S", bound=Subject)
Resistance = Annotated[Quantity, quantity("Ω", above=0)]
HUNDRED = Decimal(100)


class ResistanceMeters(KitProcedure[S]):
    """Verification of a meter with a resistance box that a person sets."""

    under_test = "meter"
    box: AppliedStandard
    meter: MultiDisplay
    tester: MultiDisplay

    def errors(self, limits: Mapping[Decimal, Decimal]) -> None:
        """The error at each value, in % of the indication; of a meter that shows zero, in % of the value that is tried."""
        for mark, limit in limits.items():
            with self.at(mark):
                self.box.apply(mark, self.unit)
                x, ref = self.run.together("readings", partial(self._pair, mark))
                whole = x if x.number else mark
                self.compare(within(limit), point=mark, also=[x, ref], E=(x - ref) / whole * HUNDRED)

    def changes(self, mark: Decimal, usual: str, permitted: Mapping[str, Decimal]) -> None:
        """The indication of one value of the box: in each state it changes little against the usual one, in % of that."""
        self.box.apply(mark, self.unit)
        kept = Kept()
        for state in (usual, *permitted):
            with self.at(state):
                query = (self.meter.indication_of, state)
                y = kept[state] = self.read("y", query, expect=mark, unit=self.unit, bounded=False)
                if state == usual:
                    self.report(final=False, y=y)
                else:
                    first = kept[usual].named("y0").alone()
                    self.compare(within(permitted[state]), dy=(y - first) / first * HUNDRED)

    def insulated(self, least: Decimal) -> None:
        """Insulation of the measuring circuit against the case."""
        R = self.read("Ri", (self.tester.indication_of, "insulation"), expect=HUNDRED, unit="MΩ", bounded=False)
        self.compare(at_least(least), Ri=R)

    def _pair(self, mark: Decimal) -> tuple[Value, Value]:
        x = self.read("x", (self.meter.indication_of, "resistance"), expect=mark, unit=self.unit)
        return x, self.read("ref", self.box.value, expect=mark, unit=self.unit)
