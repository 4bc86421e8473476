"""JJG 539-2016 数字指示秤 (digital indicating weighing instruments, classes III and IIII), by the mathematics of R 76."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from drivers.roles import PriceDisplay
from metrology.exact import plain
from metrology.units import convert
from procedures.errors import NotMeasured
from procedures.kit import Facts, Nameplate, Quantity, Requirements, Row, Value, at_most, quantity, spread, within
from procedures.mass.r76 import discrimination, eccentricity, loads, repeatability, specification
from procedures.mass.r76.instrument import PartialRange, Scale
from procedures.mass.r76.limits import mpe
from procedures.mass.r76.weighing import CENTRE, ZERO, Weighing, each_range
from procedures.text import Text

facts = Facts.beside(__file__)
Mass = Annotated[Quantity, quantity("kg", above=0)]
PLACES = {
    CENTRE: ("中心", "centre"),
    "beginning": ("前端", "beginning"),
    "middle": ("中部", "middle"),
    "end": ("末端", "end"),
}
SUCCESSOR_FROM = date(2027, 1, 8)  # JJG 1204-2025 applies to price-computing scales


class Range(Row):
    """A weighing range, or a partial one of a multi-interval instrument; `min` of a range where it is marked."""

    max: Mass
    e: Mass
    d: Mass | None = None
    min: Mass | None = None

    def __str__(self) -> str:
        return f"Max {self.max}, e = {self.e}"


class IndicatingScale(Nameplate):
    """A digital indicating scale; d is e unless marked otherwise, `test_loads` replace the proposed ones.

    `multiple_range`: `ranges` are ranges of their own, each from zero. `substitution`: the mass of the standard weights,
    which other loads take the place of.
    """

    accuracy_class: Literal["III", "IIII"] = Field(alias="class", title="准确度等级 | Accuracy class")
    ranges: tuple[Range, ...] = Field((), title="称量范围 | Weighing ranges")
    multiple_range: bool = False
    max: Mass = Field(title="最大秤量 | Maximum capacity Max")
    min: Mass = Field(title="最小秤量 | Minimum capacity Min")
    e: Mass = Field(title="检定分度值 | Verification scale interval e")
    d: Mass | None = Field(None, title="实际分度值 | Actual scale interval d")
    tare_maximum: Mass | None = Field(None, title="最大皮重 | Maximum tare")
    tare: Literal["subtractive", "additive"] = "subtractive"
    price_computing: bool = False
    price_interval: Literal["0.01", "0.1", "1"] = "0.01"
    receptor: Literal["platform", "hopper", "rolling"] = "platform"
    supports: int = Field(4, ge=1, le=16)
    substitution: Mass | None = None
    test_loads: tuple[Mass, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        problems = []
        if self.ranges and self.mass(self.ranges[-1].max) != self.mass(self.max):
            problems.append(f"ranges: the last must end at max {self.max}")
        if self.ranges and self.mass(self.ranges[0].e) != self.mass(self.e):
            problems.append(f"e: of an instrument with several ranges it is that of the first, {self.ranges[0].e}")
        tare = () if self.tare_maximum is None or self.tare == "additive" else (self.tare_maximum,)
        for name, masses in (("tare_maximum", tare), ("test_loads", self.test_loads)):
            over = [str(q) for q in masses if self.mass(q) > self.mass(self.max)]
            problems += [f"{name}: {', '.join(over)} is beyond max {self.max}"] if over else []
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def mass(self, found: Quantity) -> Decimal:
        """A mass of the nameplate in the unit of e, in which everything is judged."""
        return found.to(self.e.unit).value

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The instrument as R 76 describes it: one, or one for each range of its own."""
        rows = self.ranges or (Range(max=self.max, e=self.e, d=self.d),)
        parts = tuple(PartialRange(self.mass(r.max), self.mass(r.e), self.mass(r.d or r.e)) for r in rows)
        if not self.multiple_range:
            return (self._scale(parts, self.min),)
        return tuple(self._scale((part,), r.min or self.min) for part, r in zip(parts, rows, strict=True))

    def _scale(self, parts: tuple[PartialRange, ...], lowest: Quantity) -> Scale:
        tare = self.mass(self.tare_maximum) if self.tare_maximum and self.tare == "additive" else ZERO
        return Scale(self.accuracy_class, parts, facts.table("mpe").bands(self.accuracy_class), self.mass(lowest), self.e.unit,
                     self.supports, tare, self.price_computing, self.receptor)  # fmt: skip

    def specification_lines(self) -> list[tuple[Text, str]]:
        """The number of intervals follows from what is marked."""
        n = ", ".join(plain(s.n) for s in self.scales)
        return [*super().specification_lines(), (Text("检定分度数", "Number of intervals n"), n)]


class JJG539(Weighing[IndicatingScale]):
    """Verification of digital indicating scales."""

    facts, subject_model, under_test = facts, IndicatingScale, "scale"
    price: PriceDisplay

    @classmethod
    def refuses(cls, subject: Any, on: date) -> Text | None:
        """Price-computing scales change to JJG 1204-2025."""
        return facts.text("successor") if subject.price_computing and on >= SUCCESSOR_FROM else None

    def prepare(self) -> None:
        """The instrument as R 76 describes it."""
        self.plates = self.subject.scales
        self.use(self.plates[-1])
        weights = self.subject.substitution
        self.capacity = loads.placeable(self.plate, self.subject.mass(weights)) if weights else None

    def test_loads(self) -> tuple[loads.TestLoad, ...]:
        """Loads of the weighing test of the range that is examined."""
        chosen = (self.subject.mass(q) for q in self.subject.test_loads)
        return loads.weighing_loads(self.plate, [load for load in chosen if load <= self.plate.max])

    def requirements(self) -> Requirements:
        """Class, n, e, d, Min, ranges, chosen loads."""
        for plate in self.plates:
            yield from specification.check(plate)
        chosen, required = self.subject.test_loads, loads.required_loads(self.plate)
        if chosen:
            named = {self.subject.mass(q) for q in chosen} >= set(required)
            needed = f"{', '.join(map(plain, required))} {self.unit}"
            yield self.require("test_loads_required", chosen, needed, named, "weighing")
            enough = len(chosen) >= loads.REQUIRED_NUMBER
            yield self.require("test_loads_number", len(chosen), f"≥ {loads.REQUIRED_NUMBER}", enough, "weighing")

    def prepared(self) -> None:
        """Loaded once to Max, a large instrument on which loads roll several times to a part of it."""
        large = self.plate.grams(self.plate.max) >= facts.number("large_from") and self.plate.receptor == "rolling"
        self.preload(int(facts.number("passes")) if large else 1, facts.number("passing") if large else Decimal(1))

    def tare_load(self) -> Decimal:
        """About a third of the maximum tare."""
        return loads.placeable(
            self.plate, min(self.subject.mass(self.subject.tare_maximum or self.subject.max), self.plate.max) / 3
        )

    @contextmanager
    def tared(self) -> Iterator[Decimal]:
        """Everything inside is weighed beside a tare."""
        tare = self.tare_load()
        self.loads.place(tare, self.unit, CENTRE)
        self.scale.tare()
        missing = None
        try:
            yield tare
        except NotMeasured as error:
            missing = error
        self.loads.place(ZERO, self.unit, CENTRE)
        self.scale.clear_tare()
        if missing:
            raise missing

    @facts.item("L I dL? P E MPE")
    @each_range
    def zero(self) -> None:
        """|E0| ≤ 0.25 e, found at 10 e to be out of zero-tracking."""
        self.prepared()
        self.loads.place(ZERO, self.unit, CENTRE)
        self.scale.zero()
        self.setting()

    @facts.item("L I dL? P E MPE")
    @each_range
    def tare(self) -> None:
        """|E| ≤ 0.25 e after taring about a third of the maximum tare."""
        with self.tared() as tare:
            self.setting(tare)

    @facts.item("L I dL? P E Ec MPE")
    @each_range
    def eccentricity(self) -> None:
        """Centre and every quarter or support, each within the MPE."""
        self.prepared()
        E0, t = self.zero_error(), loads.eccentricity_load(self.plate, self.capacity)
        centre = () if self.plate.receptor == "rolling" else (CENTRE,)
        for where in (*centre, *eccentricity.positions(self.plate)):
            zh, en = PLACES.get(where, (f"位置 {where}", f"position {where}"))
            load = f"{plain(t.load)} {self.unit}"
            with self.at(where, words=f"{zh}，{load} | {en}, {load}", why=t.why):
                self.judge(self.weigh(t.load, where=where), E0, source=facts.source("eccentricity"))

    @facts.item("L I dL? P E Ec MPE")
    @each_range
    def weighing(self) -> None:
        """Up and down by the changeover method, corrected for the error at zero."""
        self.series(self.test_loads(), ZERO, curve=len(self.plates) == 1)

    @facts.item("L I dL? P E Ec MPE")
    @each_range
    def net(self) -> None:
        """The MPE holds for the net value beside a tare too."""
        with self.tared() as tare:
            top = self.plate.max - (ZERO if self.subject.tare == "additive" else tare)
            largest = loads.TestLoad(top, "最大净重 | largest net load")
            self.series((*(t for t in self.test_loads() if t.load < top), largest), tare, curve=False)

    def series(self, series: tuple[loads.TestLoad, ...], tare: Decimal, *, curve: bool) -> None:
        """Loads up and down, each within the MPE."""
        E0 = self.zero_error(tare)
        for direction, ordered in (("up", series), ("down", series[::-1])):
            for t in ordered:
                with self.at(direction, t.load, why=t.why):
                    self.judge(self.weigh(t.load, tare=tare), E0, curve=direction if curve else None)

    @facts.item("L I dL? P E Ec spread MPE")
    @each_range
    def repeatability(self) -> None:
        """The spread of several weighings of one load is at most the MPE, and no single error exceeds it."""
        E0, t = self.zero_error(), loads.repeatability_load(self.plate)
        results = [(self.plate, n) for n in range(1, repeatability.weighings(self.plate) + 1)]
        for plate, n in results:
            self.hold(0)
            self.loads.place(ZERO, self.unit, CENTRE)
            with self.at(t.load, why=t.why), self.at(str(n), words=f"第 {n} 次 | weighing {n}", why=t.why):
                weighed = self.weigh(t.load)
                self.kept[plate, n] = weighed.P
                self.judge(weighed, E0, source=facts.source("single"))
        with self.at(t.load, why=t.why):
            most = at_most(mpe(self.plate, t.load, self.run.stage))
            self.compare(most, also=[Value.constant(t.load, "L")], spread=spread([self.kept[r] for r in results]))

    @facts.item("L I1 I2 I3 required")
    @each_range
    def discrimination(self) -> None:
        """1.4 d added at a changeover point raises the indication by d."""
        for t in loads.discrimination_loads(self.plate):
            d = self.plate.d_at(t.load)
            with self.at(t.load, why=t.why):
                I1, I2, I3 = self.discriminate(t.load, d)
                found = discrimination.outcome(I1.number, I2.number, I3.number, d)
                self.conclude(found, L=Value.constant(t.load, "L"), I1=I1, I2=I2, I3=I3, required=I1 + d)

    @facts.item("W U/元/kg price/元 E/元 MPE/元", key="price")
    @each_range
    def price_to_pay(self) -> None:
        """Price to pay agrees with weight times unit price to one price interval."""
        interval, kg = Decimal(self.subject.price_interval), convert(Decimal(1), self.unit, "kg")
        W, prices = self.run.together("price", lambda: self.prices(interval, kg))
        for U, p in prices:
            with self.at(f"{plain(U)}CNY_per_kg", words=f"单价 {plain(U)} 元/kg | unit price {plain(U)} yuan/kg"):
                self.compare(within(interval), also=[W], E=p - kg * W * Value.constant(U, "U"))

    def prices(self, interval: Decimal, kg: Decimal) -> tuple[Value, list[tuple[Decimal, Value]]]:
        """The weight shown, and the price shown at each unit price."""
        load = loads.eccentricity_load(self.plate).load
        self.loads.place(load, self.unit, CENTRE)
        hint = f"（载荷 {plain(load)} {self.unit}） | (load {plain(load)} {self.unit})"
        W, found = Value.constant(self.indication("W", load, hint=hint).number, "W"), []
        for U in facts.table("unit_prices").numbers("tried"):
            with self.at(f"{plain(U)}CNY_per_kg", words=f"单价 {plain(U)} 元/kg | unit price {plain(U)} yuan/kg"):
                ideal = (kg * W.number * U).quantize(interval)
                found.append((U, self.read("price", (self.price.price, U), unit="CNY", expect=ideal)))
        return W, found
