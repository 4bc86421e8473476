"""What verifications of belt weighers (continuous totalisers) have in common: runs of the empty belt, product, speed.

An edition gives ``[tables.mpe]`` and, for the empty belt, ``[tables.zero]``: % by the accuracy class, of the load of a
run at Qmax (`check`), of Σmin (`variation`), of the load of an hour at Qmax (`stability`), of Max (`sensitivity`).
"""

from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import BeltRun, ProductRun
from metrology.exact import divide, plain, trimmed
from metrology.rounding import round_significant
from procedures.kit import Quantity, Requirements, Value, at_least, at_most, item, quantity, spread, within
from procedures.mass.automatic.totalisers import TotaliserPlate, Totalisers
from procedures.mass.automatic.weighing import Mass
from procedures.text import Text

HOUR = Decimal(3600)
LIMIT_DIGITS = 6
"""A limit that a time goes into may have endless digits; it is kept to so many, far finer than what is read."""
Rate = Annotated[Quantity, quantity("t/h", above=0)]


class BeltWeigher(TotaliserPlate):
    """A belt weigher; `max` is that of the weighing unit, `d0` the interval of the device that is used to set zero."""

    accuracy_class: Literal["0.5", "1", "2"] = Field(alias="class", title="准确度等级 | Accuracy class")
    qmax: Rate = Field(title="最大流量 Qmax | Maximum flow rate Qmax")
    qmin: Rate = Field(title="最小流量 Qmin | Minimum flow rate Qmin")
    length: Annotated[Quantity, quantity("m", above=0)] = Field(title="皮带长度 | Length of the belt")
    speed: Annotated[Quantity, quantity("m/s", above=0)] = Field(title="皮带速度 | Speed of the belt")
    width: Annotated[Quantity, quantity("mm", above=0)] = Field(title="皮带宽度 | Width of the belt")
    d0: Mass = Field(title="零点累计分度值 | Interval of the zero totalising device")
    eccentric: bool = False

    @property
    def low_class(self) -> bool:
        """Whether it is of no higher class than 1."""
        return self.accuracy_class in {"1", "2"}


class BeltWeighers(Totalisers[BeltWeigher]):
    """Verification on the belt where it is used."""

    subject_model = BeltWeigher
    belt: BeltRun

    def prepare(self) -> None:
        """Time of an empty run: whole revolutions, as long as the edition asks for at least."""
        super().prepare()
        turn = divide(self.subject.length.to("m").value, self.subject.speed.to("m/s").value)
        self.turns = divide(self.facts.number("least_time"), turn).to_integral_value(ROUND_CEILING)
        self.seconds = self.turns * turn

    @property
    def product(self) -> ProductRun:
        """Who lets product through."""
        return self.belt

    @property
    def feeds(self) -> tuple[Quantity | None, ...]:
        """The smallest and the largest flow rate."""
        return (self.subject.qmin, self.subject.qmax)

    def set_feed(self, feed: Quantity | None) -> None:
        """Have product run at a flow rate."""
        if feed is not None:
            self.belt.set_feed(feed.value, feed.unit)

    @property
    def percent(self) -> dict[str, Decimal]:
        """Row of ``[tables.zero]`` for this class."""
        return self.facts.table("zero").row(self.subject.accuracy_class)

    def requirements(self) -> Requirements:
        """Σmin is so many intervals at least."""
        intervals = divide(self.subject.mass(self.subject.sigma_min), self.subject.dt.value)
        least = self.facts.table("sigma_min").row(self.subject.accuracy_class)["dt"]
        shown = plain(trimmed(round_significant(intervals, 6)))
        yield self.require("sigma_min", shown, f"≥ {plain(least)}", intervals >= least, "sigma_min")

    def of_qmax(self, seconds: Decimal) -> Decimal:
        """Load that runs at the largest flow rate in a time."""
        return self.subject.mass(Quantity(self.subject.qmax.to("t/h").value, "t")) * seconds / HOUR

    @item("v/m/s dv/% MPE/%")
    def speed(self) -> None:
        """The speed of the belt against the one that is marked."""
        marked = self.subject.speed.to("m/s").value
        self.belt.run_empty()
        v = self.read("v", self.belt.speed, expect=marked)
        self.compare(within(self.facts.number("speed")), dv=(v - marked) / marked * 100)
        self.belt.stop()

    @item("z0 z1 z MPE")
    def zero_check(self) -> None:
        """The empty belt runs whole revolutions several times; each change of its total."""
        limit = round_significant(self.percent["check"] * self.of_qmax(self.seconds) / 100, LIMIT_DIGITS)
        self.belt.run_empty()
        for n in self.empty_runs:
            with self.at(str(n), words=f"第 {n} 次 | run {n}"):
                z = self.kept["zero", n] = self.run.together("empty", self.empty_run)
                self.compare(within(limit), z=z)
        self.belt.stop()

    @item("z MPE")
    def zero_variation(self) -> None:
        """The same changes as a part of the least totalised load."""
        limit = trimmed(self.percent["variation"] * self.subject.mass(self.subject.sigma_min) / 100)
        for n in self.empty_runs:
            with self.at(str(n), words=f"第 {n} 次 | run {n}"):
                self.compare(within(limit), z=self.kept["zero", n].named("z"))

    @item("dz MPE")
    def zero_stability(self) -> None:
        """The difference between the changes."""
        limit = trimmed(self.percent["stability"] * self.of_qmax(HOUR) / 100)
        self.compare(at_most(limit), dz=spread([self.kept["zero", n] for n in self.empty_runs]))

    @item("z0? z1? z? dz? MPE?")
    def sensitivity(self) -> None:
        """A small load on the weigh table is seen in the total of the empty belt."""
        load = trimmed(self.percent["sensitivity"] * self.subject.mass(self.subject.max) / 100)
        self.belt.run_empty()
        d0 = self.subject.mass(self.subject.d0)
        for name, weights, expect in (("empty", Decimal(0), Decimal(0)), ("loaded", load, d0)):
            with self.at(name):
                self.belt.put_weights(weights, self.unit)
                z = self.kept[name] = self.run.together("run", partial(self.empty_run, expect))
                self.report(final=False, z=z)
        self.belt.put_weights(Decimal(0), self.unit)
        self.belt.stop()
        with self.at("difference"):
            dz = self.kept["loaded"].named("z_loaded") - self.kept["empty"].named("z_empty")
            self.compare(at_least(d0), dz=abs(dz))

    @item("T0 T1 L E MPE")
    def eccentricity(self) -> None:
        """Product that lies beside the centre of the belt."""
        load = self.subject.tested[0]
        beside = self.facts.number("eccentric_place") * self.subject.width.to("mm").value
        self.set_feed(self.subject.qmax)
        for side, way in (("left", -beside), ("right", beside)):
            with self.at(side), self.at(load):
                self.belt.shift(way, "mm")
                E, L = self.product_run(load)
                limit = trimmed(self.facts.number("eccentric_part") * self.mpe(L))
                self.compare(within(limit), chosen=True, E=E)
        self.belt.shift(Decimal(0), "mm")

    @property
    def empty_runs(self) -> range:
        """Numbers of the runs of the empty belt."""
        return range(1, int(self.facts.number("empty_runs")) + 1)

    def empty_run(self, expect: Decimal = Decimal(0)) -> Value:
        """Whole revolutions of the belt without product: the change of its total."""
        z0 = self.read("z0", self.belt.zero_total, expect=0, bounded=False)
        turns = plain(self.turns)
        words = Text(f"空载皮带运行 {turns} 整圈", f"{turns} whole revolutions of the empty belt")
        self.run.dwell(int(self.seconds.to_integral_value(ROUND_CEILING)), words)
        return self.read("z1", self.belt.zero_total, expect=z0.number + expect, bounded=False) - z0
