"""Order of 23 October 2009 (France), ECEI0924425A: thermometers for perishable food."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from metrology.limits import Band, Bands, Limit
from procedures.kit import Curve, Facts, Requirements, Value, mean, within
from procedures.temperature.bath_thermometers import BathThermometer, BathThermometers

facts = Facts.beside(__file__)


class FoodThermometer(BathThermometer):
    """A thermometer with which the State's agents control food."""

    since_new: Literal["0", "1", "2", "3"] = Field(
        "3",
        title="新品首次检定后的检定次数 | Verifications since that of the new instrument",
        json_schema_extra={"3": "3 次及以上，或修理后 | three or more, or after repair"},
    )


class FoodThermometersFR(BathThermometers[FoodThermometer]):
    """First and periodic verification: the same examination and the same tests."""

    facts, subject_model = facts, FoodThermometer

    def requirements(self) -> Requirements:
        """Resolution and measuring range."""
        s, step, table = self.subject, self.step, facts.table("ranges")
        fine = step <= facts.number("step") and step.normalize().as_tuple().digits in {(1,), (2,), (5,)}
        yield self.require("resolution", s.resolution, "≤ 0.1 °C", fine, "construction")
        low, high = s.ends
        held = any(low <= a and b <= high for a, b in map(table.numbers, ("cold", "warm")))
        yield self.require("range", f"{s.lower}～{s.upper}", "−20～30 °C / 30～70 °C", held, "construction")

    @property
    def temperatures(self) -> tuple[Decimal, ...]:
        """Lowest, middle and highest of what is controlled of the measuring range."""
        first, last = facts.table("ranges").numbers("controlled")
        low, high = (min(max(end, first), last) for end in self.subject.ends)
        return low, (low + high) / 2, high

    @facts.item("t0 tau E MPE")
    def accuracy(self) -> None:
        """The mean of several readings at each temperature."""
        limit = self.limit()
        for t in self.temperatures:
            with self.at(t):
                self.held(t)
                errors = [tau - t0 for t0, tau in self.run.together("readings", self._readings)]
                self.compare(limit, point=t, source=facts.source("mpe"), curve=Curve("error"), E=mean(errors))

    def limit(self) -> Limit:
        """The narrow limit from −20 °C to +30 °C, both included."""
        (cold, warm), (_, end) = facts.table("ranges").numbers("cold"), facts.table("ranges").numbers("controlled")
        inside, outside = (within(facts.number(key)) for key in ("inside", "outside"))
        return Bands([Band(cold, outside, closed=False), Band(warm, inside), Band(end, outside)], start=None)

    def _readings(self) -> list[tuple[Value, Value]]:
        return list(self.pairs(int(facts.number("reads"))))
