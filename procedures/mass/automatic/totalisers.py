"""What verifications of totalising instruments share: product that passes, its total, the error as a part of the load.

An edition gives ``[tables.mpe]`` (% by the accuracy class, before ``factor``) and, where the limit is rounded,
``limit_interval``: to how many totalisation intervals.
"""

from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from functools import partial
from typing import Literal, Self, TypeVar

from pydantic import Field, model_validator

from drivers.roles import ProductRun, Totaliser
from metrology.exact import trimmed
from metrology.rounding import round_to_interval
from procedures.kit import Nameplate, Quantity, Value, at_most, item, spread, within
from procedures.mass.automatic.weighing import AutomaticWeighing, Mass


class TotaliserPlate(Nameplate):
    """A totalising instrument; `test_totals` replace the least totalised load."""

    accuracy_class: Literal["0.2", "0.5", "1", "2"] = Field(alias="class", title="准确度等级 | Accuracy class")
    max: Mass = Field(title="最大秤量 Max | Maximum capacity Max")
    dt: Mass = Field(title="累计分度值 dt | Totalisation scale interval dt")
    sigma_min: Mass = Field(title="最小累计载荷 Σmin | Minimum totalised load Σmin")
    second_device: bool = Field(title="第二指示或打印装置 | Second indicating or printing device")
    test_totals: tuple[Mass, ...] = ()

    @model_validator(mode="after")
    def _enough(self) -> Self:
        below = [str(q) for q in self.test_totals if self.mass(q) < self.mass(self.sigma_min)]
        if below:
            raise ValueError(f"test_totals: {', '.join(below)} is below sigma_min {self.sigma_min}")
        return self

    def mass(self, found: Quantity) -> Decimal:
        """A mass of the nameplate in the unit of dt, in which everything is judged."""
        return found.to(self.dt.unit).value

    @property
    def tested(self) -> tuple[Decimal, ...]:
        """Loads that are totalised, ascending."""
        return tuple(sorted({self.mass(q) for q in self.test_totals or (self.sigma_min,)}))


P = TypeVar("P", bound=TotaliserPlate)


class Totalisers(AutomaticWeighing[P]):
    """Verification with product, which a control instrument weighs."""

    under_test = "totaliser"
    totaliser: Totaliser

    @property
    def product(self) -> ProductRun:
        """Who lets product through."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Unit and resolution of this instrument."""
        self.unit, self.step = self.subject.dt.unit, self.subject.dt.value

    def mpe(self, load: Decimal) -> Decimal:
        """How large the error of a total may be."""
        percent = self.facts.table("mpe").row(self.subject.accuracy_class)["percent"]
        limit = self.facts.number("factor") * percent * load / 100
        if not self.facts.known("limit_interval"):
            return trimmed(limit)
        return trimmed(round_to_interval(limit, self.facts.number("limit_interval") * self.subject.dt.value))

    @property
    def feeds(self) -> tuple[Quantity | None, ...]:
        """Flow rates at which product runs; None where it has its own."""
        return (None,)

    def at_feed(self, feed: Quantity | None) -> AbstractContextManager[None]:
        """Everything inside belongs to a flow rate."""
        return nullcontext() if feed is None else self.at(feed)

    def set_feed(self, feed: Quantity | None) -> None:
        """Have product run at a flow rate."""

    @property
    def runs(self) -> range:
        """Numbers of the runs of one load."""
        return range(1, int(self.facts.number("repeats")) + 1)

    @item("T0 T1 L E MPE")
    def indication(self) -> None:
        """The error of the total of each run of product."""
        for feed in self.feeds:
            with self.at_feed(feed):
                self.set_feed(feed)
                for load in self.subject.tested:
                    for n in self.runs:
                        with self.at(load), self.at(str(n), words=f"第 {n} 次 | run {n}"):
                            E, L = self.product_run(load)
                            self.kept[feed, load, n] = E
                            self.compare(within(self.mpe(L)), point=load, chosen=True, E=E)

    @item("R MPE")
    def repeatability(self) -> None:
        """The difference between the errors of runs of the same load."""
        for feed in self.feeds:
            with self.at_feed(feed):
                for load in self.subject.tested:
                    with self.at(load):
                        errors = [self.kept[feed, load, n] for n in self.runs]
                        self.compare(at_most(self.mpe(load)), R=spread(errors))

    @item("T1 T2 dT MPE")
    def devices(self) -> None:
        """Two devices with the same interval show the same total."""
        T1 = self.read("T1", self.totaliser.total, bounded=False)
        T2 = self.read("T2", self.totaliser.second_total, expect=T1.number, bounded=False)
        self.compare(within(0), dT=T2 - T1)

    def product_run(self, load: Decimal) -> tuple[Value, Decimal]:
        """Let product through and weigh it: the error of the total, and the load that it was."""
        T0, T1, L = self.run.together("run", partial(self.totals, load))
        return T1 - T0 - L, L.number

    def totals(self, load: Decimal) -> tuple[Value, Value, Value]:
        """The totals before and after some product has passed, and its mass."""
        self.product.clear_total()
        T0 = self.read("T0", self.totaliser.total, expect=0, bounded=False)
        self.product.run_product(load, self.unit)
        T1 = self.read("T1", self.totaliser.total, expect=self.displayed(T0.number + load))
        return T0, T1, self.read("L", self.control.mass)
