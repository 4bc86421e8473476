"""What verifications of exhaust gas analysers have in common: certified mixtures, the display of each component.

An edition gives the figures: ``[tables.mpe]`` the limits by class and component, absolute and in % of the content, of
which the larger one counts; ``exhaust_analysers.toml`` has the mixtures and what the editions share.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import Field

from drivers.roles import GasMixtures, MultiDisplay, ResponseRecorder
from metrology.exact import plain, trimmed
from metrology.response import Points, response_time, time_below
from metrology.rounding import round_to_interval
from metrology.units import convert
from procedures.kit import (
    Curve,
    Kept,
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Row,
    Value,
    at_most,
    item,
    mean,
    quantity,
    standard_deviation,
    within,
)
from procedures.run import Doubt, Problem

UNITS = {"CO": "%", "CO2": "%", "HC": "ppm", "NO": "ppm", "O2": "%", "NO2": "ppm"}
AIR = "0"
OWN = "h"
"""Ends the symbols of what is measured in ppm, which has columns of its own."""
Content = Annotated[Quantity, quantity("%", above=0)]


class Component(Row):
    """A component that is measured: upper end of its range, and its scale interval, the finest where it has several."""

    component: Literal["CO", "CO2", "HC", "NO", "O2", "NO2"]
    upper: Content
    step: Content

    def __str__(self) -> str:
        return f"{self.component} 0–{self.upper}, {self.step}"


class GasAnalyser(Nameplate):
    """An analyser of exhaust gases."""

    accuracy_class: Literal["00", "0", "I"] = Field(alias="class", title="准确度等级 | Accuracy class")
    pef: Decimal = Field(gt=0, title="丙烷/己烷当量系数 PEF | Propane/hexane equivalency factor PEF")
    components: tuple[Component, ...] = Field(min_length=1, title="测量组分 | Components")


class ExhaustAnalyser(GasAnalyser):
    """An analyser by Directive 2014/32/EU, for vehicles with spark ignition engines."""

    accuracy_class: Literal["0", "I"] = Field(alias="class", title="准确度等级 | Accuracy class")


A = TypeVar("A", bound=GasAnalyser)


class ExhaustAnalysers(KitProcedure[A]):
    """Verification with gas mixtures from bottles."""

    under_test, unit = "analyser", "%"
    gases: GasMixtures
    analyser: MultiDisplay
    recorder: ResponseRecorder
    each: ClassVar[bool] = True
    """Whether an analyser must measure every component of the regulation."""

    def prepare(self) -> None:
        """Scale intervals in the units of judgement, and the mixtures; components that are not verified are left out."""
        made = [c for c in self.subject.components if c.component in self.facts.table("ranges").rows]
        self.steps: dict[str, Decimal] = {c.component: _in_its_unit(c, c.step) for c in made}
        self.uppers: dict[str, Decimal] = {c.component: _in_its_unit(c, c.upper) for c in made}
        table = self.facts.table("mixtures")
        self.mixtures = {key: table.row(key) for key in table.rows}
        self.full = str(int(self.facts.number("response_mixture")))

    def absolute(self, component: str) -> Decimal:
        """The absolute limit of a component, in its unit."""
        return self.facts.table("mpe").numbers(f"{self.subject.accuracy_class} {component}")[0]

    def permitted(self, component: str, content: Decimal) -> Decimal:
        """The larger of the absolute and the relative limit at a content."""
        absolute, percent = self.facts.table("mpe").numbers(f"{self.subject.accuracy_class} {component}")
        return trimmed(max(absolute, percent * abs(content) / 100))

    def requirements(self) -> Requirements:
        """Every component, its range, its scale interval."""
        ranges = self.facts.table("ranges")
        for component, (upper, step) in ((c, ranges.numbers(c)) for c in ranges.rows):
            unit, has = UNITS[component], component in self.uppers
            if not has and not self.each:
                continue
            shown = f"{component} 0–{plain(self.uppers[component])} {unit}" if has else f"{component} —"
            wide = has and self.uppers[component] >= upper
            yield self.require("range", shown, f"≥ {plain(upper)} {unit}", wide, "ranges")
            if has:
                fine, read = self.steps[component] <= step, f"{component} {plain(self.steps[component])} {unit}"
                yield self.require("step", read, f"≤ {plain(step)} {unit}", fine, "ranges")

    def shown(self, component: str, ideal: Decimal, key: str = "x", number: int | str = "") -> Value:
        """What the display shows of a component."""

        def check(shown: Decimal) -> Problem | None:
            step = self.steps[component]
            if shown % step == 0:
                return None
            text = f"{plain(shown)} {UNITS[component]}"
            zh, en = f"读数 {text} 不是分辨力 {plain(step)} 的整数倍", f"{text} is not a multiple of {plain(step)}"
            return Doubt("reading_step", zh, en)

        query = (self.analyser.indication_of, component)
        name, unit = symbol(key, component), UNITS[component]
        return self.read(name, query, expect=ideal, unit=unit, number=number, check=check)

    def supply(self, mixture: str, *, at_probe: bool = False) -> None:
        """Supply a mixture and wait until the display is steady."""
        (self.gases.supply_at_probe if at_probe else self.gases.supply)(mixture)
        self.wait("settle")

    def content(self, component: str, nominal: Decimal) -> Value:
        """Content of the mixture by its certificate; that of propane as the n-hexane for which it counts."""
        query = (self.gases.value_of, component)
        if component != "HC":
            return self.read(symbol("ref", component), query, expect=nominal, unit=UNITS[component], bounded=False)
        propane = self.read("c", query, expect=nominal, unit=UNITS[component], bounded=False)
        return (propane * Value.constant(self.subject.pef, "pef")).named(symbol("ref", component))

    def ideal(self, component: str, mixture: str) -> Decimal:
        """What an ideal display shows with a mixture, on its step."""
        nominal = self.mixtures[mixture][component]
        content = nominal * self.subject.pef if component == "HC" else nominal
        return round_to_interval(content, self.steps[component])

    def mixed(self, component: str, mixture: str) -> tuple[Value, Value]:
        """Content of the mixture, and what is shown of it."""
        ref = self.content(component, self.mixtures[mixture][component])
        return ref, self.shown(component, self.ideal(component, mixture))

    @contextmanager
    def place(self, component: str, mixture: str) -> Iterator[None]:
        """The point of a component with a mixture, in the unit of the component."""
        with self.at(component, Quantity(trimmed(self.ideal(component, mixture)), UNITS[component])):
            yield

    @item("c?/ppm ref? x? E? refh?/ppm xh?/ppm Eh?/ppm MPE/%")
    def calibration(self) -> None:
        """The error of each component with each mixture; oxygen with air too."""
        for mixture in self.mixtures:
            self.supply(mixture)
            for component in self.steps:
                if mixture == AIR and component != "O2":
                    continue
                with self.place(component, mixture):
                    ref, x = self.run.together("mixture", partial(self.mixed, component, mixture))
                    curve = Curve("E", component, component.replace("2", "₂"))
                    limit = within(self.permitted(component, ref.number))
                    error: Any = {symbol("E", component): x - ref}
                    self.compare(limit, point=ref.number, curve=curve, also=[ref, x], chosen=True, **error)
        self.gases.off()

    @item("ref? xm? s3? refh?/ppm xmh?/ppm s3h?/ppm MPE/%")
    def repeatability(self) -> None:
        """The standard deviation of the readings of one mixture is at most a third of the limit."""
        number = int(self.facts.number("repeats"))
        mixture = str(int(self.facts.number("repeat_mixture")))
        self.supply(mixture)
        for component in self.steps:
            with self.place(component, mixture):
                ref, ideal = self.content(component, self.mixtures[mixture][component]), self.ideal(component, mixture)
                found = [self.shown(component, ideal, number=n) for n in range(1, number + 1)]
                limit = at_most(self.permitted(component, ref.number))
                s3: Any = {symbol("s3", component): 3 * standard_deviation(found)}
                xm = mean(found).alone().named(symbol("xm", component))
                self.compare(limit, also=[ref, xm], chosen=True, **s3)
        self.gases.off()

    @item("tr/s Ut/s MPE/s", unit="s")
    def response(self) -> None:
        """From clean air to a mixture without oxygen: 95 % of the change, and no oxygen."""
        level, part = self.facts.number("no_oxygen"), self.facts.number("part")
        for component, step in self.steps.items():
            with self.at(component):
                points = self.run.together("change", partial(self.change, component))
                if component == "O2":
                    self.judge_response(self.facts.number("oxygen_time"), time_below(points, level, step=step))
                else:
                    self.judge_response(self.facts.number("time"), response_time(points, part, step=step))
        self.gases.off()

    def change(self, component: str) -> Points:
        """The display from the change of clean air to the mixture on."""
        self.supply(AIR)
        self.gases.supply(self.full)
        start, end = (self.ideal(component, m) for m in (AIR, self.full))
        seconds, unit = self.facts.number("recorded"), UNITS[component]
        return self.recorded(self.recorder, component, seconds, start=start, end=end, unit=unit)

    @item("x1? x2? dx? x1h?/ppm x2h?/ppm dxh?/ppm MPE/%")
    def leak(self) -> None:
        """What the display shows through probe and sampling line, against the inlet."""
        found = Kept()
        for key, at_probe in (("x1", False), ("x2", True)):
            self.supply(self.full, at_probe=at_probe)
            for component in self.steps:
                with self.place(component, self.full):
                    found[component, key] = self.shown(component, self.ideal(component, self.full), key)
        self.gases.off()
        for component in self.steps:
            with self.place(component, self.full):
                dx: Any = {symbol("dx", component): found[component, "x2"] - found[component, "x1"]}
                self.compare(within(self.leakage(component)), **dx)

    def leakage(self, component: str) -> Decimal:
        """By how much dilution may change a reading: half of the absolute limit; for oxygen a figure of its own."""
        return self.facts.number("leak_oxygen") if component == "O2" else self.absolute(component) / 2

    @item("xh/ppm MPE/ppm", unit="ppm")
    def residues(self) -> None:
        """What is shown of hydrocarbons with clean air through the sampling line."""
        self.supply(AIR, at_probe=True)
        xh = self.shown("HC", Decimal(0))
        self.gases.off()
        self.compare(at_most(self.facts.number("residues")), xh=xh)


def symbol(key: str, component: str) -> str:
    """The symbol of a quantity of a component, by the unit of its column."""
    return key if UNITS[component] == "%" else key + OWN


def _in_its_unit(component: Component, content: Quantity) -> Decimal:
    return convert(content.value, content.unit, UNITS[component.component])
