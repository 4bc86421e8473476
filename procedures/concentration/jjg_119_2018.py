"""JJG 119-2018 实验室pH（酸度）计: laboratory pH meters (China). A draft: no figure of this edition was read."""

from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import AdjustableSource, AppliedStandard, MultiDisplay
from metrology.exact import plain
from metrology.rounding import round_to_interval
from procedures.kit import (
    Facts,
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    at_most,
    item,
    mean,
    quantity,
    standard_deviation,
    within,
)

facts = Facts.beside(__file__)


class PhMeter(Nameplate):
    """A pH meter with its electrodes."""

    accuracy_class: Literal["0.2", "0.1", "0.02", "0.01", "0.001"] = Field(alias="class", title="级别 | Class")
    resolution: Annotated[Quantity, quantity("pH", above=0)] = Field(title="电计分度值 | Scale value")


class JJG119(KitProcedure[PhMeter]):
    """Initial and subsequent verification, in-service inspection."""

    facts, subject_model = facts, PhMeter
    under_test, unit = "meter", "pH"
    source: AdjustableSource
    buffers: AppliedStandard
    meter: MultiDisplay

    def prepare(self) -> None:
        """Limits of the class."""
        self.limits = facts.table("classes").row(self.subject.accuracy_class)
        self.step = self.subject.resolution.value

    def requirements(self) -> Requirements:
        """The scale value is that of the class."""
        most = self.limits["step"]
        yield self.require("resolution", self.subject.resolution, f"≤ {plain(most)} pH", self.step <= most, "classes")

    def driven(self, number: int | str = "") -> Value:
        """What the electronic unit shows of the source."""
        query = (self.meter.indication_of, "electronic")
        return self.read("x", query, expect=round_to_interval(self.set, self.step), number=number)

    def given(self, pH: Decimal) -> Value:
        """A potential that stands for a pH at 25 °C."""
        self.set = pH
        self.source.apply(pH, "pH")
        return self.read("pHs", self.source.value, expect=pH, bounded=False)

    @item("pHs x E MPE")
    def electronic(self) -> None:
        """The electronic unit on potentials."""
        self.condition("connected")
        for pH in facts.table("points").numbers("pH"):
            with self.at(pH):
                pHs, x = self.run.together("point", partial(self._electronic, pH))
                self.compare(within(self.limits["electronic"]), also=[pHs, x], chosen=True, E=x - pHs)
        self.source.off()

    def _electronic(self, pH: Decimal) -> tuple[Value, Value]:
        return self.given(pH), self.driven()

    @item("xm s MPE")
    def electronic_scatter(self) -> None:
        """The standard deviation of readings of one potential, each given again."""
        self.condition("connected")
        found = []
        for number in range(1, int(facts.number("repeats")) + 1):
            for pH in (facts.number("zero"), facts.number("scatter_point")):
                self.set = pH
                self.source.apply(pH, "pH")
            found.append(self.driven(number))
        self.source.off()
        self.scattered("electronic_scatter", found)

    @item("pHs xm E MPE")
    def total(self) -> None:
        """The mean of readings in each standard solution against its value."""
        self.condition("adjusted")
        for pH in facts.table("solutions").numbers("pH"):
            with self.at(pH):
                pHs, found = self.run.together("solution", partial(self.immersed, pH, int(facts.number("readings"))))
                x = mean(found).alone().named("xm")
                self.compare(within(self.limits["total"]), also=[pHs, self.printed(x)], chosen=True, E=x - pHs)

    @item("xm s MPE")
    def total_scatter(self) -> None:
        """The standard deviation of readings in the first solution."""
        self.condition("adjusted")
        _, found = self.immersed(facts.table("solutions").numbers("pH")[0], int(facts.number("repeats")))
        self.scattered("total_scatter", found)

    def immersed(self, pH: Decimal, number: int) -> tuple[Value, list[Value]]:
        """The value of a solution by its certificate, and what is shown of it; rinsed and immersed again each time."""
        self.buffers.apply(pH, "pH")
        pHs, ideal = self.read("pHs", self.buffers.value, expect=pH, bounded=False), round_to_interval(pH, self.step)
        query = (self.meter.indication_of, "pH")
        return pHs, [self.read("x", query, expect=ideal, number=n) for n in range(1, number + 1)]

    def scattered(self, test: str, found: list[Value]) -> None:
        """Compare a standard deviation with its limit."""
        self.compare(at_most(self.limits[test]), also=[self.printed(mean(found))], s=standard_deviation(found))

    def printed(self, x: Value) -> Value:
        """A mean as it is printed, to a tenth of a step; it is not what is compared."""
        return Value.constant(round_to_interval(x.number, self.step / 10), "xm")
