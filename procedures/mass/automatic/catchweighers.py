"""What verifications of automatic catchweighers have in common: the nameplate, passes of test loads, X and Y.

An edition gives ``[tables.mean_error]`` and ``[tables.error]`` (limits in e, by the class), ``[tables.deviation]``
(standard deviation of class X(1), by the load) and ``[tables.passes]`` (how many times a load passes).
"""

import re
from decimal import Decimal
from functools import partial
from typing import Annotated, Self

from pydantic import Field, model_validator

from drivers.roles import Display, MovingLoads, TareTest
from metrology.exact import plain, trimmed
from metrology.limits import OutOfTable
from procedures.kit import (
    Curve,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    at_most,
    item,
    mean,
    quantity,
    spread,
    standard_deviation,
    within,
)
from procedures.kit.table import Table
from procedures.mass.automatic.load_tables import by_mass, of_series, row_at
from procedures.mass.automatic.weighing import Mass
from procedures.mass.automatic.zero_setting import TaredWeighing

_CLASS = re.compile(r"(?P<row>X(?:I|II|III|IIII))\((?P<factor>[0-9.]+)\)|(?P<other>Y\((?:I|II|a|b)\))")


class Catchweigher(Nameplate):
    """A catchweigher; `test_loads` replace Min and Max, `eccentric` says that loads can pass beside the centre."""

    accuracy_class: str = Field(alias="class", pattern=_CLASS.pattern, title="准确度等级 | Accuracy class")
    max: Mass = Field(title="最大秤量 Max | Maximum capacity Max")
    min: Mass = Field(title="最小秤量 Min | Minimum capacity Min")
    e: Mass = Field(title="检定分度值 e | Verification scale interval e")
    d: Mass = Field(title="实际分度值 d | Scale interval d")
    width: Annotated[Quantity, quantity("mm", above=0)] = Field(title="输送带宽度 | Width of the conveyor")
    tare: bool = Field(title="去皮装置 | Tare device")
    eccentric: bool = False
    test_loads: tuple[Mass, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if _CLASS.fullmatch(self.accuracy_class) is None:
            raise ValueError(f"class: {self.accuracy_class!r} must be like XIII(1) or Y(a)")
        if self.mass(self.d) > self.mass(self.e):
            raise ValueError(f"d: {self.d} is larger than e {self.e}")
        outside = [str(q) for q in self.test_loads if not self.mass(self.min) <= self.mass(q) <= self.mass(self.max)]
        if outside or self.mass(self.min) >= self.mass(self.max):
            raise ValueError(f"min, max, test_loads: {', '.join(outside) or self.min} is not between min and max")
        return self

    def mass(self, found: Quantity) -> Decimal:
        """A mass of the nameplate in the unit of e, in which everything is judged."""
        return found.to(self.e.unit).value

    @property
    def row(self) -> str:
        """Row of the tables: the class without its factor."""
        return self.accuracy_class if self.category_y else self.accuracy_class.partition("(")[0]

    @property
    def factor(self) -> Decimal:
        """The factor (x) of a class of category X."""
        return Decimal(self.accuracy_class.partition("(")[2].rstrip(")"))

    @property
    def category_x(self) -> bool:
        """Whether the mean error and the standard deviation are judged."""
        return self.accuracy_class.startswith("X")

    @property
    def category_y(self) -> bool:
        """Whether each error is judged."""
        return not self.category_x

    @property
    def low_class(self) -> bool:
        """Whether it is of the lowest class of its category."""
        return self.row in {"XIIII", "Y(b)"}

    @property
    def tested(self) -> tuple[Decimal, ...]:
        """Loads that pass, ascending."""
        return tuple(sorted({self.mass(q) for q in self.test_loads or (self.min, self.max)}))


class Catchweighers(TaredWeighing[Catchweigher]):
    """Verification in automatic operation, with loads that a control instrument weighs."""

    subject_model, under_test = Catchweigher, "weigher"
    weigher: Display
    loads: MovingLoads

    def prepare(self) -> None:
        """Unit and resolution of this instrument."""
        s = self.subject
        self.unit, self.e, self.step = s.e.unit, s.e.value, s.mass(s.d)

    @property
    def static(self) -> TareTest:
        """Who handles the loads."""
        return self.loads

    def interval(self) -> Decimal:
        """Verification scale interval."""
        return self.e

    def requirements(self) -> Requirements:
        """The factor of category X is of the series, and fits the class."""
        if self.subject.category_y:
            return
        x, row = self.subject.factor, self.facts.table("factor").row(self.subject.row)
        yield self.require("factor_series", x, "1, 2, 5 × 10^k", of_series(x), "factor")
        above, below, upto = row["above"], row["below"], row["upto"]
        ends = [f"{sign} {plain(end)}" for sign, end in ((">", above), ("<", below), ("≤", upto)) if end.is_finite()]
        yield self.require("factor_class", x, ", ".join(ends), above < x < below and x <= upto, "factor")

    def passes(self, load: Decimal) -> int:
        """How many times a load passes."""
        grams = Quantity(load, self.unit).to("g").value
        return int(row_at(self.facts.table("passes"), grams)["X" if self.subject.category_x else "Y"])

    def in_intervals(self, table: Table, load: Decimal) -> Decimal:
        """A limit of a table in e, for this class and a load.

        Raises:
            OutOfTable: The class has no limit for so many intervals.
        """
        for limit, upto in zip(table.columns, table.numbers(self.subject.row), strict=True):
            if load <= upto * self.e:
                return Decimal(limit) * self.e
        raise OutOfTable(load, table.source.clause, f"(0, {plain(upto)} e]")

    def mean_limit(self, load: Decimal) -> Decimal:
        """How large the mean error may be."""
        return self.facts.number("mean_factor") * self.in_intervals(self.facts.table("mean_error"), load)

    def deviation_limit(self, load: Decimal) -> Decimal:
        """How large the standard deviation may be."""
        return self.subject.factor * by_mass(self.facts.table("deviation"), load, self.unit)

    def error_limit(self, load: Decimal) -> Decimal:
        """How large each error of category Y may be; in some editions more where d is coarse."""
        limit = self.in_intervals(self.facts.table("error"), load)
        if not self.facts.known("fine_display") or self.step <= self.facts.number("fine_display") * self.e:
            return limit
        return limit + self.facts.number("coarse_display") * self.e

    @item("L I E MPE")
    def static_error(self) -> None:
        """Loads that are put on by hand, while nothing moves."""
        for load in self.subject.tested:
            with self.at("at_rest"), self.at(load):
                self.loads.put_on_control(load, self.unit)
                L = self.read("L", self.control.mass)
                self.loads.put_on_receptor(load, self.unit)
                I = self.read("I", self.weigher.indication, expect=self.displayed(load))  # noqa: E741  as it is printed
                limit = self.in_intervals(self.facts.table("static"), load)
                self.compare(within(limit), point=load, curve="E", E=I - L)
                self.loads.zero()

    @item("L I? E? E_mean? MPE?")
    def mean_error(self) -> None:
        """Category X: the mean of the errors of a load that passes many times."""
        for load in self.subject.tested:
            with self.at(load):
                self.let_pass(load)
                self.compare(within(self.mean_limit(load)), point=load, curve="E_mean", E_mean=self.mean_of(load))

    @item("sd MPE")
    def deviation(self) -> None:
        """Category X: the standard deviation of the same indications."""
        for load in self.subject.tested:
            with self.at(load):
                self.compare(at_most(self.deviation_limit(load)), sd=standard_deviation(self.shown(load)))

    @item("L I E MPE")
    def indication(self) -> None:
        """Category Y: the error of each pass."""
        for load in self.subject.tested:
            with self.at(load):
                self.let_pass(load)

    @item("R MPE")
    def repeatability(self) -> None:
        """Category Y: the difference between the passes of one load."""
        for load in self.subject.tested:
            with self.at(load):
                self.compare(at_most(self.error_limit(load)), R=spread(self.shown(load)))

    @item("L I? E? E_mean? sd? MPE?")
    def eccentricity(self) -> None:
        """Loads that pass half way between the centre and the edge keep the same limits."""
        part = self.facts.number("eccentric_part") * self.step
        load = trimmed(self.subject.mass(self.subject.max) // part * self.step)
        beside = self.facts.number("eccentric_place") * self.subject.width.to("mm").value
        for side, way in (("left", -beside), ("right", beside)):
            with self.at(side), self.at(load):
                self.loads.shift(way, "mm")
                self.let_pass(load, side)
                if self.subject.category_y:
                    continue
                with self.at("mean"):
                    self.compare(within(self.mean_limit(load)), E_mean=self.mean_of(load, side))
                with self.at("deviation"):
                    self.compare(at_most(self.deviation_limit(load)), sd=standard_deviation(self.shown(load, side)))
        self.loads.shift(Decimal(0), "mm")

    def let_pass(self, load: Decimal, side: str = "") -> None:
        """Weigh a load, and let it pass as often as it must; each error of category Y is compared."""
        self.loads.put_on_control(load, self.unit)
        L = self.kept[side, load] = self.read("L", self.control.mass)
        for n in range(1, self.passes(load) + 1):
            with self.at(str(n), words=f"第 {n} 次 | pass {n}"):
                I = self.run.together("pass", partial(self.one_pass, load))  # noqa: E741  as it is printed
                self.kept[side, load, n] = I
                if self.subject.category_y:
                    self.compare(within(self.error_limit(load)), point=load, curve=Curve("E"), E=I - L)
                else:
                    self.report(final=False, L=L, I=I, E=I - L)

    def one_pass(self, load: Decimal) -> Value:
        """Let a load pass once."""
        self.loads.pass_over(load, self.unit)
        return self.read("I", self.weigher.indication, expect=self.displayed(load))

    def shown(self, load: Decimal, side: str = "") -> list[Value]:
        """Indications of all passes of a load; a missing one makes the point incomplete."""
        return [self.kept[side, load, n] for n in range(1, self.passes(load) + 1)]

    def mean_of(self, load: Decimal, side: str = "") -> Value:
        """Mean error of all passes of a load."""
        return mean(self.shown(load, side)).named("I_mean") - self.kept[side, load]
