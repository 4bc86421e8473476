"""JJG 539-2016 数字指示秤 (digital indicating weighing instruments, classes III and IIII), by the mathematics of R 76."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from drivers.roles import LoadHandler, PriceDisplay, WeighingInstrument
from metrology.exact import plain
from metrology.status import Source
from metrology.units import convert
from procedures.errors import NotMeasured
from procedures.kit import (
    Facts,
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Row,
    Value,
    at_most,
    quantity,
    spread,
    within,
)  # fmt: skip
from procedures.mass.r76 import discrimination, eccentricity, entry, errors, loads, repeatability, specification
from procedures.mass.r76.instrument import PartialRange, Scale
from procedures.mass.r76.limits import limit, mpe
from procedures.mass.r76.zero_tare import setting_limit
from procedures.text import Text

facts = Facts.beside(__file__)
Mass = Annotated[Quantity, quantity("kg", above=0)]
ZERO, TENTH, CENTRE = Decimal(0), Decimal("0.1"), "centre"
SUCCESSOR_FROM = date(2027, 1, 8)  # JJG 1204-2025 applies to price-computing scales


class Range(Row):
    """A partial weighing range of a multi-interval instrument."""

    max: Mass
    e: Mass
    d: Mass | None = None

    def __str__(self) -> str:
        return f"Max {self.max}, e = {self.e}"


class IndicatingScale(Nameplate):
    """A digital indicating scale; d is e unless marked otherwise, `test_loads` replace the proposed ones."""

    accuracy_class: Literal["III", "IIII"] = Field(alias="class", title="准确度等级 | Accuracy class")
    ranges: tuple[Range, ...] = Field((), title="称量范围 | Weighing ranges")
    max: Mass = Field(title="最大秤量 | Maximum capacity Max")
    min: Mass = Field(title="最小秤量 | Minimum capacity Min")
    e: Mass = Field(title="检定分度值 | Verification scale interval e")
    d: Mass | None = Field(None, title="实际分度值 | Actual scale interval d")
    tare_maximum: Mass | None = Field(None, title="最大皮重 | Maximum tare")
    price_computing: bool = False
    price_interval: Literal["0.01", "0.1", "1"] = "0.01"
    supports: int = Field(4, ge=1, le=16)
    test_loads: tuple[Mass, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        problems = []
        if self.ranges and self.mass(self.ranges[-1].max) != self.mass(self.max):
            problems.append(f"ranges: the last must end at max {self.max}")
        if self.ranges and self.mass(self.ranges[0].e) != self.mass(self.e):
            problems.append(f"e: of a multi-interval instrument it is e of the first range, {self.ranges[0].e}")
        for name, masses in (("tare_maximum", (self.tare_maximum,)), ("test_loads", self.test_loads)):
            over = [str(q) for q in masses if q is not None and self.mass(q) > self.mass(self.max)]
            problems += [f"{name}: {', '.join(over)} is beyond max {self.max}"] if over else []
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def mass(self, found: Quantity) -> Decimal:
        """A mass of the nameplate in the unit of e, in which everything is judged."""
        return found.to(self.e.unit).value

    @cached_property
    def scale(self) -> Scale:
        """The instrument as R 76 describes it."""
        rows = self.ranges or (Range(max=self.max, e=self.e, d=self.d),)
        parts = tuple(PartialRange(self.mass(r.max), self.mass(r.e), self.mass(r.d or r.e)) for r in rows)
        table, lowest = facts.table("mpe").bands(self.accuracy_class), self.mass(self.min)
        return Scale(self.accuracy_class, parts, table, lowest, self.e.unit, self.supports, price_computing=self.price_computing)  # fmt: skip

    def specification_lines(self) -> list[tuple[Text, str]]:
        """The number of intervals follows from what is marked."""
        return [*super().specification_lines(), (Text("检定分度数", "Number of intervals n"), plain(self.scale.n))]


class Weighed(NamedTuple):
    """A load as called for, what lay on the receptor, the indication prior to rounding, and its error."""

    load: Decimal
    P: Value
    E: Value


class JJG539(KitProcedure[IndicatingScale]):
    """Verification of digital indicating scales."""

    facts, subject_model, under_test = facts, IndicatingScale, "scale"
    scale: WeighingInstrument
    loads: LoadHandler
    price: PriceDisplay

    @classmethod
    def refuses(cls, subject: Any, on: date) -> Text | None:
        """Price-computing scales change to JJG 1204-2025."""
        return facts.text("successor") if subject.price_computing and on >= SUCCESSOR_FROM else None

    def prepare(self) -> None:
        """The instrument as R 76 describes it, and its MPE."""
        self.plate, self.unit = self.subject.scale, self.subject.e.unit
        self.e, self.mpe = self.plate.e, limit(self.plate, self.run.stage)
        self.test_loads = loads.weighing_loads(self.plate, map(self.subject.mass, self.subject.test_loads))

    def requirements(self) -> Requirements:
        """Class, n, e, d, Min, partial ranges, chosen loads."""
        yield from specification.check(self.plate)
        if self.subject.test_loads:
            chosen, required = self.subject.test_loads, loads.required_loads(self.plate)
            named = {t.load for t in self.test_loads} >= set(required)
            needed = f"{', '.join(map(plain, required))} {self.unit}"
            yield self.require("test_loads_required", chosen, needed, named, "weighing")
            enough = len(chosen) >= loads.REQUIRED_NUMBER
            yield self.require("test_loads_number", len(chosen), f"≥ {loads.REQUIRED_NUMBER}", enough, "weighing")

    @facts.item("L I dL? P E MPE")
    def zero(self) -> None:
        """|E0| ≤ 0.25 e, found at 10 e to be out of zero-tracking."""
        self.loads.place(ZERO, self.unit, CENTRE)
        self.scale.zero()
        self.setting()

    @facts.item("L I dL? P E MPE")
    def tare(self) -> None:
        """|E| ≤ 0.25 e after taring about a third of the maximum tare."""
        tare = loads.placeable(self.plate, self.subject.mass(self.subject.tare_maximum or self.subject.max) / 3)
        self.loads.place(tare, self.unit, CENTRE)
        self.scale.tare()
        self.setting(tare)
        self.loads.place(ZERO, self.unit, CENTRE)
        self.scale.clear_tare()

    @facts.item("L I dL? P E Ec MPE")
    def eccentricity(self) -> None:
        """Centre and every quarter or support, each within the MPE."""
        E0, t = self.zero_error(), loads.eccentricity_load(self.plate)
        for where in (CENTRE, *eccentricity.positions(self.plate)):
            zh, en = ("中心", "centre") if where == CENTRE else (f"位置 {where}", f"position {where}")
            load = f"{plain(t.load)} {self.unit}"
            with self.at(where, words=f"{zh}，{load} | {en}, {load}", why=t.why):
                self.judge(self.weigh(t.load, where=where), E0, source=facts.source("eccentricity"))

    @facts.item("L I dL? P E Ec MPE")
    def weighing(self) -> None:
        """Up and down by the changeover method, corrected for the error at zero."""
        E0 = self.zero_error()
        for direction, series in (("up", self.test_loads), ("down", self.test_loads[::-1])):
            for t in series:
                with self.at(direction, t.load, why=t.why):
                    self.judge(self.weigh(t.load), E0, curve=direction)

    @facts.item("L I dL? P E Ec spread MPE")
    def repeatability(self) -> None:
        """The spread of several weighings of one load is at most the MPE, and no single error exceeds it."""
        E0, t = self.zero_error(), loads.repeatability_load(self.plate)
        numbers = range(1, repeatability.weighings(self.plate) + 1)
        for n in numbers:
            self.loads.place(ZERO, self.unit, CENTRE)
            with self.at(t.load, why=t.why), self.at(str(n), words=f"第 {n} 次 | weighing {n}", why=t.why):
                weighed = self.weigh(t.load)
                self.kept["P", n] = weighed.P
                self.judge(weighed, E0, source=facts.source("single"))
        with self.at(t.load, why=t.why):
            most = at_most(mpe(self.plate, t.load, self.run.stage))
            self.compare(most, also=[Value.constant(t.load, "L")], spread=spread([self.kept["P", n] for n in numbers]))

    @facts.item("L I1 I2 I3 required")
    def discrimination(self) -> None:
        """1.4 d added at a changeover point raises the indication by d."""
        for t in loads.discrimination_loads(self.plate):
            d = self.plate.d_at(t.load)
            with self.at(t.load, why=t.why):
                I1, I2, I3 = self.run.together("discriminate", lambda: self.discriminate(t.load, d))  # noqa: B023 called at once
                found = discrimination.outcome(I1.number, I2.number, I3.number, d)
                self.conclude(found, L=Value.constant(t.load, "L"), I1=I1, I2=I2, I3=I3, required=I1 + d)

    @facts.item("W U/元/kg price/元 E/元 MPE/元", key="price")
    def price_to_pay(self) -> None:
        """Price to pay agrees with weight times unit price to one price interval."""
        interval, kg = Decimal(self.subject.price_interval), convert(Decimal(1), self.unit, "kg")
        W, prices = self.run.together("price", lambda: self.prices(interval, kg))
        for U, p in prices:
            with self.at(f"{plain(U)}CNY_per_kg", words=f"单价 {plain(U)} 元/kg | unit price {plain(U)} yuan/kg"):
                self.compare(within(interval), also=[W], E=p - kg * W * Value.constant(U, "U"))

    # --- what the items have in common ------------------------------------------------------------------------------------

    def zero_error(self) -> Value:
        """E0 at 10 e, without which nothing after it can be corrected."""
        with self.at("E0", why=loads.off_zero_load(self.plate).why):
            self.loads.place(ZERO, self.unit, CENTRE)
            found = self.weigh(loads.off_zero_load(self.plate).load)
            self.report(final=False, P=found.P, E=found.E)
            return found.E.named("E0")
        raise NotMeasured(facts.text("no_E0"))

    def setting(self, tare: Decimal = ZERO) -> None:
        """What zero-setting or tare setting left."""
        t = loads.off_zero_load(self.plate)
        with self.at(t.load, why=t.why):
            found = self.weigh(t.load, tare=tare)
            self.compare(within(setting_limit(self.e)), also=[found.P.named("P")], E=found.E)

    def judge(self, found: Weighed, E0: Value, *, curve: str | None = None, source: Source | None = None) -> None:
        """The error at a load, corrected for that at zero, against the MPE."""
        also = [found.P.named("P"), found.E.named("E")]
        self.compare(self.mpe, point=found.load, curve=curve, source=source, also=also, Ec=found.E - E0)

    def weigh(self, load: Decimal, *, tare: Decimal = ZERO, where: str = CENTRE) -> Weighed:
        """Put a load on, besides a tare that was taken; read I, and ΔL where the display is too coarse."""
        return self.run.together("weigh", lambda: self.weigh_once(load, tare, where))

    def weigh_once(self, load: Decimal, tare: Decimal, where: str) -> Weighed:
        """The readings of one placement belong together."""
        self.loads.place(tare + load, self.unit, where)
        P = self.indication("I", load)
        L = self.nominal("L", "loads", load)  # a tare stays on; what counts is added to it
        if errors.needs_changeover(self.plate.range_at(P.number)):
            e = errors.interval_above(self.plate, P.number)
            step, unit = TENTH * e, self.unit
            hint = f"（每次 {plain(step)} {unit}，至示值跳变） | (pieces of {plain(step)} {unit} until it jumps)"
            dL = self.read("dL", (self.scale.changeover, step, unit), expect=e / 2, hint=hint, check=lambda x: entry.check_additional_load(x, e, unit))  # fmt: skip
            P = errors.changeover_point(P, dL, e)
        return Weighed(load, P, P - L)

    def indication(self, symbol: str, load: Decimal, expect: Decimal | None = None) -> Value:
        """Read the display; what it cannot show is refused, what is far from the load must be confirmed."""
        d = self.plate.d_at(load)
        ideal = (load / d).quantize(Decimal(1)) * d if expect is None else expect
        return self.read(symbol, self.scale.indication, expect=ideal, check=lambda x: entry.check_indication(self.plate, x, load))  # fmt: skip

    def discriminate(self, load: Decimal, d: Decimal) -> tuple[Value, Value, Value]:
        """Pieces of 0.1 d are taken away until the indication falls by d; one is put back, and 1.4 d is added."""
        unit, piece, extra = self.unit, discrimination.piece(d), discrimination.extra_load(d)
        begin = load + discrimination.PIECES * piece
        self.loads.place(begin, unit, CENTRE)
        first = self.indication("I1", begin)
        hint = f"，每个 {plain(piece)} {unit}，至示值减小一个 d | of {plain(piece)} {unit} until it falls by d"
        taken = self.read("taken", (self.scale.drop, piece, unit), expect=5 * piece, hint=hint, leaves=lambda x: (self.loads.add, -x, unit)).number  # fmt: skip
        fallen = self.indication("I2", begin - taken, first.number - d)
        self.loads.add(piece, unit)
        self.loads.add(extra, unit)
        return first, fallen, self.indication("I3", begin - taken + piece + extra, first.number + d)

    def prices(self, interval: Decimal, kg: Decimal) -> tuple[Value, list[tuple[Decimal, Value]]]:
        """The weight shown, and the price shown at each unit price."""
        load = loads.eccentricity_load(self.plate).load
        self.loads.place(load, self.unit, CENTRE)
        W, found = Value.constant(self.indication("W", load).number, "W"), []
        for U in facts.table("unit_prices").numbers("tried"):
            with self.at(f"{plain(U)}CNY_per_kg", words=f"单价 {plain(U)} 元/kg | unit price {plain(U)} yuan/kg"):
                ideal = (kg * W.number * U).quantize(interval)
                found.append((U, self.read("price", (self.price.price, U), unit="CNY", expect=ideal)))
        return W, found
